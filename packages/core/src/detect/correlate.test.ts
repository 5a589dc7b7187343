import { describe, expect, it } from 'vitest'
import { correlateFindings } from './correlate.js'
import type { Entities, Finding } from './finding.js'
import { parseRule } from './rule.js'

const none: Entities = { token: [], session: [], mailbox: [], account: [], app: [], ip: [] }

const finding = (rule: string, entities: Partial<Entities>, first: string): Finding => ({
  id: `${rule} ${first}`,
  rule,
  ruleVersion: '1.0.0',
  severity: 'High',
  title: rule,
  techniques: [],
  tactics: [],
  entities: { ...none, ...entities },
  mailboxes: entities.mailbox ?? [],
  evidence: [`record of ${rule}`],
  reasons: [],
  points: 30,
  first,
  last: first,
  detectedAt: first,
})

function storyline() {
  const parsed = parseRule(
    `id: 5f6f70ba-1c7b-5400-add6-6cdcfe013fde
name: rule, then sending
query: SecurityAlert
taxi:
  id: COR-99
  needs: [exchange-audit]
  points: 30
  reasons: [both]
  falsePositives: [none known]
  sources: [ours]
  correlate: { within: 24h, by: mailbox, all: [[RUL-01, RUL-02], [RUL-07]], mailboxes: 1 }
  tests: []
`,
    'COR-99.yaml',
  )
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.rule
}

const rule = finding('RUL-02', { mailbox: ['anna'] }, '2026-03-02T10:00:00.000Z')

describe('a storyline', () => {
  it('is told when one rule of each set fired for one person in time, with the evidence of both', () => {
    const sending = finding('RUL-07', { mailbox: ['anna'] }, '2026-03-02T12:00:00.000Z')
    const [story, ...more] = correlateFindings(storyline(), [rule, sending], new Set())
    expect(more).toEqual([])
    expect(story?.evidence).toEqual(['record of RUL-02', 'record of RUL-07'])
    expect(story?.detectedAt).toBe('2026-03-02T12:00:00.000Z')
  })

  it('is not told of two people, nor of what lies days apart', () => {
    const anothers = finding('RUL-07', { mailbox: ['bob'] }, '2026-03-02T12:00:00.000Z')
    const late = finding('RUL-07', { mailbox: ['anna'] }, '2026-03-05T12:00:00.000Z')
    expect(correlateFindings(storyline(), [rule, anothers], new Set())).toEqual([])
    expect(correlateFindings(storyline(), [rule, late], new Set())).toEqual([])
  })
})
