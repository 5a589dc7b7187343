import { createWriteStream } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { name, text } from './sql/quote.js'

export interface ParquetColumn {
  readonly name: string
  /** `bool`, `int`, `long`, `real`, `datetime` (ISO 8601 text) or anything else, which is kept as text. */
  readonly type: string
}

const sqlTypes: Readonly<Record<string, string>> = {
  bool: 'BOOLEAN',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  datetime: 'TIMESTAMP',
}

const cell = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value

/** Writes rows of plain values as one Parquet file, aside and renamed. Columns travel by place: two may differ in case alone. */
export async function writeParquet(
  file: string,
  columns: readonly ParquetColumn[],
  rows: Iterable<Readonly<Record<string, unknown>>>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'taxi-parquet-'))
  const instance = await DuckDBInstance.create(':memory:')
  try {
    const staging = join(folder, 'rows.ndjson')
    const stream = createWriteStream(staging)
    for (const row of rows)
      stream.write(`${JSON.stringify(columns.map((column) => cell(row[column.name]) ?? null))}\n`)
    stream.end()
    await finished(stream)
    const select = columns.map(
      ({ name: column, type }, i) =>
        `CAST(json_extract_string(json, '$[${i}]') AS ${sqlTypes[type] ?? 'VARCHAR'}) AS ${name(uniqueName(columns, i, column))}`,
    )
    const connection = await instance.connect()
    await connection.run(
      `COPY (SELECT ${select.join(', ')} FROM read_ndjson_objects(${text(staging)})) TO ${text(`${file}.new`)} (FORMAT parquet, COMPRESSION zstd)`,
    )
    connection.closeSync()
    await rename(`${file}.new`, file)
  } finally {
    instance.closeSync()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Parquet readers fold case: a second name that differs in case alone is numbered. */
function uniqueName(columns: readonly ParquetColumn[], at: number, column: string): string {
  const twins = columns
    .slice(0, at)
    .filter((other) => other.name.toLowerCase() === column.toLowerCase()).length
  return twins === 0 ? column : `${column}_${twins + 1}`
}
