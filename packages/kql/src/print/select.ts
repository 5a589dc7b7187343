/** One SELECT over one input: parts that an expression repeats are computed in a SELECT below it. */
import type { Column } from '../plan/expr.js'
import { empty, type Fragment, identifier, joined, sql } from '../sql/fragment.js'
import { columnNames, type Place, type Printing } from './context.js'

export interface Selecting {
  readonly place: Place
  /** FROM, with the hoisted parts; read it after all expressions are printed. */
  from(): Fragment
}

/** Reads `rows` under an alias. */
export function selecting(
  printing: Printing,
  rows: Fragment,
  columns: readonly Column[],
  outer?: Place,
): Selecting {
  const alias = printing.alias()
  const names = columnNames(columns)
  const own = new Map(columns.map((c) => [c.id, sql`${alias}.${identifier(names.get(c.id) ?? c.name)}`]))
  const layers: { readonly part: Fragment; readonly name: Fragment }[] = []
  const known = new Map<string, Fragment>()
  const hoist = (part: Fragment): Fragment => {
    const before = known.get(part.text)
    if (before) return before
    const name = identifier(`_part${layers.length + 1}`)
    layers.push({ part, name })
    const read = sql`${alias}.${name}`
    known.set(part.text, read)
    return read
  }
  const place: Place = { printing, columns: own, hoist, ...(outer ? { outer } : {}) }
  const from = () =>
    layers.reduce<Fragment>(
      (inner, layer) => sql`(SELECT ${alias}.*, ${layer.part} AS ${layer.name} FROM ${inner} AS ${alias})`,
      sql`(${rows})`,
    )
  return { place, from: () => sql`${from()} AS ${alias}` }
}

export const whereOf = (conditions: readonly Fragment[]): Fragment =>
  conditions.length === 0 ? empty : sql` WHERE ${joined(conditions, sql` AND `)}`
