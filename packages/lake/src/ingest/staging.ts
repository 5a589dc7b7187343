import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, INTEGER } from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { name } from '../sql/quote.js'
import { clustered, type KeyFields } from './cluster.js'
import type { SliceTexts } from './pieces.js'
import type { TextFunction } from './text-function.js'

const rowsPerChunk = 2048

/** What holds a slice until its records are written. */
export interface Staged {
  /** Temporary table with the place (file, line) of each row. */
  readonly table: string
  readonly count: number
  /** FROM over the rows (file, line, raw, doc), all of them or those whose place meets a condition. */
  rows(condition?: string): string
  /** Lets go of what is held outside the engine. */
  release(): void
}

/** Stages texts in the order of whom they are about; the order of rows is the same every time they are read. */
export async function stage(
  connection: DuckDBConnection,
  texts: TextFunction,
  label: string,
  slice: SliceTexts,
  fields: KeyFields,
): Promise<Staged> {
  const { blocks, raws, docs, files, lines } = clustered(slice.pieces(), fields)
  const table = `places_${label}`
  await connection.run(`CREATE TEMP TABLE ${name(table)} (file INTEGER, line INTEGER)`)
  const appender = await connection.createAppender(table)
  for (let at = 0; at < files.length; at += rowsPerChunk)
    appendPlaces(appender, [files, lines], at, Math.min(rowsPerChunk, files.length - at))
  appender.closeSync()
  const held = [raws, ...(docs ? [docs] : [])].map((pieces) => texts.hold({ blocks, pieces }))
  const [raw, doc] = held.map(({ textOf }) => textOf('rowid::INTEGER'))
  const from = `SELECT file, line, ${raw} AS raw, ${doc ? `nullif(${doc}, '')` : 'NULL::VARCHAR'} AS doc FROM ${name(table)}`
  return {
    table,
    count: files.length,
    rows: (condition) => `(${from}${condition ? ` WHERE ${condition}` : ''})`,
    release() {
      for (const one of held) one.release()
      slice.release()
    },
  }
}

function appendPlaces(
  appender: DuckDBAppender,
  columns: readonly Int32Array[],
  at: number,
  count: number,
): void {
  const chunk = DuckDBDataChunk.create([INTEGER, INTEGER], count)
  for (const [column, values] of columns.entries())
    bindings.copy_data_to_vector(
      bindings.data_chunk_get_vector(chunk.chunk, column),
      0,
      values.buffer as ArrayBuffer,
      values.byteOffset + at * 4,
      count * 4,
    )
  appender.appendDataChunk(chunk)
}
