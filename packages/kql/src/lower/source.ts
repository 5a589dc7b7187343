/** Rows of tables, and of tables nobody has. */
import type { Relation } from '../plan/relation.js'
import type { TableSource } from '../schema.js'
import type { Lowering, Rows } from './scope.js'

export function scanOf(lowering: Lowering, table: TableSource): Rows {
  lowering.tables.add(table.name)
  const columns = table.columns.map((column) => lowering.column(column.name, column.type))
  const picks = columns.map((column) => ({ column, source: column.name }))
  const relation: Relation = { kind: 'scan', table, columns, picks }
  return { relation }
}

/** No rows, and any column one asks for. */
export function emptyOpenTable(lowering: Lowering, names: readonly string[]): Rows {
  const columns = names.map((name) => lowering.column(name, 'string'))
  return { relation: { kind: 'values', columns, rows: [] }, open: true }
}
