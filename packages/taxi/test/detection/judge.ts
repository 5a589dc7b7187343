import {
  type Detection,
  detect,
  type QueryAnswer,
  type Rule,
  type RunQuery,
  runPlan,
} from '@bigyellowtaxi/core'
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

/** What the rules say of the records, and of nothing else. */
export async function judge(records: readonly MemoryRecord[], rules: readonly Rule[]): Promise<Detection> {
  const engine = await openMemoryEngine(records)
  const query: RunQuery = async (kql, now): Promise<QueryAnswer> => {
    const plan = await (compiled.get(kql) ?? compiled.set(kql, compileHere(kql, { now })).get(kql))
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
