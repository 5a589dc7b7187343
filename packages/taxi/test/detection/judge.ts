import {
  type Detection,
  detect,
  type QueryAnswer,
  type Rule,
  type RunQuery,
  runPlan,
} from '@bigyellowtaxi/core'
import { quotedText } from '@bigyellowtaxi/core/query'
import { type MemoryRecord, openMemoryEngine } from '@bigyellowtaxi/lake'
import { readExport } from '@bigyellowtaxi/records'
import { compileHere } from '../../src/kql/compile-here.js'
import { services } from '../../src/kql/services.js'

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The records of one export, whatever its shape. */
export async function recordsOf(bytes: Uint8Array): Promise<readonly MemoryRecord[]> {
  const reading = await readExport(once(bytes))
  if (!reading.known) throw new Error(`no shape: ${JSON.stringify(reading.reasons)}`)
  const records: MemoryRecord[] = []
  for await (const batch of reading.reads)
    for (const read of batch)
      if ('record' in read)
        records.push({
          table: read.record.table,
          document: JSON.parse(read.record.doc ?? read.record.raw) as Record<string, unknown>,
        })
  return records
}

/** One window for everything, so that each rule is compiled once for all samples. */
const window = { from: Date.parse('2019-01-01'), to: Date.parse('2026-11-01') }
const compiled = new Map<string, ReturnType<typeof compileHere>>()

const listed = (keys: readonly string[]): string => keys.map((key) => `(${quotedText(key)})`).join(', ')

/** What the rules say of the records, and of nothing else; `lists` are the search keys of watchlists. */
export async function judge(
  records: readonly MemoryRecord[],
  rules: readonly Rule[],
  lists: Readonly<Record<string, readonly string[]>> = {},
): Promise<Detection> {
  const engine = await openMemoryEngine(records)
  const watchlists = Object.keys(lists).map((name) => ({ name, relation: name, columns: ['SearchKey'] }))
  await engine.define(
    Object.entries(lists).map(
      ([name, keys]) => `CREATE VIEW ${name} AS SELECT * FROM (VALUES ${listed(keys)}) AS l("SearchKey")`,
    ),
  )
  const query: RunQuery = async (kql, now): Promise<QueryAnswer> => {
    const key = `${Object.keys(lists)} ${kql}`
    const plan = await (compiled.get(key) ??
      compiled.set(key, compileHere(kql, { now, watchlists })).get(key))
    if (!plan?.ok) return { ok: false, code: 'test', message: JSON.stringify(plan?.errors) }
    const { rows } = await runPlan(engine, plan, { services })
    return { ok: true, rows, emptyTables: [] }
  }
  try {
    return await detect({ engine, rules, query, window })
  } finally {
    await engine.close()
  }
}
