import type { Unwrapped } from '@bigyellowtaxi/records'
import {
  BIGINT,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { name } from '../sql/quote.js'
import { clusterLines, clusterRecords, type KeyFields } from './cluster.js'
import type { LineTexts } from './line-texts.js'
import type { LineBlock } from './lines.js'

/**
 * Two ways for records to reach the engine. Lines stay where they were read, and the engine asks for the text of
 * each when it needs it; records a shape has unwrapped go row by row.
 */

const rowsPerChunk = 2048

/** A block of whole lines of one input. */
export interface FileBlock extends LineBlock {
  readonly file: number
}

export interface FileRecord extends Unwrapped {
  readonly file: number
}

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

/** Stages whole lines; the order of rows is the same every time they are read. */
export async function stageLines(
  connection: DuckDBConnection,
  texts: LineTexts,
  label: string,
  blocks: readonly FileBlock[],
  fields: KeyFields,
): Promise<Staged> {
  const clustered = clusterLines(blocks, fields)
  const places = `places_${label}`
  await connection.run(`CREATE TEMP TABLE ${name(places)} (file INTEGER, line INTEGER)`)
  await fill(connection, places, (appender) => {
    for (let at = 0; at < clustered.lines.length; at += rowsPerChunk)
      appendPlaces(appender, clustered, at, Math.min(rowsPerChunk, clustered.lines.length - at))
  })
  const { textOf, release } = texts.hold(clustered)
  const from = `SELECT file, line, ${textOf('rowid::INTEGER')} AS raw, NULL::VARCHAR AS doc FROM ${name(places)}`
  return {
    table: places,
    count: clustered.lines.length,
    rows: (condition) => `(${from}${condition ? ` WHERE ${condition}` : ''})`,
    release() {
      release()
      for (const block of blocks) block.release()
    },
  }
}

async function fill(
  connection: DuckDBConnection,
  table: string,
  append: (appender: DuckDBAppender) => void,
): Promise<void> {
  const appender = await connection.createAppender(table)
  append(appender)
  appender.closeSync()
}

function appendPlaces(
  appender: DuckDBAppender,
  { files, lines }: { readonly files: Int32Array; readonly lines: Int32Array },
  at: number,
  count: number,
): void {
  const chunk = DuckDBDataChunk.create([INTEGER, INTEGER], count)
  for (const [column, values] of [files, lines].entries())
    bindings.copy_data_to_vector(
      bindings.data_chunk_get_vector(chunk.chunk, column),
      0,
      values.buffer as ArrayBuffer,
      values.byteOffset + at * 4,
      count * 4,
    )
  appender.appendDataChunk(chunk)
}

/** Stages unwrapped records. */
export async function stageRecords(
  connection: DuckDBConnection,
  label: string,
  records: readonly FileRecord[],
  fields: KeyFields,
): Promise<Staged> {
  const table = `rows_${label}`
  await connection.run(
    `CREATE TEMP TABLE ${name(table)} (file INTEGER, line BIGINT, raw VARCHAR, doc VARCHAR)`,
  )
  const ordered = clusterRecords(records, fields)
  await fill(connection, table, (appender) => {
    for (let at = 0; at < ordered.length; at += rowsPerChunk)
      appendRecords(appender, ordered.slice(at, at + rowsPerChunk))
  })
  return {
    table,
    count: ordered.length,
    rows: (condition) => `(FROM ${name(table)}${condition ? ` WHERE ${condition}` : ''})`,
    release: () => undefined,
  }
}

function appendRecords(appender: DuckDBAppender, records: readonly FileRecord[]): void {
  const chunk = DuckDBDataChunk.create([INTEGER, BIGINT, VARCHAR, VARCHAR], records.length)
  chunk.setColumns([
    records.map((record) => record.file),
    records.map((record) => BigInt(record.line)),
    records.map((record) => record.raw),
    records.map((record) => record.doc ?? null),
  ])
  appender.appendDataChunk(chunk)
}
