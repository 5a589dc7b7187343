import type { ReadinessFinding } from './assess.js'
import type { LogonReads, ReadinessFacts } from './check.js'
import { isDecisive } from './checks/index.js'
import type { Judgement, ReadinessVerdict } from './verdict.js'

/** A setting and what the log shows against it. */
interface Opposed {
  readonly said: Judgement
  readonly seen: { readonly check: string; readonly reason: string; readonly evidence?: readonly string[] }
}

/** One side says complete, the other blind. */
function opposed(own: readonly Judgement[], subject: string): Opposed | undefined {
  const pair = (setting: ReadinessVerdict, log: ReadinessVerdict) => {
    const said = own.find(
      (judgement) =>
        judgement.basis === 'settings' &&
        judgement.verdict === setting &&
        (isDecisive(judgement) || setting === 'blind'),
    )
    const seen = own.find(
      (judgement) =>
        judgement.subject === subject &&
        judgement.basis === 'logs' &&
        judgement.verdict === log &&
        isDecisive(judgement),
    )
    return said && seen ? { said, seen } : undefined
  }
  return pair('complete', 'blind') ?? pair('blind', 'complete')
}

/** Reads in the log of a logon type whose reads the audit set does not name. */
function readAllTheSame(own: readonly Judgement[], reads: LogonReads | undefined): Opposed | undefined {
  const said = own.find((one) => one.check === 'mailbox-audit-set' && one.verdict === 'partial')
  const lacks = (kind: 'owner-reads' | 'delegate-reads' | 'admin-reads') => said?.unlogged?.includes(kind)
  if (!said || !reads) return undefined
  const seen = (whose: string, count: number): Opposed => ({
    said,
    seen: { check: 'reads-in-log', reason: `${count} reads by ${whose} are logged` },
  })
  if (lacks('owner-reads') && reads.owner > 0) return seen('the owner', reads.owner)
  const isOthers = lacks('delegate-reads') && lacks('admin-reads')
  return isOthers && reads.others > 0 ? seen('others than the owner', reads.others) : undefined
}

/** Settings and logs that cannot both be right: one of them is old, filtered, or was tampered with. */
export function contradictions(
  judgements: readonly Judgement[],
  { readsByLogon }: Pick<ReadinessFacts, 'readsByLogon'>,
): readonly ReadinessFinding[] {
  const bySubject = new Map<string, Judgement[]>()
  for (const one of judgements) bySubject.set(one.subject, [...(bySubject.get(one.subject) ?? []), one])
  // What is set for the whole tenant is about its mailboxes: sign-ins are logged whatever mailbox auditing says.
  const ofTenant = bySubject.get('tenant') ?? []
  return [...bySubject].flatMap(([subject, about]): readonly ReadinessFinding[] => {
    if (subject === 'tenant') return []
    const own = subject.includes('@') ? [...ofTenant, ...about] : about
    const found = opposed(own, subject) ?? readAllTheSame(own, readsByLogon.get(subject))
    if (!found) return []
    return [
      {
        check: found.seen.check,
        subject,
        kind: 'contradiction',
        title: 'Settings and logs contradict each other',
        reason: `${found.said.reason}; yet ${found.seen.reason}`,
        fix: 'compare the dates of both exports; look for changes of audit settings (taxi query) and for filters on the export',
        scuba: [],
        advice: ['know-your-baseline'],
        evidence: found.seen.evidence ?? [],
      },
    ]
  })
}
