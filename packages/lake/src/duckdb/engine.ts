import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Engine, EngineOptions, QueryOptions, Result } from '../engine.js'
import { LakeError } from '../errors.js'
import { name, text, texts } from '../sql/quote.js'
import { bindParameters } from './bind.js'
import { gather, streamOn } from './run.js'
import { scalarFunction } from './scalar-function.js'
import { engineSettings } from './settings.js'

export interface DuckDbOptions extends EngineOptions {
  /** Statements to run before anything is locked: the views over a workspace. */
  readonly setup?: readonly string[]
  /** Folders a query may read. With it, everything else on the machine is out of reach of any statement. */
  readonly allowedDirectories?: readonly string[]
}

/** DuckDB behind the Engine interface. One connection for each query that runs at the same time. */
export class DuckDbEngine implements Engine {
  readonly #instance: DuckDBInstance
  readonly #main: DuckDBConnection
  readonly #idle: DuckDBConnection[] = []
  readonly #busy = new Set<DuckDBConnection>()
  #closed = false
  #revision = 0
  #kept: Promise<unknown> | undefined

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

  get revision(): number {
    return this.#revision
  }

  async query(sql: string, options: QueryOptions = {}): Promise<Result> {
    return gather(this.stream(sql, options))
  }

  async *stream(sql: string, options: QueryOptions = {}): AsyncIterable<Result> {
    const connection = await this.#take()
    try {
      yield* streamOn(connection, sql, options)
    } finally {
      this.#release(connection)
    }
  }

  /** The rows are a temporary table of a connection of their own: it hides the view of the same name there alone. */
  async narrow(table: string, select: string, options: QueryOptions = {}): Promise<Engine> {
    const connection = await this.#take()
    const drop = async (): Promise<void> => {
      if (!this.#closed) await connection.run(`DROP TABLE IF EXISTS temp.${name(table)}`)
      this.#release(connection)
    }
    try {
      const statement = await connection.prepare(`CREATE TEMP TABLE ${name(table)} AS ${select}`)
      bindParameters(statement, options.parameters ?? [])
      await statement.run()
    } catch (error) {
      await drop()
      throw error
    }
    return {
      query: (sql, queryOptions = {}) => gather(streamOn(connection, sql, queryOptions)),
      stream: (sql, queryOptions = {}) => streamOn(connection, sql, queryOptions),
      registerFunction: (...row) => this.registerFunction(...row),
      close: drop,
    }
  }

  /** In a database of its own in memory, beside the view of the same name. Not packed: that takes longer than reading. */
  async keep(relation: string, select: string): Promise<void> {
    this.#kept ??= this.#main.run("ATTACH ':memory:' AS kept")
    await this.#kept
    const connection = await this.#take()
    try {
      await connection.run(`CREATE OR REPLACE TABLE kept.${name(relation)} AS ${select}`)
      await connection.run(`CREATE OR REPLACE VIEW ${name(relation)} AS FROM kept.${name(relation)}`)
    } finally {
      this.#release(connection)
    }
  }

  /** Runs statements of ours, such as views. Never pass text from outside: nothing here is checked. */
  async define(statements: readonly string[]): Promise<void> {
    // before and after: what is asked meanwhile belongs to neither
    this.#revision++
    for (const statement of statements) await this.#main.run(statement)
    this.#revision++
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
