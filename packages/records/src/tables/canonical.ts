import type { CanonicalTable, ColumnType } from '../canonical/column.js'
import { provenanceColumns } from '../canonical/column.js'
import type { FactType } from '../facts/tables.js'
import type { KqlTable } from './table.js'

const scalarTypes: Readonly<Record<string, FactType>> = {
  text: 'string',
  int: 'int',
  long: 'long',
  real: 'real',
  bool: 'bool',
  time: 'datetime',
  json: 'dynamic',
}

/** Lists and maps are dynamic values to KQL. */
function kqlType(type: ColumnType): FactType {
  return typeof type === 'string' ? (scalarTypes[type] ?? 'dynamic') : 'dynamic'
}

/** A canonical table under its own name, with every column it has. */
export function canonicalKqlTable(table: CanonicalTable): KqlTable {
  const columns = [...table.columns, ...provenanceColumns].map(({ name, type }) => ({
    name,
    type: kqlType(type),
  }))
  return {
    name: table.name,
    apart: true,
    columns,
    rows: [
      {
        relation: table.name,
        columns: Object.fromEntries(columns.map(({ name }) => [name, { column: name }])),
      },
    ],
  }
}
