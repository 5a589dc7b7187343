import { compile } from '@bigyellowtaxi/kql'
import { openMemoryEngine } from '@bigyellowtaxi/lake'
import { planOf } from '../src/query/plan.js'
import { runPlan } from '../src/query/run.js'
import { querySchema } from '../src/query/schema.js'

type Ask = (
  kql: string,
  options?: { readonly rewrite: boolean },
) => Promise<readonly Record<string, unknown>[]>

/** Audit records with these fields, to be asked in KQL, as planned or as written. */
export async function askAudit(
  records: readonly Readonly<Record<string, unknown>>[],
  test: (ask: Ask) => Promise<void>,
): Promise<void> {
  const engine = await openMemoryEngine(
    records.map((fields, i) => ({
      table: 'audit' as const,
      document: {
        Id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
        CreationTime: '2026-02-01T10:00:00',
        Operation: 'MailItemsAccessed',
        Workload: 'Exchange',
        RecordType: 50,
        ...fields,
      },
    })),
  )
  try {
    await test(async (kql, { rewrite } = { rewrite: true }) => {
      const plan = planOf(await compile(kql, { ...querySchema, now: new Date('2026-03-01'), rewrite }))
      if (!plan.ok) throw new Error(plan.errors[0]?.message)
      return (await runPlan(engine, plan)).rows
    })
  } finally {
    await engine.close()
  }
}

/** Rows in no order. */
export const unordered = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort()
