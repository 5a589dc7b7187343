import type { Unwrapped } from '@bigyellowtaxi/records'
import {
  BIGINT,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api'
import { name } from '../sql/quote.js'

/**
 * Two ways for records to reach the engine. Whole blocks of lines are handed over as one text each and split by
 * the engine, which costs next to nothing; records a shape has unwrapped go row by row.
 */

const rowsPerChunk = 2048

/** A block of whole lines of one input. */
export interface Block {
  readonly file: number
  /** Number of the block's first line in its input. */
  readonly firstLine: number
  readonly text: string
  /** True when lines end with carriage return and line feed. */
  readonly crlf: boolean
}

export interface FileRecord extends Unwrapped {
  readonly file: number
}

/** Puts blocks into a temporary table of this connection. */
export async function stageBlocks(
  connection: DuckDBConnection,
  table: string,
  blocks: readonly Block[],
): Promise<void> {
  await connection.run(
    `CREATE TEMP TABLE ${name(table)} (file INTEGER, line BIGINT, crlf BOOLEAN, block VARCHAR)`,
  )
  const appender = await connection.createAppender(table)
  for (const block of blocks) {
    appender.appendInteger(block.file)
    appender.appendBigInt(BigInt(block.firstLine))
    appender.appendBoolean(block.crlf)
    appender.appendVarchar(block.text)
    appender.endRow()
  }
  appender.closeSync()
}

/** The lines of staged blocks as rows; empty lines are no rows. */
export const blockLines = (table: string): string =>
  `(SELECT file, line, CASE WHEN crlf THEN rtrim(text, E'\\r') ELSE text END AS raw, NULL::VARCHAR AS doc
    FROM (SELECT file, crlf, line + unnest(range(len(parts))) AS line, unnest(parts) AS text
      FROM (SELECT file, line, crlf, string_split(block, E'\\n') AS parts FROM ${name(table)}))
    WHERE text <> '' AND text <> E'\\r')`

/** Puts unwrapped records into a temporary table of this connection. */
export async function stageRecords(
  connection: DuckDBConnection,
  table: string,
  records: readonly FileRecord[],
): Promise<void> {
  await connection.run(
    `CREATE TEMP TABLE ${name(table)} (file INTEGER, line BIGINT, raw VARCHAR, doc VARCHAR)`,
  )
  const appender = await connection.createAppender(table)
  for (let at = 0; at < records.length; at += rowsPerChunk)
    appendChunk(appender, records.slice(at, at + rowsPerChunk))
  appender.closeSync()
}

function appendChunk(appender: DuckDBAppender, records: readonly FileRecord[]): void {
  const chunk = DuckDBDataChunk.create([INTEGER, BIGINT, VARCHAR, VARCHAR], records.length)
  chunk.setColumns([
    records.map((record) => record.file),
    records.map((record) => BigInt(record.line)),
    records.map((record) => record.raw),
    records.map((record) => record.doc ?? null),
  ])
  appender.appendDataChunk(chunk)
}
