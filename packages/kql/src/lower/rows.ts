/** Short ways to build relations; every one gives a new relation and leaves its input alone. */
import { type Column, columnRef, type Expr, type SortKey } from '../plan/expr.js'
import type { Item, Relation, SharedDefinition } from '../plan/relation.js'
import { columnsIn } from '../plan/walk.js'
import type { Lowering, Rows } from './scope.js'

/** The order, where all columns it is made of are still there. */
export function keepOrder(
  order: readonly SortKey[] | undefined,
  columns: readonly Column[],
): { order?: readonly SortKey[] } {
  if (!order) return {}
  const there = new Set(columns.map((column) => column.id))
  return order.every((key) => columnsIn(key.expr).every((column) => there.has(column.id))) ? { order } : {}
}

export const item = (column: Column, expr: Expr): Item => ({ column, expr })
export const passing = (column: Column): Item => ({ column, expr: columnRef(column) })

export function project(input: Rows, chosen: readonly Item[]): Rows {
  const hidden = (input.partition ?? []).filter((key) => !chosen.some((i) => i.column.id === key.id))
  const items = [...chosen, ...hidden.map(passing)]
  const columns = items.map((i) => i.column)
  return {
    ...input,
    relation: { kind: 'project', input: input.relation, items, columns },
    ...orderAfter(input, columns),
  }
}

/** `order` must be absent, not undefined, once lost. */
function orderAfter(input: Rows, columns: readonly Column[]): { order?: readonly SortKey[] } {
  const kept = keepOrder(input.order, columns)
  return kept.order ? kept : ({ order: undefined } as unknown as { order?: readonly SortKey[] })
}

export const filter = (input: Rows, condition: Expr): Rows => ({
  ...input,
  relation: { kind: 'filter', input: input.relation, condition, columns: input.relation.columns },
})

/** New columns put behind (or, of the same name, in the place of) those there are. */
export function extend(input: Rows, items: readonly Item[]): Rows {
  const replaced = new Map(items.map((i) => [i.column.name, i]))
  const there = new Set(input.relation.columns.map((column) => column.name))
  return project(input, [
    ...input.relation.columns.map((column) => replaced.get(column.name) ?? passing(column)),
    ...items.filter((i) => !there.has(i.column.name)),
  ])
}

/** A definition used in many places: each use gets columns of its own. */
export function shareRows(lowering: Lowering, name: string, rows: Rows, materialize: boolean): () => Rows {
  const definition: SharedDefinition = { id: lowering.nextId(), name, relation: rows.relation, materialize }
  return () => {
    const columns = rows.relation.columns.map((column) => lowering.column(column.name, column.type))
    const relation: Relation = { kind: 'shared', definition, columns }
    return { relation, ...(rows.open ? { open: true } : {}) }
  }
}

/** The name, or the name with the first number that makes it new. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let i = 1; ; i++) if (!taken.has(`${name}${i}`)) return `${name}${i}`
}

/** The name of a column, or for one without a name the first `Column1`, `Column2`, … that is not there. */
export function columnName(name: string, taken: ReadonlySet<string>, there: readonly Column[] = []): string {
  if (name !== '') return uniqueName(name, taken)
  for (let i = 1; ; i++) {
    const own = `Column${i}`
    if (!taken.has(own) && !there.some((column) => column.name === own)) return own
  }
}
