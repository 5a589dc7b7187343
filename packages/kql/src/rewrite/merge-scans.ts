/**
 * A union of tables that are parts of one engine relation (sign-ins of people, of programs …) is read as one table,
 * so that the engine goes over the relation once where nothing but the kind of row differs.
 */
import type { Column, Expr } from '../plan/expr.js'
import { literalValue } from '../plan/expr.js'
import type { Relation, Scan, ScanPick } from '../plan/relation.js'
import type { ColumnSource, RowSource, TableSource } from '../schema.js'
import { rewritten } from './map-plan.js'

export const mergeScans = (root: Relation): Relation =>
  rewritten(root, (relation) => (relation.kind === 'union' ? merged(relation) : relation))

/** Where each column of the union comes from in one of its tables: a pick, or a constant text. */
type Origin = { readonly pick: ScanPick } | { readonly constant: string } | 'nothing'

function merged(union: Extract<Relation, { kind: 'union' }>): Relation {
  if (union.inputs.length < 2) return union
  const rows: RowSource[] = []
  const shapes = new Map<number, ScanPick>()
  for (const { relation, exprs } of union.inputs) {
    if (relation.kind !== 'scan') return union
    const origins = union.columns.map((column, i) => originOf(exprs[i], column, relation))
    if (origins.some((origin) => origin === undefined)) return union
    for (const [i, origin] of origins.entries()) {
      const column = union.columns[i]
      if (!column || !origin || origin === 'nothing' || !('pick' in origin)) continue
      const known = shapes.get(column.id)
      if (known && insideOf(known) !== insideOf(origin.pick)) return union
      shapes.set(column.id, origin.pick)
    }
    for (const source of relation.table.rows) rows.push(renamed(source, union.columns, origins))
  }
  const picks = union.columns.map((column, i): ScanPick => {
    const { path, inner } = shapes.get(column.id) ?? {}
    return { column, source: nameAt(i), ...(path ? { path } : {}), ...(inner ? { inner } : {}) }
  })
  // A constant has nothing inside of it.
  const constants = rows.some((row) =>
    picks.some((pick) => (pick.path ?? pick.inner) && 'constant' in (row.columns[pick.source] ?? {})),
  )
  if (constants) return union
  const columns = union.columns.map((column, i) => ({ name: nameAt(i), type: column.type }))
  const names = union.inputs.flatMap(({ relation }) =>
    relation.kind === 'scan' ? [relation.table.name] : [],
  )
  const table: TableSource = { name: names.join(', '), columns, rows }
  return { kind: 'scan', table, picks, columns: union.columns }
}

const nameAt = (place: number): string => `c${place}`
const insideOf = ({ path, inner }: ScanPick): string => JSON.stringify([path ?? null, inner ?? null])

function originOf(expr: Expr | undefined, column: Column, scan: Scan): Origin | undefined {
  if (expr?.kind === 'column') {
    const pick = scan.picks.find((known) => known.column.id === expr.column.id)
    return pick && pick.column.type === column.type ? { pick } : undefined
  }
  const value = literalValue(expr)
  if (value === null || value === '') return 'nothing'
  return typeof value === 'string' && column.type === 'string' ? { constant: value } : undefined
}

function renamed(
  source: RowSource,
  columns: readonly Column[],
  origins: readonly (Origin | undefined)[],
): RowSource {
  const named: Record<string, ColumnSource> = {}
  columns.forEach((_, i) => {
    const origin = origins[i]
    if (!origin || origin === 'nothing') return
    const from = 'pick' in origin ? source.columns[origin.pick.source] : origin
    if (from) named[nameAt(i)] = from
  })
  return { ...source, columns: named }
}
