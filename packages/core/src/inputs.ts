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
  /** Why the input ends before its end, where its compression says so. */
  readonly brokenOff?: string
}

/** The folders all paths share: where a case lies on one machine says nothing about its evidence. */
export function sharedFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths
  const folders = (path: string): readonly string[] => path.split(/(?<=[\\/])/).slice(0, -1)
  let shared = folders(first)
  for (const path of rest) {
    const own = folders(path)
    const until = shared.findIndex((part, i) => part !== own[i])
    if (until >= 0) shared = shared.slice(0, until)
  }
  return shared.join('')
}

/** Every input of the workspace, in the order of name and hash. Names are relative to the folder all inputs share. */
export async function readInputs(engine: Engine): Promise<readonly Input[]> {
  const rows = await ask(engine, sql`SELECT * FROM batches ORDER BY path, sha256`)
  const shared = sharedFolder(rows.map((row) => textOf(row.path))).length
  return rows.map((row) => ({
    batch: textOf(row.batch),
    file: textOrNull(row.path)?.slice(shared) ?? textOf(row.batch),
    sha256: textOf(row.sha256),
    shape: textOf(row.shape),
    rows: numberOf(row.rows),
    records: numberOf(row.records),
    duplicates: numberOf(row.duplicates),
    rejects: numberOf(row.rejects),
    ...(textOrNull(row.brokenOff) !== null && { brokenOff: textOf(row.brokenOff) }),
  }))
}
