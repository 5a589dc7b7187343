import type { Engine } from '@bigyellowtaxi/lake'
import { numberOf, textOf, textOrNull } from './sql/row.js'
import { ask, sql } from './sql/statement.js'

/** One ingested file, as the lake recorded it. */
export interface Input {
  readonly batch: string
  readonly file: string
  readonly sha256: string
  readonly shape: string
  readonly rows: number
  readonly records: number
  readonly duplicates: number
  readonly rejects: number
}

/** Every input of the workspace, in the order of name and hash. */
export async function readInputs(engine: Engine): Promise<readonly Input[]> {
  const rows = await ask(engine, sql`SELECT * FROM batches ORDER BY path, sha256`)
  return rows.map((row) => ({
    batch: textOf(row.batch),
    file: textOrNull(row.path) ?? textOf(row.batch),
    sha256: textOf(row.sha256),
    shape: textOf(row.shape),
    rows: numberOf(row.rows),
    records: numberOf(row.records),
    duplicates: numberOf(row.duplicates),
    rejects: numberOf(row.rejects),
  }))
}
