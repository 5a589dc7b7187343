import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rejectsFile, type Segment, segmentsFolder } from './segment.js'
import { name, text, texts } from './sql/quote.js'

const batchColumns = {
  batch: 'VARCHAR',
  path: 'VARCHAR',
  sha256: 'VARCHAR',
  sizeBytes: 'BIGINT',
  shape: 'VARCHAR',
  encoding: 'VARCHAR',
  lineCounts: 'VARCHAR',
  brokenOff: 'VARCHAR',
  pageOf: 'VARCHAR',
  isWhole: 'BOOLEAN',
  rows: 'BIGINT',
  records: 'BIGINT',
  duplicates: 'BIGINT',
  variants: 'BIGINT',
  rejects: 'BIGINT',
  from: 'TIMESTAMP',
  to: 'TIMESTAMP',
  tables: 'MAP(VARCHAR, BIGINT)',
} as const

const rejectColumns = {
  batch: 'VARCHAR',
  path: 'VARCHAR',
  line: 'BIGINT',
  code: 'VARCHAR',
  reason: 'VARCHAR',
  text: 'VARCHAR',
  operation: 'VARCHAR',
  time: 'TIMESTAMP',
} as const

/** Pages of one answer share its context: where the last one is in another input, nothing is missing. */
const nextPage = `CASE WHEN NOT "isWhole" AND NOT coalesce(bool_or("isWhole") OVER (PARTITION BY "shape", nullif("pageOf", '')) AND "pageOf" <> '', false)
  THEN 'its last page names a next one (nextLink), which is not here' END`

/** `batches`: one row for each ingested input. */
export function batchesView(segments: readonly Segment[]): string {
  const batches = segments.flatMap((segment) => segment.batches)
  const fields = Object.entries(batchColumns)
  const select = fields.map(([column, type]) => `(b.${name(column)})::${type} AS ${name(column)}`)
  const structure = JSON.stringify([
    Object.fromEntries(fields.map(([column, type]) => [column, type === 'TIMESTAMP' ? 'VARCHAR' : type])),
  ])
  return `CREATE OR REPLACE VIEW batches AS SELECT * REPLACE (coalesce("brokenOff", ${nextPage}) AS "brokenOff") FROM (SELECT ${select.join(', ')} FROM (
    SELECT unnest(from_json(${text(JSON.stringify(batches))}, ${text(structure)})) AS b))`
}

/** `rejects`: every line that could not become a record. */
export function rejectsView(folder: string, segments: readonly Segment[]): string {
  const paths = segments
    .filter((segment) => segment.rejects > 0)
    .map((segment) => join(folder, segmentsFolder, segment.id, rejectsFile))
  const columns = Object.entries(rejectColumns)
  const from =
    paths.length === 0
      ? `(SELECT ${columns.map(([column, type]) => `NULL::${type} AS ${name(column)}`).join(', ')} WHERE false)`
      : `read_ndjson(${texts(paths)}, columns = {${columns.map(([column, type]) => `${name(column)}: ${text(type)}`).join(', ')}})`
  return `CREATE OR REPLACE VIEW rejects AS SELECT * FROM ${from}`
}

export type RejectRow = Record<keyof typeof rejectColumns, string | number | undefined>

/** Every reject of the given segments. */
export async function readRejects(folder: string, segments: readonly Segment[]): Promise<RejectRow[]> {
  const texts = await Promise.all(
    segments
      .filter((segment) => segment.rejects > 0)
      .map((segment) => readFile(join(folder, segmentsFolder, segment.id, rejectsFile), 'utf8')),
  )
  return texts
    .flatMap((lines) => lines.split('\n'))
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RejectRow)
}
