import { type CanonicalTable, type CanonicalTableName, canonicalTables } from '@bigyellowtaxi/records'
import type { DuckDBConnection } from '@duckdb/node-api'
import { isoTime } from '../duckdb/iso-time.js'
import { canonicalSelect } from '../sql/canonical-select.js'
import { clusterFields } from '../sql/layout.js'
import { name } from '../sql/quote.js'
import { type DedupeResult, dedupe, type SliceTables, sliceTables } from './dedupe.js'
import type { LineTexts } from './line-texts.js'
import { type FileBlock, type FileRecord, type Staged, stageLines, stageRecords } from './staging.js'
import { type WrittenFile, writeSlice } from './write-slice.js'

/** A bounded part of the input, of one canonical table: what is typed, de-duplicated and written at once. */
export type Slice = { readonly table: CanonicalTableName; readonly label: string } & (
  | { readonly blocks: readonly FileBlock[] }
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
  readonly staged: Staged
  readonly tables: SliceTables
  readonly counts: readonly FileCount[]
  readonly unusable: readonly Unusable[]
  /** Set where all usable rows are of one tenant, or none of them has one. */
  readonly tenant: { readonly tenant?: string | null }
}

/** Tables whose exports may lack a time: settings, and rows of tables that have no time column. */
const untimed: ReadonlySet<string> = new Set(['config', 'table_row'])

/** Stages the slice and reads its documents into typed columns. Runs on any connection, in any order. */
export async function typeSlice(
  connection: DuckDBConnection,
  texts: LineTexts,
  slice: Slice,
): Promise<TypedSlice> {
  const table: CanonicalTable = canonicalTables[slice.table]
  const tables = sliceTables(slice.label)
  const fields = clusterFields(table.name)
  const staged =
    'blocks' in slice
      ? await stageLines(connection, texts, slice.label, slice.blocks, fields)
      : await stageRecords(connection, slice.label, slice.records, fields)
  const id = name(table.id)
  const time = name(table.time)
  const timed = untimed.has(table.name) ? 'true' : `${time} IS NOT NULL`
  const create = (tolerant: boolean) =>
    connection.run(
      `CREATE TEMP TABLE ${tables.typed} AS SELECT *, coalesce("isDocument" AND ${id} <> '' AND ${timed}, false) AS usable
        FROM (${canonicalSelect(table, staged.rows, {
          keep: ['file', 'line'],
          also: 'strlen(coalesce(doc, raw))::INTEGER AS "bodyBytes", hash(coalesce(doc, raw)) AS "bodyHash"',
          tolerant,
        })})`,
    )
  // malformed JSON is rare, and looking out for it in every row is not free
  await create(false).catch(() => create(true))
  return {
    label: slice.label,
    table,
    staged,
    tables,
    counts: await countFiles(connection, table, tables),
    unusable: await unusableRows(connection, table, staged, tables),
    tenant: await commonTenant(connection, tables),
  }
}

async function commonTenant(
  connection: DuckDBConnection,
  tables: SliceTables,
): Promise<{ tenant?: string | null }> {
  const found = await connection.runAndReadAll(
    `SELECT min("OrganizationId"), min("OrganizationId") IS NOT DISTINCT FROM max("OrganizationId") AND count("OrganizationId") IN (0, count(*))
      FROM ${tables.typed} WHERE usable`,
  )
  const [tenant, isCommon] = found.getRows()[0] ?? []
  return isCommon ? { tenant: tenant as string | null } : {}
}

async function unusableRows(
  connection: DuckDBConnection,
  table: CanonicalTable,
  staged: Staged,
  tables: SliceTables,
): Promise<Unusable[]> {
  const any = await connection.runAndReadAll(`SELECT count(*) FROM ${tables.typed} WHERE NOT usable`)
  if (Number(any.getRows()[0]?.[0]) === 0) return []
  const id = name(table.id)
  const found = await connection.runAndReadAll(
    `SELECT t.file, t.line, s.raw, CASE WHEN NOT "isDocument" THEN 'json' WHEN coalesce(${id}, '') = '' THEN 'id' ELSE 'time' END
      FROM (SELECT * FROM ${tables.typed}) t POSITIONAL JOIN (SELECT raw FROM ${staged.rows}) s WHERE NOT usable ORDER BY 1, 2`,
  )
  return found.getRows().map(([file, line, raw, reason]) => ({
    file: Number(file),
    line: Number(line),
    raw: String(raw),
    reason: reason as Unusable['reason'],
  }))
}

async function countFiles(
  connection: DuckDBConnection,
  table: CanonicalTable,
  tables: SliceTables,
): Promise<FileCount[]> {
  const time = name(table.time)
  const result = await connection.runAndReadAll(
    `SELECT file, count(*), epoch_us(min(${time})), epoch_us(max(${time})) FROM ${tables.typed} WHERE usable GROUP BY file ORDER BY file`,
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
  const { tables, staged } = typed
  for (const table of [...staged.tables.map(name), tables.typed, tables.bodies, tables.plan])
    await connection.run(`DROP TABLE IF EXISTS ${table}`)
  staged.release()
  return written
}
