import type { Finding, RuleOutcome } from '../detect/finding.js'
import { buildIncidents } from '../detect/incident.js'
import { ordinaryEntities } from '../detect/ordinary.js'
import type { Detection } from '../detect/run.js'
import { auditingOff } from './auditing-off.js'
import { forwarding } from './forwarding.js'
import { newApp } from './new-app.js'
import { noSignIn } from './no-sign-in.js'
import { type BuiltInRule, findingOf, type Judgement, type Material, wholeTime } from './rule.js'
import { sharedToken } from './shared-token.js'
import { throttled } from './throttled.js'

/** Every built-in rule. A rule file of the same id replaces it, see `runFirstSet`. */
export const firstSet: readonly BuiltInRule[] = [
  newApp,
  noSignIn,
  sharedToken,
  throttled,
  ...forwarding,
  ...auditingOff,
]

/** A log without mailbox or admin records can show neither findings nor their absence. */
function withoutLog(material: Material): Judgement['gaps'] {
  return material.answer.facts.tenants.length > 0
    ? []
    : [
        {
          ...wholeTime(material),
          source: 'exchange-audit',
          about: 'no audit records at hand',
          fix: 'export the unified audit log',
        },
      ]
}

const outcomeOf = (rule: BuiltInRule, findings: number, gaps: Judgement['gaps']): RuleOutcome => ({
  rule: rule.id,
  version: rule.version,
  outcome: findings > 0 ? 'findings' : gaps.length > 0 ? 'not-evaluable' : 'clean',
  findings,
  gaps,
})

/** Runs the built-in rules that no rule file replaces, and joins what was found into incidents. */
export async function runFirstSet(
  material: Material,
  replaced: ReadonlySet<string> = new Set(),
): Promise<Detection> {
  const findings: Finding[] = []
  const outcomes: RuleOutcome[] = []
  const missing = withoutLog(material)
  for (const rule of firstSet.filter((candidate) => !replaced.has(candidate.id))) {
    const judgement = await rule.judge(material)
    findings.push(...judgement.drafts.map((draft) => findingOf(rule, draft)))
    outcomes.push(outcomeOf(rule, judgement.drafts.length, [...missing, ...judgement.gaps]))
  }
  findings.sort((a, b) => (a.first + a.id < b.first + b.id ? -1 : 1))
  const ordinary = await ordinaryEntities(material.engine, findings)
  return { findings, incidents: buildIncidents(findings, { ordinary }), outcomes, ordinary }
}
