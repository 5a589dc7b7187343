import { documentedColumns, type FactType } from '../facts/tables.js'
import type { KqlTable, RowSource } from './table.js'
import { rowsOf } from './table.js'
import { undocumentedColumns } from './undocumented.js'

/** Rows kept as they were exported: the table's own. */
export function storedRows(table: string, columns: Iterable<string>): RowSource {
  return rowsOf(table, columns, 'table_row', {
    where: [{ column: 'Table', in: [table] }],
    own: { TimeGenerated: { column: 'TimeGenerated' }, Timestamp: { column: 'TimeGenerated' } },
  })
}

/** A documented table with the sources a view gives it, beside the rows of its own name. */
export function documentedTable(
  name: string,
  sources: (columns: readonly string[]) => readonly RowSource[],
): KqlTable {
  const documented = documentedColumns(name) ?? new Map<string, FactType>()
  const further = undocumentedColumns(name, documented)
  const columns = [...documented.keys(), ...further.map((column) => column.name)]
  return {
    name,
    columns: [...[...documented].map(([column, type]) => ({ name: column, type })), ...further],
    rows: [...sources(columns), storedRows(name, columns)],
  }
}
