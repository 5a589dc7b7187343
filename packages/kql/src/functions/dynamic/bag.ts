import { type Expr, literal } from '../../plan/expr.js'
import { empty, type Fragment, joined, sql } from '../../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from '../entry.js'
import { bagNatives } from '../native/dynamic-bag.js'
import { callNative } from '../parts/call-native.js'
import { isBagJson, toJson, toJsonItem } from '../parts/json-value.js'
import { nativeRow, row, siteRow } from '../parts/row.js'

const nativeOf = (name: string) => {
  const found = bagNatives[name]
  if (!found) throw new RangeError(name)
  return found
}

/** Keys and values in turn. */
const pack = siteRow(
  ['...any'],
  'dynamic',
  'never',
  ({ types, args }) =>
    (...parts) => {
      const item = (at: number): Fragment => toJsonItem(parts[at] ?? empty, types[at] ?? 'string')
      const keys = parts.flatMap((part, at) => (at % 2 === 0 ? [{ at, key: sql`(${part})::VARCHAR` }] : []))
      if (keys.every(({ at }) => args[at]?.kind === 'literal'))
        return sql`json_object(${keys.flatMap(({ at, key }) => [key, item(at + 1)])})`
      // The engine runs a function over a file's whole dictionary, which may hold a NULL that no row has, and
      // json_object raises on a NULL key.
      const entries = keys.map(({ at, key }) => sql`to_json(${key}) || ':' || (${item(at + 1)})::VARCHAR`)
      return sql`('{' || ${joined(entries, sql` || ',' || `)} || '}')::JSON`
    },
  'bag-pack-function',
)

/** Each column under its own name. */
const packColumns: ScalarFunction = {
  ...row(['...any'], 'dynamic', 'never', () => empty, 'bag-pack-columns-function'),
  lower: (args, context) => {
    const entries = args.flatMap((column): Expr[] => {
      if (column.kind !== 'column') return context.refuse('bag_pack_columns() takes columns')
      return [literal('string', column.column.name), column]
    })
    return context.call('bag_pack', entries, 'dynamic')
  },
}

/** Functions of any number of arrays, given to the native one in one array. */
const overMany = (name: string, inner: string, ref: string): [string, ScalarFunction][] => [
  [
    name,
    {
      ...row(['dynamic', '...dynamic'], 'dynamic', 'own', () => empty, ref),
      lower: (args, context) => context.call(inner, [context.call('pack_array', args, 'dynamic')], 'dynamic'),
    },
  ],
]

const many = [
  ['set_union', 'union', 'set-union-function'],
  ['set_intersect', 'intersect', 'set-intersect-function'],
  ['set_difference', 'difference', 'set-difference-function'],
  ['bag_merge', 'merge', 'bag-merge-function'],
] as const

const withValue = (
  native: string,
  parameters: readonly ['dynamic', 'any'] | readonly ['dynamic', 'string', 'any'],
  returns: 'dynamic' | 'bool',
  ref: string,
) =>
  siteRow(
    parameters,
    returns,
    'own',
    ({ types }) =>
      (...args) => {
        const value = args.at(-1) ?? empty
        const given = [...args.slice(0, -1), toJson(value, types.at(-1) ?? 'string')]
        return returns === 'bool'
          ? sql`${callNative(nativeOf(native), given)}::BOOLEAN`
          : sql`${callNative(nativeOf(native), given)}::JSON`
      },
    ref,
    [nativeOf(native)],
  )

export const bagFunctions: ScalarFunctions = {
  bag_pack: pack,
  pack,
  pack_dictionary: pack,
  bag_pack_columns: packColumns,
  /** A bag without the entries that are null or empty: pack_all(true). */
  _without_empty: nativeRow(['dynamic'], 'dynamic', nativeOf('withoutEmpty'), 'pack-all-function'),
  bag_keys: row(
    ['dynamic'],
    'dynamic',
    'own',
    (bag) => sql`CASE WHEN ${isBagJson(bag)} THEN to_json(json_keys(${bag})) END`,
    'bag-keys-function',
  ),
  bag_has_key: nativeRow(['dynamic', 'string'], 'bool', nativeOf('hasKey'), 'bag-has-key-function'),
  bag_remove_keys: nativeRow(
    ['dynamic', 'dynamic'],
    'dynamic',
    nativeOf('removeKeys'),
    'bag-remove-keys-function',
  ),
  bag_set_key: withValue('setKey', ['dynamic', 'string', 'any'], 'dynamic', 'bag-set-key-function'),
  bag_zip: nativeRow(['dynamic', 'dynamic'], 'dynamic', nativeOf('zip'), 'bag-zip'),
  dynamic_to_json: siteRow(
    ['any'],
    'string',
    'own',
    ({ types }) =>
      (value) =>
        callNative(nativeOf('toJson'), [toJson(value, types[0] ?? 'string')]),
    'dynamic-to-json-function',
    [nativeOf('toJson')],
  ),
  ...Object.fromEntries(many.flatMap(([name, , ref]) => overMany(name, `_${name}`, ref))),
  ...Object.fromEntries(
    many.map(([name, native, ref]) => [`_${name}`, nativeRow(['dynamic'], 'dynamic', nativeOf(native), ref)]),
  ),
  set_equals: nativeRow(['dynamic', 'dynamic'], 'bool', nativeOf('equals'), 'set-equals-function'),
  jaccard_index: nativeRow(['dynamic', 'dynamic'], 'real', nativeOf('jaccard'), 'jaccard-index-function'),
  set_has_element: withValue('hasElement', ['dynamic', 'any'], 'bool', 'set-has-element-function'),
}
