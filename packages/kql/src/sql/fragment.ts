/**
 * The only maker of SQL text. A `Fragment` is built by the `sql` tag from other fragments; a string of the
 * query can enter only through `text` (a quoted literal) or `identifier` (a quoted name), so no name, literal or
 * file content can become syntax.
 */
declare const made: unique symbol

export interface Fragment {
  readonly text: string
  readonly [made]: true
}

const fragment = (text: string): Fragment => ({ text }) as Fragment

/** What a template may hold; `undefined` (an argument the entry did not declare) is a bug and throws. */
type Hole = Fragment | readonly Fragment[] | undefined

/** SQL from a template: interpolations are fragments (or lists of them, joined by commas), nothing else. */
export function sql(parts: TemplateStringsArray, ...values: readonly Hole[]): Fragment {
  let out = parts[0] ?? ''
  values.forEach((value, i) => {
    if (value === undefined) throw new TypeError(`no value for hole ${i} of \`${parts.join('…')}\``)
    out += isList(value) ? value.map((v) => v.text).join(', ') : value.text
    out += parts[i + 1] ?? ''
  })
  return fragment(out)
}

const isList = (value: Fragment | readonly Fragment[]): value is readonly Fragment[] => Array.isArray(value)

export const empty: Fragment = fragment('')

/** Fragments side by side, with a separator that is SQL itself. */
export function joined(parts: readonly Fragment[], separator: Fragment = sql`, `): Fragment {
  return fragment(parts.map((part) => part.text).join(separator.text))
}

/** Each condition once: many columns are read from one document, which is looked through once. */
export const distinct = (conditions: readonly Fragment[]): Fragment[] => [
  ...new Map(conditions.map((condition) => [condition.text, condition])).values(),
]

/** A name in double quotes. NUL cannot stand in an identifier and becomes U+FFFD. */
export function identifier(name: string): Fragment {
  return fragment(`"${name.replaceAll('\0', '\uFFFD').replaceAll('"', '""')}"`)
}

/** A string literal. NUL cannot stand in one, so it is spliced in by `chr(0)`. */
export function text(value: string): Fragment {
  const quoted = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`)
  return fragment(quoted.length === 1 ? (quoted[0] ?? "''") : `(${quoted.join(' || chr(0) || ')})`)
}

/** An integer literal of 64 bits. */
export function bigint(value: bigint | number): Fragment {
  const whole = BigInt(value)
  return fragment(whole < 0n ? `(${whole})::BIGINT` : `${whole}::BIGINT`)
}

/** An integer literal without a type, for positions and lengths. */
export function integer(value: number): Fragment {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer: ${value}`)
  return fragment(value < 0 ? `(${value})` : String(value))
}

/** A 64-bit float literal, NaN and infinities included. */
export function double(value: number): Fragment {
  if (Number.isNaN(value)) return fragment(`'nan'::DOUBLE`)
  if (!Number.isFinite(value)) return fragment(`'${value < 0 ? '-' : ''}inf'::DOUBLE`)
  const shown = Object.is(value, -0) ? '-0.0' : String(value)
  return fragment(`'${shown}'::DOUBLE`)
}

export function boolean(value: boolean): Fragment {
  return fragment(value ? 'true' : 'false')
}
