import type { ReadinessFacts } from './check.js'
import { isDecisive, readinessChecks } from './checks/index.js'
import { contradictions } from './contradictions.js'
import { judgeAll } from './judge.js'
import { combine, type Judgement, type ReadinessVerdict } from './verdict.js'

export interface MailboxReadiness {
  readonly mailbox: string
  readonly verdict: ReadinessVerdict
  readonly reasons: readonly string[]
  readonly fixes: readonly string[]
  readonly since?: string
  readonly retentionDays?: number
}

export interface SourceReadiness {
  readonly source: string
  readonly verdict: ReadinessVerdict
  readonly reasons: readonly string[]
  readonly fixes: readonly string[]
  readonly since?: string
  readonly retentionDays?: number
}

export interface ReadinessFinding {
  readonly check: string
  readonly subject: string
  readonly kind: 'gap' | 'contradiction'
  readonly title: string
  readonly reason: string
  readonly fix: string
  readonly scuba: readonly string[]
  readonly advice: readonly string[]
  readonly evidence: readonly string[]
}

export interface Readiness {
  readonly version: 1
  readonly mailboxes: readonly MailboxReadiness[]
  readonly sources: readonly SourceReadiness[]
  readonly findings: readonly ReadinessFinding[]
  /** Every judgement behind the verdicts. */
  readonly judgements: readonly Judgement[]
}

const titleOf = (id: string): string => readinessChecks.find((check) => check.id === id)?.title ?? id

const distinct = (texts: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(texts.filter((text): text is string => text !== undefined && text !== '')),
]

/**
 * How long records can be looked up. A retention policy overrides what the licence would give, the shortest of several
 * counts; without one it is the place that keeps them longest.
 */
function retentionOf(judgements: readonly Judgement[]): number | undefined {
  const daysOf = (some: readonly Judgement[]) => some.flatMap((judgement) => judgement.retentionDays ?? [])
  const custom = judgements.filter((judgement) => judgement.check === 'retention-policy')
  if (custom.some((judgement) => judgement.verdict === 'unknown')) return undefined
  const policies = daysOf(custom)
  if (policies.length > 0) return Math.min(...policies)
  const places = daysOf(judgements)
  return places.length > 0 ? Math.max(...places) : undefined
}

/** Since when it has been as it is, where a judgement that lowered the verdict can tell. */
const sinceOf = (judgements: readonly Judgement[]): { readonly since?: string } => {
  const since = judgements.find(
    (judgement) => judgement.since !== undefined && judgement.verdict !== 'complete' && !judgement.isAside,
  )?.since
  return since ? { since } : {}
}

function summary(judgements: readonly Judgement[], decides = isDecisive): Omit<SourceReadiness, 'source'> {
  const verdict = combine(judgements, decides)
  const bad = judgements.filter((judgement) => judgement.verdict !== 'complete')
  const own = verdict === 'complete' || bad.length === 0 ? judgements : bad
  const told = [...own].sort((a, b) => Number(a.isAside ?? false) - Number(b.isAside ?? false))
  const retentionDays = retentionOf(judgements)
  return {
    verdict,
    reasons: distinct(told.map((judgement) => judgement.reason)),
    fixes: verdict === 'complete' ? [] : distinct(bad.map((judgement) => judgement.fix)),
    ...(retentionDays === undefined ? {} : { retentionDays }),
  }
}

const nothingSaid: Omit<SourceReadiness, 'source'> = {
  verdict: 'unknown',
  reasons: ['neither an export of settings nor the logs say anything about it'],
  fixes: ['export Get-EXOMailbox -PropertySets Audit, or more of the log'],
}

const gapOf = (judgement: Judgement): ReadinessFinding => {
  const check = readinessChecks.find((candidate) => candidate.id === judgement.check)
  return {
    check: judgement.check,
    subject: judgement.subject,
    kind: judgement.isContradiction ? 'contradiction' : 'gap',
    title: titleOf(judgement.check),
    reason: judgement.reason,
    fix: judgement.fix ?? '',
    scuba: check?.scuba ?? [],
    advice: check?.advice ?? [],
    evidence: judgement.evidence ?? [],
  }
}

/** Would it have been seen? Per mailbox and per source, from settings and logs together or either alone. */
export function assessReadiness(facts: ReadinessFacts): Readiness {
  const judgements = judgeAll(facts)
  const about = (subject: string) => judgements.filter((judgement) => judgement.subject === subject)
  const tenantWide = about('tenant')
  const mailboxes = facts.mailboxes.map((mailbox) => {
    const own = [...about(mailbox), ...tenantWide]
    return {
      mailbox,
      ...(about(mailbox).length === 0 &&
      !tenantWide.some((judgement) => judgement.verdict === 'blind' && !judgement.isAside)
        ? nothingSaid
        : summary(own)),
      ...sinceOf(own),
    }
  })
  const named = new Set([...facts.mailboxes, 'tenant'])
  const sources = distinct(judgements.map((judgement) => judgement.subject)).filter(
    (subject) => !named.has(subject) && !subject.includes('@'),
  )
  return {
    version: 1,
    mailboxes,
    sources: [
      // The switches of the whole tenant: nothing else is read there, so that what is good makes it complete.
      ...(tenantWide.length > 0
        ? [{ source: 'tenant', ...summary(tenantWide, () => true), ...sinceOf(tenantWide) }]
        : []),
      ...sources.map((source) => ({ source, ...summary(about(source)), ...sinceOf(about(source)) })),
    ],
    findings: [
      ...contradictions(judgements, facts),
      ...judgements
        .filter(
          ({ verdict, isContradiction }) => verdict === 'blind' || verdict === 'partial' || isContradiction,
        )
        .map(gapOf),
    ],
    judgements,
  }
}
