import { describe, expect, it } from 'vitest'
import type { CaseResult, Report } from '../report.js'
import { renderJson } from './json.js'
import { renderJunit } from './junit.js'
import { renderSarif } from './sarif.js'

const result = (id: string, outcome: CaseResult['outcome'], patch: Partial<CaseResult> = {}): CaseResult => ({
  id,
  kind: 'attack',
  title: 'a <forged> "token" & more',
  group: 'key-class',
  level: 'MUST',
  clause: 'RFC 8725 3.8',
  attacker: 'KC',
  control: 'PC-01',
  accepted: outcome === 'fail',
  outcome,
  problems: outcome === 'fail' ? ['accepted: \u0007v2'] : [],
  slowestMs: 12,
  trials: [],
  ...patch,
})
const report: Report = {
  target: 'a & b',
  seed: 'taxi',
  startedAt: Date.UTC(2026, 5, 1),
  cases: [
    result('KC-01', 'fail'),
    result('KC-02', 'pass'),
    result('RT-01', 'not-run', { group: 'rotation-key-set' }),
  ],
}

describe('reports', () => {
  it('as JUnit: one test case per case, escaped, failures and skips counted', () => {
    const xml = renderJunit(report)
    expect(xml.match(/<testcase /g)).toHaveLength(3)
    expect(xml).toContain(
      '<testsuite name="key-class" tests="2" failures="1" errors="0" skipped="0" time="0.024">',
    )
    expect(xml).toContain('<testsuites name="a &amp; b" tests="3" failures="1" errors="0" time="0.036">')
    expect(xml).toContain('<skipped')
    expect(xml).toContain('a &lt;forged&gt; &quot;token&quot; &amp; more')
    expect(xml).not.toContain('\u0007')
  })

  it('as SARIF: a rule per case and a result per failure', () => {
    const { runs, version } = JSON.parse(renderSarif(report, 'verifier.js'))
    expect(version).toBe('2.1.0')
    expect(runs[0].tool.driver.rules).toHaveLength(3)
    expect(runs[0].results).toEqual([expect.objectContaining({ ruleId: 'KC-01', level: 'error' })])
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('verifier.js')
  })

  it('as JSON: rows for scripts, counts, and the notice about the keys', () => {
    const json = JSON.parse(renderJson(report))
    expect(json.cases[0]).toMatchObject({ id: 'KC-01', kind: 'attack', accepted: true })
    expect(json.summary).toMatchObject({ attacks: 3, attacksAccepted: 1, failed: 1, notRun: 1 })
    expect(json.notice).toContain('cannot mint a token')
  })
})
