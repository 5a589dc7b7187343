import { compile } from '@bigyellowtaxi/kql'
import { openMemoryEngine } from '@bigyellowtaxi/lake'
import { expect, test } from 'vitest'
import { planOf } from './plan.js'
import { runPlan } from './run.js'
import { querySchemaOf } from './schema.js'

const now = new Date('2026-03-01T00:00:00Z')

const sqlOf = async (kql: string, present: Parameters<typeof querySchemaOf>[0]): Promise<string> => {
  const compiled = await compile(kql, { ...querySchemaOf(present), now })
  return compiled.ok ? compiled.sql : JSON.stringify(compiled.errors)
}

test('a table is read only from what a workspace has rows of', async () => {
  const kql = 'CloudAppEvents | summarize count() by ActionType'
  expect(await sqlOf(kql, undefined)).toContain('"table_row"')
  expect(await sqlOf(kql, { relations: ['audit'] })).not.toContain('"table_row"')
  expect(await sqlOf(kql, { relations: ['audit', 'table_row'] })).toContain('"table_row"')
  expect(await sqlOf(kql, { relations: ['audit', 'table_row'], tableRows: ['AzureActivity'] })).not.toContain(
    '"table_row"',
  )
  expect(
    await sqlOf(kql, { relations: ['audit', 'table_row'], tableRows: ['AzureActivity', 'CloudAppEvents'] }),
  ).toContain('"table_row"')
})

test('a table of which there is nothing is empty, with all its columns', async () => {
  const sql = await sqlOf('OfficeActivity | project TimeGenerated, Operation, RecordType', { relations: [] })
  expect(sql).toContain('WHERE false')
  expect(sql).not.toContain('"audit"')
})

test("an address that Defender alone says is the record's, and no document is read for it", async () => {
  const record = (fields: object) => ({
    table: 'audit' as const,
    document: { Id: 'a', CreationTime: '2026-02-01T10:00:00', Operation: 'Send', ...fields },
  })
  const engine = await openMemoryEngine([
    record({ CloudAppEvent: { IPAddress: '[192.0.2.7]:443' } }),
    record({ Id: 'b', ClientIP: '192.0.2.8', CloudAppEvent: { IPAddress: '192.0.2.9' } }),
  ])
  try {
    const kql = 'CloudAppEvents | project IPAddress | sort by IPAddress asc'
    const plan = planOf(await compile(kql, { ...querySchemaOf({ relations: ['audit'] }), now }))
    if (!plan.ok) throw new Error(JSON.stringify(plan.errors))
    expect(plan.sql).not.toContain('"raw"')
    expect((await runPlan(engine, plan)).rows).toEqual([
      { IPAddress: '192.0.2.7' },
      { IPAddress: '192.0.2.8' },
    ])
  } finally {
    await engine.close()
  }
})
