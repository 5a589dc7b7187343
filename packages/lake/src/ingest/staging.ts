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
import type { LineBlock } from './lines.js'

/**
 * Two ways for records to reach the engine. Lines are handed over in blocks of a megabyte, as bytes, and split
 * there, which costs next to nothing; records a shape has unwrapped go row by row.
 */

const rowsPerChunk = 2048
/** The engine takes statistics of a sample of each chunk: of a chunk of one block it would hash all of it. */
const blocksPerChunk = 16

/** A block of whole lines of one input. */
export interface FileBlock extends LineBlock {
  readonly file: number
}

export interface FileRecord extends Unwrapped {
  readonly file: number
}

/** Temporary tables that hold a slice until it is written, and a FROM over its rows (file, line, raw, doc). */
export interface Staged {
  readonly rows: string
  readonly tables: readonly string[]
}

/** Stages whole lines; the order of rows is the same every time they are read. */
export async function stageLines(
  connection: DuckDBConnection,
  label: string,
  blocks: readonly FileBlock[],
  fields: KeyFields,
): Promise<Staged> {
  const clustered = clusterLines(blocks, fields)
  const places = `places_${label}`
  const texts = `texts_${label}`
  await connection.run(`CREATE TEMP TABLE ${name(places)} (file INTEGER, line INTEGER)`)
  await connection.run(`CREATE TEMP TABLE ${name(texts)} (block VARCHAR)`)
  await fill(connection, places, (appender) => {
    for (let at = 0; at < clustered.lines.length; at += rowsPerChunk)
      appendPlaces(appender, clustered, at, Math.min(rowsPerChunk, clustered.lines.length - at))
  })
  await fill(connection, texts, (appender) => {
    for (let at = 0; at < clustered.blocks.length; at += blocksPerChunk)
      appendBytes(appender, clustered.blocks.slice(at, at + blocksPerChunk))
  })
  return {
    rows: `(SELECT file, line, raw, NULL::VARCHAR AS doc FROM ${name(places)}
      POSITIONAL JOIN (SELECT unnest(string_split(block, E'\\n')) AS raw FROM ${name(texts)}))`,
    tables: [places, texts],
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

/** Bytes as they are: as a string they would be decoded here and encoded there. */
function appendBytes(appender: DuckDBAppender, blocks: readonly Buffer[]): void {
  const chunk = DuckDBDataChunk.create([VARCHAR], blocks.length)
  const vector = bindings.data_chunk_get_vector(chunk.chunk, 0)
  for (const [at, bytes] of blocks.entries()) bindings.vector_assign_string_element_len(vector, at, bytes)
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
  return { rows: name(table), tables: [table] }
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
