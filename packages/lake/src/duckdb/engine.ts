import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  StatementType,
} from '@duckdb/node-api'
import type { Engine, EngineColumn, EngineOptions, QueryOptions, Result, Row } from '../engine.js'
import { LakeError } from '../errors.js'
import { text, texts } from '../sql/quote.js'
import { bindParameters } from './bind.js'
import { decoder } from './decode.js'
import { guard } from './interrupt.js'
import { scalarFunction } from './scalar-function.js'
import { engineSettings } from './settings.js'

export interface DuckDbOptions extends EngineOptions {
  /** Statements to run before anything is locked: the views over a workspace. */
  readonly setup?: readonly string[]
  /** Folders a query may read. With it, everything else on the machine is out of reach of any statement. */
  readonly allowedDirectories?: readonly string[]
}

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

/** DuckDB behind the Engine interface. One connection for each query that runs at the same time. */
export class DuckDbEngine implements Engine {
  readonly #instance: DuckDBInstance
  readonly #main: DuckDBConnection
  readonly #idle: DuckDBConnection[] = []
  readonly #busy = new Set<DuckDBConnection>()
  #closed = false

  private constructor(instance: DuckDBInstance, main: DuckDBConnection) {
    this.#instance = instance
    this.#main = main
  }

  static async open(options: DuckDbOptions = {}): Promise<DuckDbEngine> {
    const instance = await DuckDBInstance.create(':memory:', { ...engineSettings(options) })
    const main = await instance.connect()
    if (options.tempDirectory) await main.run(`SET temp_directory = ${text(options.tempDirectory)}`)
    await main.run("SET GLOBAL TimeZone = 'UTC'")
    // segments never change, so their footers need reading once and not for every query; without GLOBAL the setting
    // holds for this connection alone, and queries run on others
    await main.run('SET GLOBAL parquet_metadata_cache = true')
    for (const statement of options.setup ?? []) await main.run(statement)
    if (options.allowedDirectories) {
      await main.run(`SET allowed_directories = ${texts(options.allowedDirectories)}`)
      await main.run('SET enable_external_access = false')
      await main.run('SET lock_configuration = true')
    }
    return new DuckDbEngine(instance, main)
  }

  async query(sql: string, options: QueryOptions = {}): Promise<Result> {
    const rows: Row[] = []
    let columns: readonly EngineColumn[] = []
    for await (const part of this.stream(sql, options)) {
      columns = part.columns
      for (const row of part.rows) rows.push(row)
    }
    return { columns, rows }
  }

  async *stream(sql: string, options: QueryOptions = {}): AsyncIterable<Result> {
    const connection = await this.#take()
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
      this.#release(connection)
    }
  }

  /** Runs statements of ours, such as views. Never pass text from outside: nothing here is checked. */
  async define(statements: readonly string[]): Promise<void> {
    for (const statement of statements) await this.#main.run(statement)
  }

  async registerFunction(
    name: string,
    arity: number,
    implementation: (...values: (string | null)[]) => string | null,
  ): Promise<void> {
    this.#main.registerScalarFunction(scalarFunction(name, arity, implementation))
  }

  /** Interrupts what still runs: leaving the process while a query runs would hang it for many seconds. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const connection of this.#busy) connection.interrupt()
    for (const connection of this.#idle) connection.closeSync()
    this.#main.closeSync()
    if (this.#busy.size === 0) this.#instance.closeSync()
  }

  async #take(): Promise<DuckDBConnection> {
    if (this.#closed) throw new LakeError('LAKE201', 'the engine is closed')
    const connection = this.#idle.pop() ?? (await this.#instance.connect())
    this.#busy.add(connection)
    return connection
  }

  #release(connection: DuckDBConnection): void {
    this.#busy.delete(connection)
    if (this.#closed) connection.closeSync()
    else this.#idle.push(connection)
  }
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
