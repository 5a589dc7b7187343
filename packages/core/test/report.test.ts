import { describe, expect, it } from 'vitest'
import { investigate, type RunRules } from '../src/investigation.js'
import { buildReport } from '../src/report/build.js'
import { reportJsonSchema, reportSchema } from '../src/report/model.js'
import { everything } from '../src/scope.js'
import { hasInvictus, invictusRecords } from './invictus.js'
import { testLake } from './lake.js'

const tool = { name: 'taxi', version: 'test' }

/** One rule that could not be judged: what rules find is the business of their own tests. */
const rules: RunRules = async () => ({
  findings: [],
  incidents: [],
  outcomes: [{ rule: 'MBX-03', version: '1.0.0', outcome: 'not-evaluable', findings: 0, gaps: [] }],
  ordinary: new Set(),
})

describe('the report', () => {
  it('has a published JSON Schema that is made of its model', async () => {
    await expect(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../docs/generated/report.schema.json',
    )
  })

  it('of an empty workspace says that nothing can be said', async () => {
    const engine = await testLake([])
    const report = await buildReport(engine, await investigate(engine, everything, rules), { tool })
    expect(reportSchema.parse(report)).toEqual(report)
    expect(report.summary).toEqual(['No audit records at hand: nothing can be said about any mailbox.'])
    expect(report.outcomes.map(({ rule, outcome }) => [rule, outcome])).toEqual([['MBX-03', 'not-evaluable']])
  })

  it.skipIf(!hasInvictus)('of a real log obeys its schema and is the same every time', async () => {
    const engine = await testLake([{ name: 'invictus.csv', tables: { audit: invictusRecords() } }])
    const build = async () => buildReport(engine, await investigate(engine, everything, rules), { tool })
    const report = await build()
    expect(reportSchema.parse(report)).toEqual(report)
    expect(report.counters).toMatchObject({
      reads: 318,
      binds: 288,
      syncs: 30,
      accesses: 1026,
      distinctMessages: 291,
      sessions: 20,
    })
    expect(JSON.stringify(await build())).toBe(JSON.stringify(report))
  })
})
