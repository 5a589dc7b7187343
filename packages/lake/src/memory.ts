import { type CanonicalTable, type CanonicalTableName, canonicalTables } from '@bigyellowtaxi/records'
import { DuckDbEngine } from './duckdb/engine.js'
import { canonicalSelect } from './sql/canonical-select.js'
import { name, texts } from './sql/quote.js'
import { shown } from './sql/types.js'

/** A record in its table's reference form. */
export interface MemoryRecord {
  readonly table: CanonicalTableName
  readonly document: Readonly<Record<string, unknown>>
}

function tableOf(table: CanonicalTableName, documents: readonly string[]): string {
  const kept = ['batch', 'line', 'sightings', 'raw', 'doc']
  const source = `(SELECT 'memory' AS batch, row_number() OVER () AS line, 1::INTEGER AS sightings, text AS raw, NULL::VARCHAR AS doc
    FROM (SELECT unnest(${documents.length > 0 ? texts(documents) : '[]::VARCHAR[]'}) AS text))`
  const canonical: CanonicalTable = canonicalTables[table]
  const columns = canonical.columns.map(
    (column) => `${shown(column.type, name(column.name))} AS ${name(column.name)}`,
  )
  return `CREATE TABLE ${name(table)} AS SELECT ${[...columns, ...kept].join(', ')}
    FROM (${canonicalSelect(canonical, source, { keep: kept })})`
}

/** An engine over a handful of records that stand in no file, typed as ingest types them: for tests of rules. */
export async function openMemoryEngine(records: readonly MemoryRecord[]): Promise<DuckDbEngine> {
  const tables = Object.keys(canonicalTables) as CanonicalTableName[]
  const setup = tables.map((table) =>
    tableOf(
      table,
      records.filter((record) => record.table === table).map((record) => JSON.stringify(record.document)),
    ),
  )
  return DuckDbEngine.open({ setup, threads: 1, memoryBytes: 512 * 2 ** 20 })
}
