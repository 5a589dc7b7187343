import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { indicatorGroups, parquetOptions, recordGroups } from '../sql/layout.js'
import { name, text, texts } from '../sql/quote.js'
import { type StoredColumn, storedColumns } from '../sql/types.js'
import { type LakeTableName, lakeTables } from '../views.js'
import { chosenRows, type DedupeResult, hiddenRows, sightingRows } from './dedupe.js'
import { indicatorSelect } from './indicators.js'
import type { FinishOptions, TypedSlice } from './slice.js'

export interface WrittenFile {
  /** Stored table: a canonical one or one of the lake's own. */
  readonly table: string
  readonly file: string
  readonly rows: number
  readonly columns: readonly StoredColumn[]
}

/** The batch id of a row, from the number of its input. */
function batchOf(batches: readonly string[]): string {
  const [only] = batches
  return batches.length === 1 && only !== undefined ? text(only) : `${texts(batches)}[file + 1]`
}

/** Writes the files of one slice; a table without a row gets none. */
export async function writeSlice(
  connection: DuckDBConnection,
  slice: TypedSlice,
  decided: DedupeResult,
  options: FinishOptions,
): Promise<readonly WrittenFile[]> {
  const { table, tables } = slice
  const { typed } = tables
  const written: WrittenFile[] = []
  const write = async (
    stored: string,
    columns: readonly StoredColumn[],
    select: string,
    layout: string,
  ): Promise<void> => {
    const file = `${stored}-${slice.label}.parquet`
    const result = await connection.run(`COPY (${select}) TO ${text(join(options.folder, file))} (${layout})`)
    written.push({ table: stored, file, rows: result.rowsChanged, columns })
  }
  const own = table.columns.map((column) => name(column.name)).join(', ')
  const batch = batchOf(options.batches)
  const isAny = (counts: ReadonlyMap<number, number>) => [...counts.values()].some((count) => count > 0)
  const rows = `(SELECT *, rowid AS "row" FROM ${typed})`
  // raw text was left where it was staged: copying it into the typed table would cost as much as writing it
  const rowsWithText = `(SELECT t.*, s.raw, s.doc FROM ${rows} t POSITIONAL JOIN (SELECT raw, doc FROM ${slice.staged.rows}) s)`
  if (isAny(decided.records) || decided.hidden > 0)
    await write(
      table.name,
      storedColumns(table),
      `SELECT ${own}, ${batch} AS batch, line::BIGINT AS line, sightings::INTEGER AS sightings, raw, doc, "bodyBytes", "bodyHash"
        FROM ${chosenRows(rowsWithText, tables, decided, 'kept')}`,
      parquetOptions(recordGroups),
    )
  const indicators = indicatorSelect(table, {
    rows: chosenRows(rows, tables, decided, 'new'),
    ...slice.tenant,
  })
  if (indicators && (isAny(decided.records) || decided.hidden + decided.variantRows > 0))
    await write('indicator', lakeTables.indicator, indicators, parquetOptions(indicatorGroups))
  const aside = (of: LakeTableName, rows: number, select: string) =>
    rows === 0
      ? undefined
      : write(
          of,
          lakeTables[of],
          `SELECT ${text(table.name)} AS table_name, ${select}`,
          parquetOptions(indicatorGroups),
        )
  await aside('sighting', decided.sightings, `* FROM (${sightingRows(table, tables)}) ORDER BY "Id"`)
  await aside('hidden', decided.hidden, `* FROM (${hiddenRows(table, tables)}) ORDER BY "Id"`)
  await aside(
    'variant',
    decided.variantRows,
    `${name(table.id)} AS "Id", "OrganizationId", ${batch} AS batch, line::BIGINT AS line, raw, doc, "bodyBytes", "bodyHash"
      FROM ${chosenRows(rowsWithText, tables, decided, 'variant')} ORDER BY "Id"`,
  )
  return written
}
