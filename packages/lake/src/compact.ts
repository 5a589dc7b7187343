import { join } from 'node:path'
import { type CanonicalTable, canonicalTables } from '@bigyellowtaxi/records'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { readRejects } from './batch-views.js'
import { engineSettings } from './duckdb/settings.js'
import type { EngineOptions } from './engine.js'
import { hashProbe } from './hash-probe.js'
import { beginSegment, commitSegment, discardSegment, type SegmentFolder } from './ingest/segment-writer.js'
import { toolVersion } from './ingest/session.js'
import type { WrittenFile } from './ingest/write-slice.js'
import { type WriteLockOptions, withWriteLock } from './lock.js'
import { nextSegmentNumber, readSegments, type Segment, segmentId } from './segment.js'
import { clusterOrder, indicatorGroups, indicatorOrder, parquetOptions, recordGroups } from './sql/layout.js'
import { name, text } from './sql/quote.js'
import { lakeColumns, type StoredColumn, storedColumns } from './sql/types.js'
import { type LakeTableName, lakeTables, workspaceViews } from './views.js'
import type { Workspace } from './workspace.js'

export interface CompactReport {
  readonly segmentsBefore: number
  readonly segmentsAfter: number
  readonly filesBefore: number
  readonly filesAfter: number
}

export interface CompactOptions extends EngineOptions, WriteLockOptions {}

const filesOf = (segments: readonly Segment[]): number =>
  segments.reduce(
    (sum, segment) =>
      sum + Object.values(segment.tables).reduce((files, table) => files + table.files.length, 0),
    0,
  )

/**
 * Merges all segments into one, every table sorted over its whole length: queries open fewer files and skip more
 * of each. Batches, rejects, variants and counts of sightings are kept; who reads the old segments meanwhile
 * goes on reading them until the next writer comes.
 */
export async function compact(workspace: Workspace, options: CompactOptions = {}): Promise<CompactReport> {
  return withWriteLock(workspace.folder, options, async () => {
    const segments = await readSegments(workspace.folder)
    const before = { segmentsBefore: segments.length, filesBefore: filesOf(segments) }
    if (segments.length === 0 || (await isCompact(segments)))
      return { ...before, segmentsAfter: segments.length, filesAfter: before.filesBefore }
    const target = await beginSegment(workspace.folder, segmentId(await nextSegmentNumber(workspace.folder)))
    try {
      const { files, probe } = await rewrite(workspace, segments, target, options)
      const segment = await commitSegment(target, {
        toolVersion,
        hashProbe: probe,
        batches: segments.flatMap((one) => one.batches),
        files,
        rejects: await readRejects(workspace.folder, segments),
        replaces: [...segments.map((one) => one.id), ...segments.flatMap((one) => one.replaces)],
      })
      return { ...before, segmentsAfter: 1, filesAfter: filesOf([segment]) }
    } catch (error) {
      await discardSegment(target)
      throw error
    }
  })
}

/** One sorted segment, with hashes this engine can compare. */
async function isCompact(segments: readonly Segment[]): Promise<boolean> {
  const [only, ...more] = segments
  if (!only || more.length > 0 || only.replaces.length === 0) return false
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const probe = await hashProbe(connection)
  connection.closeSync()
  instance.closeSync()
  return only.hashProbe === probe
}

async function rewrite(
  workspace: Workspace,
  segments: readonly Segment[],
  target: SegmentFolder,
  options: CompactOptions,
): Promise<{ files: readonly WrittenFile[]; probe: string }> {
  const instance = await DuckDBInstance.create(':memory:', { ...engineSettings(options) })
  const connection = await instance.connect()
  try {
    // what does not fit in memory while sorting goes beside the data, where there is room for it
    await connection.run(
      `SET temp_directory = ${text(options.tempDirectory ?? join(target.folder, '..', 'spill'))}`,
    )
    await connection.run("SET TimeZone = 'UTC'")
    for (const view of workspaceViews(workspace.folder, segments, { asStored: true }))
      await connection.run(view)
    const written: WrittenFile[] = []
    for (const table of Object.values(canonicalTables) as CanonicalTable[])
      await write(connection, target, written, canonicalPart(table))
    await write(connection, target, written, {
      table: 'indicator',
      columns: lakeTables.indicator,
      select: `SELECT DISTINCT * FROM indicator ORDER BY ${indicatorOrder}`,
      layout: parquetOptions(indicatorGroups),
    })
    await write(connection, target, written, variantPart())
    return { files: written, probe: await hashProbe(connection) }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

interface Part {
  readonly table: string
  readonly columns: readonly StoredColumn[]
  readonly select: string
  readonly layout: string
}

const body = 'coalesce(doc, raw)'
const bodyColumns = `strlen(${body})::INTEGER AS "bodyBytes", hash(${body}) AS "bodyHash"`

/** A table through its view: bodies a longer one has replaced are gone from it, and sightings are summed. */
function canonicalPart(table: CanonicalTable): Part {
  const computed = new Set(['bodyBytes', 'bodyHash'])
  const own = [...table.columns, ...lakeColumns.filter((column) => !computed.has(column.name))]
  return {
    table: table.name,
    columns: storedColumns(table),
    select: `SELECT ${own.map((column) => name(column.name)).join(', ')}, ${bodyColumns} FROM ${name(table.name)} ORDER BY ${clusterOrder(table)}`,
    layout: parquetOptions(recordGroups),
  }
}

const variantPart = (): Part => ({
  table: 'variant' satisfies LakeTableName,
  columns: lakeTables.variant,
  select: `SELECT table_name, "Id", "OrganizationId", batch, line, raw, doc, ${bodyColumns} FROM variants ORDER BY "Id"`,
  layout: parquetOptions(indicatorGroups),
})

async function write(
  connection: DuckDBConnection,
  target: SegmentFolder,
  written: WrittenFile[],
  part: Part,
): Promise<void> {
  const from = `FROM ${name(part.table === 'variant' ? 'variants' : part.table)}`
  const any = await connection.runAndReadAll(`SELECT 1 ${from} LIMIT 1`)
  if (any.currentRowCount === 0) return
  const file = `${part.table}.parquet`
  const result = await connection.run(
    `COPY (${part.select}) TO ${text(join(target.folder, file))} (${part.layout})`,
  )
  written.push({ table: part.table, file, rows: result.rowsChanged, columns: part.columns })
}
