import { join } from 'node:path'
import type { CanonicalTable } from '@bigyellowtaxi/records'
import type { DuckDBConnection } from '@duckdb/node-api'
import { canonicalSelect } from '../sql/canonical-select.js'
import { parquetOptions, recordGroups } from '../sql/layout.js'
import { name, text, texts } from '../sql/quote.js'
import { nestedColumns } from './indicators.js'
import type { Staged } from './staging.js'

/**
 * The records of one slice as they are stored. Text becomes columns and columns become a file in a single
 * statement: a table in between would cost as much as the file. What is asked of the records afterwards is asked of
 * the file, which holds little for each column.
 */
export interface RecordFile {
  readonly path: string
  readonly rows: number
  /** Batch ids by number of the input, as far as inputs were known when it was written. */
  readonly batches: readonly string[]
}

export const recordFilePath = (folder: string, table: CanonicalTable, label: string): string =>
  join(folder, `${table.name}-${label}.parquet`)

/** FROM over the file's rows in their order, each with its place as "row". */
export const recordRows = (file: RecordFile): string =>
  `(SELECT * RENAME (file_row_number AS "row") FROM read_parquet(${text(file.path)}, file_row_number = true))`

/** Tables whose exports may lack a time: settings, and rows of tables that have no time column. */
const untimed: ReadonlySet<string> = new Set(['config', 'table_row'])

const isUsable = (table: CanonicalTable): string => {
  const timed = untimed.has(table.name) ? 'true' : `${name(table.time)} IS NOT NULL`
  return `coalesce("isDocument" AND ${name(table.id)} <> '' AND ${timed}, false)`
}

/** The batch id of a row, from the number of its input. */
function batchOf(batches: readonly string[]): string {
  const [only] = batches
  return batches.length === 1 && only !== undefined ? text(only) : `${texts(batches)}[file + 1]`
}

const provenance = (batch: string): readonly string[] => [
  `${batch} AS batch`,
  'line::BIGINT AS line',
  '1::INTEGER AS sightings',
  'raw',
  'doc',
  '"bodyBytes"',
  '"bodyHash"',
]

/** Without it the condition would be asked before the document is taken apart, which would then happen twice. */
const barrier = 'LIMIT 9223372036854775807'

export interface RecordSource {
  readonly path: string
  readonly table: CanonicalTable
  readonly staged: Staged
  readonly batches: readonly string[]
}

/** Writes every usable record of what is staged. */
export async function writeRecords(
  connection: DuckDBConnection,
  { path, table, staged, batches }: RecordSource,
): Promise<RecordFile> {
  const stored = [...table.columns.map((column) => name(column.name)), ...provenance(batchOf(batches))]
  const copy = (tolerant: boolean) =>
    connection.run(
      `COPY (SELECT ${[...stored, ...nestedColumns(table)].join(', ')}
        FROM (${canonicalSelect(table, staged.rows(), {
          keep: ['file', 'line', 'raw', 'doc'],
          also: 'strlen(coalesce(doc, raw))::INTEGER AS "bodyBytes", hash(coalesce(doc, raw)) AS "bodyHash"',
          tolerant,
        })} ${barrier}) WHERE ${isUsable(table)}) TO ${text(path)} (${parquetOptions(recordGroups)})`,
    )
  // malformed JSON is rare, and looking out for it in every row is not free
  const { rowsChanged } = await copy(false).catch(() => copy(true))
  return { path, rows: rowsChanged, batches }
}

/** Places (file, line) of which more rows were staged than written. */
export function missingPlaces(staged: Staged, file: RecordFile): string {
  const input = `list_position(${texts(file.batches)}, batch) - 1`
  return `SELECT file, line FROM (SELECT file, line, 1 AS n FROM ${name(staged.table)}
    UNION ALL SELECT ${input}, line, -1 FROM ${recordRows(file)}) GROUP BY ALL HAVING sum(n) > 0`
}

/** SELECT of the rows that gave no record (file, line, raw), and why. */
export const reviewSelect = (table: CanonicalTable, rows: string): string =>
  `SELECT file, line, raw, CASE WHEN NOT "isDocument" THEN 'json' WHEN coalesce(${name(table.id)}, '') = '' THEN 'id' ELSE 'time' END
    FROM (${canonicalSelect(table, rows, { keep: ['file', 'line', 'raw'], tolerant: true })} ${barrier})
    WHERE NOT ${isUsable(table)} ORDER BY 1, 2`
