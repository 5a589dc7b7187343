import type { CanonicalTable, ColumnType, ScalarType } from '@bigyellowtaxi/records'
import { name } from './quote.js'

const scalarTypes: Record<ScalarType, string> = {
  text: 'VARCHAR',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  bool: 'BOOLEAN',
  time: 'TIMESTAMP',
  json: 'JSON',
}

/** The engine's type of a canonical column. */
export function sqlType(type: ColumnType): string {
  if (type === 'map') return 'MAP(VARCHAR, VARCHAR)'
  if (typeof type === 'string') return scalarTypes[type]
  const fields = Object.entries(type.list).map(([field, item]) => `${name(field)} ${sqlType(item)}`)
  return `STRUCT(${fields.join(', ')})[]`
}

/** A column of a stored table. */
export interface StoredColumn {
  readonly name: string
  readonly type: string
}

/** What the lake writes beside a table's own columns. `body*` say which of two records of one Id is kept. */
export const lakeColumns: readonly StoredColumn[] = [
  { name: 'batch', type: 'VARCHAR' },
  { name: 'line', type: 'BIGINT' },
  { name: 'sightings', type: 'INTEGER' },
  { name: 'raw', type: 'VARCHAR' },
  { name: 'doc', type: 'VARCHAR' },
  { name: 'bodyBytes', type: 'INTEGER' },
  { name: 'bodyHash', type: 'UBIGINT' },
]

/** All columns of a canonical table as they are stored. */
export const storedColumns = (table: CanonicalTable): readonly StoredColumn[] => [
  ...table.columns.map((column) => ({ name: column.name, type: sqlType(column.type) })),
  ...lakeColumns,
]
