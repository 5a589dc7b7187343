/** An in-memory engine for tests: runs compiled queries and gives KQL values. */
import { DuckDBInstance, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api'
import {
  type Compiled,
  type CompileOptions,
  compile,
  decodeRow,
  type KqlError,
  type KqlValue,
  type NativeFunction,
} from '../../src/index.js'

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly Record<string, KqlValue>[]
  readonly compiled: Compiled
}

export type Outcome =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly errors: readonly KqlError[]; readonly sql?: string }

export async function openEngine() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  const known = new Set<string>()
  const register = (natives: readonly NativeFunction[]) => {
    for (const native of natives) {
      if (known.has(native.name)) continue
      known.add(native.name)
      const run = native.make({})
      connection.registerScalarFunction(
        DuckDBScalarFunction.create({
          name: native.name,
          returnType: VARCHAR,
          parameterTypes: Array.from({ length: native.arity }, () => VARCHAR),
          specialHandling: true,
          mainFunction: (_info, input, output) => {
            const columns = Array.from({ length: native.arity }, (_, i) => input.getColumnVector(i))
            for (let row = 0; row < input.rowCount; row++) {
              output.setItem(row, run(...columns.map((column) => column.getItem(row) as string | null)))
            }
            output.flush()
          },
        }),
      )
    }
  }
  const rowsOf = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjects() as Record<string, unknown>[]
  const plain = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? String(value) : value

  async function execute(compiled: Compiled): Promise<Answer> {
    register(compiled.natives)
    const raw = await rowsOf(compiled.sql)
    const rows = raw.map((row) =>
      decodeRow(Object.fromEntries(Object.entries(row).map(([k, v]) => [k, plain(v)])), compiled.columns),
    )
    return { columns: compiled.columns, rows, compiled }
  }

  async function answer(kql: string, options: CompileOptions): Promise<Outcome> {
    const compiled = await compile(kql, {
      probe: async (sql, natives) => {
        register(natives)
        return (await connection.runAndReadAll(sql)).getRows() as never
      },
      ...options,
    })
    if (!compiled.ok) return compiled
    return { ok: true, answer: await execute(compiled) }
  }
  return {
    answer,
    compile,
    execute,
    run: (sql: string) => connection.run(sql),
    close: () => connection.closeSync(),
  }
}
