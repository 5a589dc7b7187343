import { describe, expect, it } from 'vitest'
import { type Decision, decide } from './decision.js'
import type { Finding } from './finding.js'
import { buildIncidents } from './incident.js'

const finding = (id: string, mailbox: string): Finding => ({
  id,
  rule: 'MBX-03',
  ruleVersion: '1.0.0',
  severity: 'High',
  title: 't',
  techniques: [],
  tactics: [],
  entities: { token: [], session: [], mailbox: [mailbox], account: [], app: [], ip: ['203.0.113.1'] },
  mailboxes: [mailbox],
  evidence: [id],
  reasons: [],
  points: 60,
  first: '2026-03-02T10:00:00.000Z',
  last: '2026-03-02T10:00:00.000Z',
  detectedAt: '2026-03-02T11:00:00.000Z',
})

const ordinary = new Set(['ip 203.0.113.1'])
const findings = [finding('a', 'anna'), finding('b', 'bob')]
const detection = { findings, incidents: buildIncidents(findings, { ordinary }), outcomes: [], ordinary }
const decision = (fields: Partial<Decision>): Decision => ({
  verdict: 'benign',
  note: '',
  by: '',
  at: '2026-03-03T00:00:00Z',
  ...fields,
})

describe("an analyst's decision", () => {
  it('sets one finding aside, and keeps it to look at', () => {
    const decided = decide(detection, [decision({ id: 'a' })])
    expect(decided.incidents.map((incident) => incident.mailboxes)).toEqual([['bob']])
    expect(decided.aside.map(({ finding: kept }) => kept.id)).toEqual(['a'])
  })

  it('suppresses a rule for one entity only', () => {
    const decided = decide(detection, [
      decision({ rule: 'MBX-03', entity: 'mailbox bob', verdict: 'suppressed' }),
    ])
    expect(decided.findings.map(({ id }) => id)).toEqual(['a'])
  })

  it('can be taken back by a later one', () => {
    const decided = decide(detection, [decision({ id: 'a' }), decision({ id: 'a', verdict: 'malicious' })])
    expect(decided.findings).toHaveLength(2)
  })

  it('about nothing suppresses nothing', () => {
    expect(decide(detection, [decision({ verdict: 'suppressed' })]).findings).toHaveLength(2)
  })
})
