import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  StatementType,
} from '@duckdb/node-api'
import type { EngineColumn, QueryOptions, Result, Row } from '../engine.js'
import { LakeError } from '../errors.js'
import { bindParameters } from './bind.js'
import { decoder } from './decode.js'
import { guard } from './interrupt.js'

const columnsOf = (result: DuckDBResult): EngineColumn[] =>
  result.deduplicatedColumnNames().map((name, i) => {
    const type = result.columnType(i)
    return { name, type: type.alias ?? type.toString() }
  })

function rowsOf(
  chunk: DuckDBDataChunk,
  columns: readonly EngineColumn[],
  decoders: readonly Decoder[],
): Row[] {
  const values = columns.map((_, i) => chunk.getColumnValues(i).map(decoders[i] as Decoder))
  return Array.from({ length: chunk.rowCount }, (_, row) =>
    Object.fromEntries(columns.map((column, i) => [column.name, values[i]?.[row] ?? null])),
  )
}
type Decoder = ReturnType<typeof decoder>

/** Runs one reading statement on a connection that does nothing else meanwhile. */
export async function* streamOn(
  connection: DuckDBConnection,
  sql: string,
  options: QueryOptions,
): AsyncIterable<Result> {
  const running = guard(connection, options)
  try {
    const statement = await prepareReading(connection, sql)
    bindParameters(statement, options.parameters ?? [])
    const result = await running.race(statement.stream())
    const columns = columnsOf(result)
    const decoders = columns.map((_, i) => decoder(result.columnType(i)))
    yield { columns, rows: [] }
    for (;;) {
      const chunk = await running.race(result.fetchChunk())
      if (!chunk || chunk.rowCount === 0) break
      yield { columns, rows: rowsOf(chunk, columns, decoders) }
    }
  } catch (error) {
    throw running.explain(error)
  } finally {
    running.end()
  }
}

/** All parts of a result as one. */
export async function gather(parts: AsyncIterable<Result>): Promise<Result> {
  const rows: Row[] = []
  let columns: readonly EngineColumn[] = []
  for await (const part of parts) {
    columns = part.columns
    for (const row of part.rows) rows.push(row)
  }
  return { columns, rows }
}

const reading: readonly StatementType[] = [StatementType.SELECT]
const explainPrefix = /^\s*explain\s+(analyze\s+)?/i

/** Refuses whatever is not one reading statement: COPY into the workspace would write to the evidence. */
async function prepareReading(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql)
  if (statements.count !== 1)
    throw new LakeError('LAKE202', `expected one statement, found ${statements.count}`)
  const statement = await statements.prepare(0)
  if (statement.statementType === StatementType.EXPLAIN) {
    const explained = await connection.prepare(sql.replace(explainPrefix, ''))
    if (reading.includes(explained.statementType)) return statement
  } else if (reading.includes(statement.statementType)) return statement
  throw new LakeError('LAKE202', `${StatementType[statement.statementType]} is not a reading statement`, {
    hint: 'SELECT, WITH, FROM, DESCRIBE, SUMMARIZE and EXPLAIN are',
  })
}
