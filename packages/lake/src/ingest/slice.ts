import { type CanonicalTable, type CanonicalTableName, canonicalTables } from '@bigyellowtaxi/records'
import type { DuckDBConnection } from '@duckdb/node-api'
import { isoTime } from '../duckdb/iso-time.js'
import { canonicalSelect } from '../sql/canonical-select.js'
import { name } from '../sql/quote.js'
import { type DedupeResult, dedupe, type SliceTables, sliceTables } from './dedupe.js'
import { type Block, blockLines, type FileRecord, stageBlocks, stageRecords } from './staging.js'
import { type WrittenFile, writeSlice } from './write-slice.js'

/** A bounded part of the input, of one canonical table: what is typed, de-duplicated and written at once. */
export type Slice = { readonly table: CanonicalTableName; readonly label: string } & (
  | { readonly blocks: readonly Block[] }
  | { readonly records: readonly FileRecord[] }
)

/** A line that gave no record: its text goes back to the readers, which know why. */
export interface Unusable {
  readonly file: number
  readonly line: number
  readonly raw: string
  readonly reason: 'json' | 'id' | 'time'
}

/** What one input contributed to a slice. */
export interface FileCount {
  readonly file: number
  readonly rows: number
  readonly from: string | null
  readonly to: string | null
}

export interface TypedSlice {
  /** Names the slice within its segment; part of file and table names. */
  readonly label: string
  readonly table: CanonicalTable
  readonly tables: SliceTables
  readonly counts: readonly FileCount[]
  readonly unusable: readonly Unusable[]
}

/** Tables whose exports may lack a time: settings, and rows of tables that have no time column. */
const untimed: ReadonlySet<string> = new Set(['config', 'table_row'])

/** Stages the slice and reads its documents into typed columns. Runs on any connection, in any order. */
export async function typeSlice(connection: DuckDBConnection, slice: Slice): Promise<TypedSlice> {
  const table: CanonicalTable = canonicalTables[slice.table]
  const tables = sliceTables(slice.label)
  const staged = `staged_${slice.label}`
  const isBlocks = 'blocks' in slice
  if (isBlocks) await stageBlocks(connection, staged, slice.blocks)
  else await stageRecords(connection, staged, slice.records)
  const source = isBlocks ? blockLines(staged) : name(staged)
  await connection.run(
    `CREATE TEMP TABLE ${tables.typed} AS SELECT *, strlen(coalesce(doc, raw))::INTEGER AS "bodyBytes",
      hash(coalesce(doc, raw)) AS "bodyHash" FROM (${canonicalSelect(table, source, ['file', 'line', 'raw', 'doc'])})`,
  )
  await connection.run(`DROP TABLE ${name(staged)}`)
  const id = name(table.id)
  const time = name(table.time)
  const usable = `"isDocument" AND ${id} <> ''${untimed.has(table.name) ? '' : ` AND ${time} IS NOT NULL`}`
  const bad = await connection.runAndReadAll(
    `SELECT file, line, raw, CASE WHEN NOT "isDocument" THEN 'json' WHEN coalesce(${id}, '') = '' THEN 'id' ELSE 'time' END
      FROM ${tables.typed} WHERE (${usable}) IS NOT TRUE ORDER BY rowid`,
  )
  const unusable = bad.getRows().map(([file, line, raw, reason]) => ({
    file: Number(file),
    line: Number(line),
    raw: String(raw),
    reason: reason as Unusable['reason'],
  }))
  if (unusable.length > 0) await keepUsable(connection, tables, usable)
  return { label: slice.label, table, tables, unusable, counts: await countFiles(connection, table, tables) }
}

/** Rows are told apart by their number in the table, so unusable ones must go before anything counts. */
async function keepUsable(connection: DuckDBConnection, tables: SliceTables, usable: string): Promise<void> {
  await connection.run(`CREATE TEMP TABLE usable_rows AS FROM ${tables.typed} WHERE ${usable}`)
  await connection.run(`DROP TABLE ${tables.typed}`)
  await connection.run(`ALTER TABLE usable_rows RENAME TO ${tables.typed}`)
}

async function countFiles(
  connection: DuckDBConnection,
  table: CanonicalTable,
  tables: SliceTables,
): Promise<FileCount[]> {
  const time = name(table.time)
  const result = await connection.runAndReadAll(
    `SELECT file, count(*), epoch_us(min(${time})), epoch_us(max(${time})) FROM ${tables.typed} GROUP BY file ORDER BY file`,
  )
  const text = (micros: unknown) => (typeof micros === 'bigint' ? isoTime(micros * 1000n) : null)
  return result.getRows().map(([file, rows, from, to]) => ({
    file: Number(file),
    rows: Number(rows),
    from: text(from),
    to: text(to),
  }))
}

/** De-duplicates a typed slice. Slices pass here one after another, in the input's order. */
export const dedupeSlice = (
  connection: DuckDBConnection,
  typed: TypedSlice,
  segment: number,
): Promise<DedupeResult> => dedupe(connection, typed.table, typed.tables, segment)

export interface FinishOptions {
  readonly folder: string
  /** Batch ids by number of the input. */
  readonly batches: readonly string[]
}

/** Writes what the slice adds and frees its memory. */
export async function finishSlice(
  connection: DuckDBConnection,
  typed: TypedSlice,
  decided: DedupeResult,
  options: FinishOptions,
): Promise<readonly WrittenFile[]> {
  const written = await writeSlice(connection, typed, decided, options)
  for (const table of [typed.tables.typed, typed.tables.bodies, typed.tables.plan])
    await connection.run(`DROP TABLE IF EXISTS ${table}`)
  return written
}
