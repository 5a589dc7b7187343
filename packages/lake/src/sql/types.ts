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

/**
 * The type in which a column is stored. A list of pairs stays one: to make a map of it, with a look for names that
 * come twice, costs as much as writing it, and few questions ever ask for it.
 */
export const storedType = (type: ColumnType): string =>
  type === 'map' ? 'STRUCT("Name" VARCHAR, "Value" VARCHAR)[]' : sqlType(type)

/**
 * Stored pairs as a map. A name that comes twice, or none, is an error to the engine: only then the slow way, in
 * which the last one wins as it does in `fields/name-value`.
 */
const mapOf = (pairs: string): string =>
  `CASE WHEN ${pairs} IS NOT NULL THEN coalesce(TRY(map_from_entries(${pairs})),
    map_from_entries(list_transform(
      list_distinct(list_filter(list_transform(${pairs}, lambda p: p.Name), lambda n: n IS NOT NULL)),
      lambda n: {'Name': n, 'Value': list_filter(${pairs}, lambda p: p.Name = n)[-1].Value}))) END`

/** A stored column's value in the column's own type. */
export const shown = (type: ColumnType, stored: string): string => (type === 'map' ? mapOf(stored) : stored)

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
  ...table.columns.map((column) => ({ name: column.name, type: storedType(column.type) })),
  ...lakeColumns,
]
