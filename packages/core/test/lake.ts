import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine, Row, Value } from '@bigyellowtaxi/lake'
import {
  type CanonicalTableName,
  type Column,
  canonicalTables,
  type ListType,
  type ScalarType,
} from '@bigyellowtaxi/records'
import { DuckDBInstance, DuckDBTimestampValue } from '@duckdb/node-api'
import { projectRow } from './project.js'

/** An in-memory lake for tests: documents in, canonical tables of the real columns behind a real engine. */
const scalar: Readonly<Record<ScalarType, string>> = {
  text: 'VARCHAR',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  bool: 'BOOLEAN',
  time: 'TIMESTAMP',
  json: 'VARCHAR',
}

const typeOf = (type: Column['type']): string => {
  if (type === 'map') return 'MAP(VARCHAR, VARCHAR)'
  if (typeof type === 'string') return scalar[type]
  return listOf(type)
}

const listOf = (type: ListType): string =>
  `STRUCT(${Object.entries(type.list)
    .map(([name, field]) => `"${name}" ${typeof field === 'string' ? scalar[field] : listOf(field)}`)
    .join(', ')})[]`

const provenance = {
  batch: 'VARCHAR',
  line: 'BIGINT',
  sightings: 'INTEGER',
  raw: 'VARCHAR',
  doc: 'VARCHAR',
}

function plain(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (value instanceof DuckDBTimestampValue)
    return new Date(Number(value.micros / 1000n)).toISOString().replace(/\.000Z$/, 'Z')
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (typeof value !== 'object') return value as Value
  const holder = value as { items?: unknown[]; entries?: unknown }
  if (Array.isArray(holder.items)) return holder.items.map(plain)
  if (Array.isArray(holder.entries))
    return Object.fromEntries(
      (holder.entries as { key: unknown; value: unknown }[]).map((entry) => [
        String(entry.key),
        plain(entry.value),
      ]),
    )
  if (holder.entries) return Object.fromEntries(Object.entries(holder.entries).map(([k, v]) => [k, plain(v)]))
  return String(value)
}

export type Document = Readonly<Record<string, unknown>>

export interface TestInput {
  readonly name: string
  readonly shape?: string
  /** Rows the file is said to have had; the number of documents by default. */
  readonly rows?: number
  readonly brokenOff?: string
  /** Lines that could not be read, with what the export says beside them. */
  readonly rejects?: readonly {
    readonly code?: string
    readonly operation?: string
    readonly time?: string
  }[]
  readonly tables: Readonly<Partial<Record<CanonicalTableName, readonly Document[]>>>
}

/** An engine over the documents of each input, as if each had been one ingested file. */
export async function testLake(inputs: readonly TestInput[]): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'taxi-core-'))
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
  await connection.run("SET TimeZone = 'UTC'")
  for (const [name, table] of Object.entries(canonicalTables)) {
    const columns = {
      ...Object.fromEntries(table.columns.map((column) => [column.name, typeOf(column.type)])),
      ...provenance,
    }
    await connection.run(
      `CREATE TABLE ${name} (${Object.entries(columns)
        .map(([column, type]) => `"${column}" ${type}`)
        .join(', ')})`,
    )
    const lines = inputs.flatMap((input) =>
      (input.tables[name as CanonicalTableName] ?? []).map((document, i) =>
        JSON.stringify(projectRow(table, document, { batch: input.name, line: i + 1 })),
      ),
    )
    if (lines.length === 0) continue
    const path = join(folder, `${name}.ndjson`)
    writeFileSync(path, lines.join('\n'))
    const typed = Object.entries(columns)
      .map(([column, type]) => `"${column}": '${type}'`)
      .join(', ')
    await connection.run(
      `INSERT INTO ${name} SELECT * FROM read_json('${path}', format = 'newline_delimited', columns = {${typed}})`,
    )
  }
  rmSync(folder, { recursive: true })
  await createBatches(connection, inputs)
  return engineOf(connection)
}

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>

async function createBatches(connection: Connection, inputs: readonly TestInput[]): Promise<void> {
  await connection.run(
    'CREATE TABLE batches (batch VARCHAR, path VARCHAR, sha256 VARCHAR, shape VARCHAR, rows BIGINT, records BIGINT, duplicates BIGINT, rejects BIGINT, brokenOff VARCHAR)',
  )
  await connection.run(
    'CREATE TABLE rejects (batch VARCHAR, path VARCHAR, line BIGINT, code VARCHAR, reason VARCHAR, text VARCHAR, operation VARCHAR, time TIMESTAMP)',
  )
  for (const input of inputs)
    for (const { code = 'ING211', operation = null, time = null } of input.rejects ?? [])
      await connection.run("INSERT INTO rejects VALUES ($1, $1, 1, $2, '', '', $3, $4::TIMESTAMP)", [
        input.name,
        code,
        operation,
        time,
      ])
  for (const input of inputs) {
    const count = Object.values(input.tables).reduce((sum, documents) => sum + documents.length, 0)
    await connection.run('INSERT INTO batches VALUES ($1, $1, $2, $3, $5, $4, 0, 0, $6)', [
      input.name,
      `sha-${input.name}`,
      input.shape ?? 'test',
      BigInt(count),
      BigInt(input.rows ?? count),
      input.brokenOff ?? null,
    ])
  }
}

function engineOf(connection: Connection): Engine {
  const query: Engine['query'] = async (statement, options = {}) => {
    const reader = await connection.runAndReadAll(statement, [...(options.parameters ?? [])])
    const columns = reader.columnNames().map((name, i) => ({ name, type: String(reader.columnType(i)) }))
    const rows: Row[] = reader
      .getRows()
      .map((row) => Object.fromEntries(columns.map((column, i) => [column.name, plain(row[i])])))
    return { columns, rows }
  }
  return {
    query,
    async *stream(statement, options) {
      yield await query(statement, options)
    },
    registerFunction: async () => {
      throw new Error('the test lake has no native functions')
    },
    close: async () => connection.closeSync(),
  }
}
