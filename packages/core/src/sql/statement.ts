import type { Engine, Row } from '@bigyellowtaxi/lake'

type Scalar = string | number | boolean | null

/** A piece of a statement with the values that belong to it. Only this file turns one into text. */
export interface Sql {
  readonly strings: readonly string[]
  readonly values: readonly (Scalar | Sql)[]
}

const isSql = (value: Scalar | Sql): value is Sql => typeof value === 'object' && value !== null

/** Tag: every `${value}` becomes a parameter, every `${fragment}` is woven in. No text of a log is ever SQL. */
export const sql = (strings: TemplateStringsArray, ...values: readonly (Scalar | Sql)[]): Sql => ({
  strings,
  values,
})

/** A constant of our own sources as SQL. Never call it with anything that was read or typed in. */
export const constant = (text: string): Sql => ({ strings: [text], values: [] })

/** The fragments with `separator` (a constant such as ` AND `) between them; `empty` when there are none. */
export function join(parts: readonly Sql[], separator: string, empty = 'TRUE'): Sql {
  if (parts.length === 0) return constant(empty)
  return { strings: ['', ...parts.slice(1).map(() => separator), ''], values: parts }
}

/**
 * `column IN (…)` over parameters; always false for an empty list. One value is asked for with `=`: the engine
 * then leaves the other columns of rows that do not match unread, which it does not for a list.
 */
export const isOneOf = (column: Sql, values: readonly (string | number)[]): Sql =>
  values.length === 0
    ? constant('FALSE')
    : values.length === 1
      ? sql`${column} = ${values[0] ?? null}`
      : sql`${column} IN (${join(
          values.map((value) => sql`${value}`),
          ', ',
        )})`

export interface Statement {
  readonly text: string
  readonly parameters: readonly Scalar[]
}

/** Text with `$1`, `$2`, … and the values for them. */
export function statementOf(fragment: Sql): Statement {
  const parameters: Scalar[] = []
  const print = (part: Sql): string =>
    part.strings.reduce((text, string, i) => {
      if (i === 0) return string
      const value = part.values[i - 1]
      if (value !== undefined && isSql(value)) return text + print(value) + string
      parameters.push(value ?? null)
      return `${text}$${parameters.length}${string}`
    }, '')
  return { text: print(fragment).replace(/\n\s*/g, '\n').trim(), parameters }
}

/** Runs the statement and returns its rows. */
export async function ask(engine: Engine, fragment: Sql): Promise<readonly Row[]> {
  const { text, parameters } = statementOf(fragment)
  return (await engine.query(text, { parameters })).rows
}
