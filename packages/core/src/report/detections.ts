import type { Finding, Incident, RuleOutcome } from '../detect/finding.js'
import type { MessageEntry } from '../ledger/entry.js'
import { utc } from '../time.js'
import { strongFindings } from './contexts.js'
import type { Report } from './model.js'

type ContextsOf = ReadonlyMap<string, readonly string[]>

export const reportFinding = (finding: Finding, contextsOf: ContextsOf): Report['findings'][number] => ({
  id: finding.id,
  rule: finding.rule,
  ruleVersion: finding.ruleVersion,
  severity: finding.severity,
  title: finding.title,
  mailboxes: [...finding.mailboxes],
  contexts: [...(contextsOf.get(finding.id) ?? [])],
  evidence: [...finding.evidence],
  reasons: [...finding.reasons],
  entities: Object.fromEntries(Object.entries(finding.entities).map(([kind, values]) => [kind, [...values]])),
  techniques: [...finding.techniques],
  tactics: [...finding.tactics],
  points: finding.points,
  first: finding.first,
  last: finding.last,
})

/** What an incident's contexts touched. Mail of its mailboxes that only others touched is not its exposure. */
export function exposedBy(
  contexts: ReadonlySet<string>,
  messages: readonly MessageEntry[],
): Report['incidents'][number]['exposed'] {
  const counts = { read: 0, presumed: 0, possible: 0, 'no-evidence': 0 }
  for (const message of messages)
    if (message.contexts.some((context) => contexts.has(context))) counts[message.verdict]++
  return counts
}

export function reportIncident(
  incident: Incident,
  findings: readonly Finding[],
  contextsOf: ContextsOf,
  messages: readonly MessageEntry[],
): Report['incidents'][number] {
  const strong = strongFindings(incident, findings)
  const contexts = [...new Set(strong.flatMap((finding) => contextsOf.get(finding.id) ?? []))].sort()
  return {
    id: incident.id,
    title: incident.title,
    severity: incident.severity,
    score: incident.score,
    reasons: [...incident.reasons],
    findings: [...incident.findings],
    rules: [...incident.rules],
    mailboxes: [...incident.mailboxes],
    contexts,
    evidence: [...incident.evidence],
    techniques: [...incident.techniques],
    exposed: exposedBy(new Set(contexts), messages),
    first: incident.first,
    last: incident.last,
  }
}

export const reportOutcome = (outcome: RuleOutcome): Report['outcomes'][number] => ({
  rule: outcome.rule,
  version: outcome.version,
  outcome: outcome.outcome,
  findings: outcome.findings,
  missing: outcome.gaps.map((gap) => ({
    source: gap.source,
    about: gap.about,
    fix: gap.fix,
    from: utc(gap.from),
    to: utc(gap.to),
    mailboxes: [...(gap.mailboxes ?? [])],
  })),
  error: outcome.error ? { ...outcome.error } : null,
})
