import { rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { indicatorGroups, parquetOptions, recordGroups } from '../sql/layout.js'
import { name, text } from '../sql/quote.js'
import { type StoredColumn, storedColumns } from '../sql/types.js'
import { type LakeTableName, lakeTables } from '../views.js'
import { chosenRows, type DedupeResult, hiddenRows, sightingRows, sliceTables } from './dedupe.js'
import { indicatorSelect } from './indicators.js'
import type { TypedSlice } from './slice.js'

export interface WrittenFile {
  /** Stored table: a canonical one or one of the lake's own. */
  readonly table: string
  readonly file: string
  readonly rows: number
  readonly columns: readonly StoredColumn[]
}

const isAny = (counts: ReadonlyMap<number, number>) => [...counts.values()].some((count) => count > 0)

/** Writes what follows from the slice's records, and leaves of them those that are new. */
export async function finishSlice(
  connection: DuckDBConnection,
  slice: TypedSlice,
  decided: DedupeResult,
  folder: string,
): Promise<readonly WrittenFile[]> {
  const { table, file } = slice
  const tables = sliceTables(slice.label)
  const written: WrittenFile[] = []
  const copy = async (select: string, path: string, layout: string): Promise<number> =>
    (await connection.run(`COPY (${select}) TO ${text(path)} (${layout})`)).rowsChanged
  const write = async (stored: LakeTableName, select: string): Promise<void> => {
    const name = `${stored}-${slice.label}.parquet`
    const rows = await copy(select, join(folder, name), parquetOptions(indicatorGroups))
    written.push({ table: stored, file: name, rows, columns: lakeTables[stored] })
  }
  const indicators = indicatorSelect(table, {
    rows: chosenRows(file, tables, decided, 'new'),
    ...slice.common,
  })
  const stays = isAny(decided.records) || decided.hidden > 0
  if (indicators && (stays || decided.variantRows > 0)) await write('indicator', indicators)
  const aside = (of: LakeTableName, rows: number, select: string) =>
    rows === 0
      ? undefined
      : write(of, `SELECT ${text(table.name)} AS table_name, * FROM (${select}) ORDER BY "Id"`)
  await aside('sighting', decided.sightings, sightingRows(table.id, file, tables))
  await aside('hidden', decided.hidden, hiddenRows(table.id, file, tables))
  await aside(
    'variant',
    decided.variantRows,
    `SELECT ${name(table.id)} AS "Id", "OrganizationId", batch, line, raw, doc, "bodyBytes", "bodyHash"
      FROM ${chosenRows(file, tables, decided, 'variant')}`,
  )
  let { rows } = file
  if (stays && !decided.allNew) {
    const kept = `${file.path}.kept`
    const select = `SELECT * EXCLUDE ("row") FROM ${chosenRows(file, tables, decided, 'kept')}`
    rows = await copy(select, kept, parquetOptions(recordGroups))
    await rename(kept, file.path)
  }
  if (stays)
    written.push({ table: table.name, file: basename(file.path), rows, columns: storedColumns(table) })
  else await rm(file.path)
  for (const used of Object.values(tables)) await connection.run(`DROP TABLE IF EXISTS ${used}`)
  return written
}
