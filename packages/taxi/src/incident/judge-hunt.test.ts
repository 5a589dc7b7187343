import type { Finding, RuleOutcome } from '@bigyellowtaxi/core'
import type { Hunt } from '@bigyellowtaxi/incident'
import { describe, expect, it } from 'vitest'
import { resultOf } from './judge-hunt.js'

const hunt = (require: 'any' | 'all'): Hunt => ({
  id: 'a-hunt',
  title: 'A hunt',
  rules: ['APP-03', 'APP-04'],
  require,
  positive: { mailboxes: 1, days: 1, seed: 1 },
  negative: { mailboxes: 1, days: 1, seed: 1 },
  blind_spots: ['everything'],
})
const gap = { from: 0, to: 1, source: 'entra-audit', about: 'Entra audit events', fix: 'export them' }
const outcome = (
  rule: string,
  what: RuleOutcome['outcome'],
  more: Partial<RuleOutcome> = {},
): RuleOutcome => ({
  rule,
  version: '1.0.0',
  outcome: what,
  findings: what === 'findings' ? 1 : 0,
  gaps: what === 'not-evaluable' ? [gap] : [],
  ...more,
})
const finding = (rule: string): Finding => ({
  id: rule,
  rule,
  ruleVersion: '1.0.0',
  severity: 'High',
  title: 'A title',
  techniques: [],
  tactics: [],
  entities: { token: [], session: [], mailbox: [], account: [], app: ['an-app'], ip: [] },
  mailboxes: [],
  evidence: ['1'],
  reasons: [],
  points: 1,
  first: '2026-03-02T00:00:00Z',
  last: '2026-03-02T00:00:00Z',
  detectedAt: '2026-03-02T00:00:00Z',
})
const real = { isComplete: false }
const simulated = { isComplete: true }

describe('a hunt', () => {
  const one = {
    findings: [finding('APP-03')],
    outcomes: [outcome('APP-03', 'findings'), outcome('APP-04', 'clean')],
  }

  it('that needs any of its rules fires when one has findings', () => {
    expect(resultOf(hunt('any'), one, real)).toMatchObject({
      status: 'fires',
      findings: [{ rule: 'APP-03', subject: 'an-app' }],
    })
  })

  it('that needs all of them is silent then', () => {
    expect(resultOf(hunt('all'), one, real).status).toBe('silent')
  })

  it('on real logs with a gap is not silent but not evaluable, and says what is missing', () => {
    const outcomes = [outcome('APP-03', 'clean'), outcome('APP-04', 'not-evaluable')]
    expect(resultOf(hunt('any'), { findings: [], outcomes }, real)).toMatchObject({
      status: 'not-evaluable',
      reasons: ['APP-04: entra-audit is missing for Entra audit events; export them'],
    })
  })

  it('on simulated logs, which are whole, a quiet day is a quiet day', () => {
    const outcomes = [outcome('APP-03', 'clean'), outcome('APP-04', 'not-evaluable')]
    expect(resultOf(hunt('any'), { findings: [], outcomes }, simulated).status).toBe('silent')
  })

  it('whose rule could not run is not evaluable anywhere', () => {
    const error = { code: 'KQL100', message: 'syntax' }
    const outcomes = [outcome('APP-03', 'clean'), outcome('APP-04', 'not-evaluable', { error, gaps: [] })]
    expect(resultOf(hunt('any'), { findings: [], outcomes }, simulated)).toMatchObject({
      reasons: ['APP-04: syntax'],
    })
  })
})
