import type { SettingChange } from '../../completeness/facts.js'
import type { Gap } from '../../completeness/gap.js'
import type { Check, ReadinessFacts } from '../check.js'
import { allReads, type Judgement, type ReadinessVerdict, type Unlogged } from '../verdict.js'

const changeOf = (gap: Gap, { logs }: ReadinessFacts): SettingChange | undefined =>
  logs.settings.find((change) => change.record === gap.evidence[0])

/** The mailbox a switch-off is about: its own audit set, or the account that was let past auditing. */
function mailboxOf(gap: Gap, facts: ReadinessFacts): string | undefined {
  const subject = gap.mailbox ?? changeOf(gap, facts)?.subject ?? ''
  return facts.mailboxes.find((mailbox) => mailbox === subject || mailbox.split('@')[0] === subject)
}

/** The last day of a read that a switch-off which took effect would have kept out of the log. */
function lastReadSince(gap: Gap, mailbox: string | undefined, { readsByLogon }: ReadinessFacts): string {
  const seen = mailbox ? [readsByLogon.get(mailbox)] : [...readsByLogon.values()]
  const last =
    seen
      .map((reads) => reads?.lastRead ?? '')
      .sort()
      .at(-1) ?? ''
  return gap.from !== null && last > gap.from.slice(0, 10) ? last : ''
}

function unloggedBy(change: SettingChange | undefined): readonly Unlogged[] {
  if (change?.what === 'ingestion') return ['unified-audit']
  if (change?.what === 'bypass') return ['own-actions']
  // A list of actions was cut; what else it lost the record does not say.
  return change?.what === 'mailbox' && !/AuditEnabled/i.test(change.detail) ? allReads : ['everything']
}

function judgementOf(gap: Gap, facts: ReadinessFacts): Judgement {
  const mailbox = mailboxOf(gap, facts)
  const isBypass = changeOf(gap, facts)?.what === 'bypass'
  const goesOn = gap.to === null ? lastReadSince(gap, mailbox, facts) : ''
  const isOver = gap.to !== null || goesOn !== ''
  const isOfUnknown = isBypass && mailbox === undefined
  const verdict: ReadinessVerdict = isOver || isOfUnknown ? 'partial' : 'blind'
  return {
    check: 'changes-in-log',
    subject: mailbox ?? 'tenant',
    verdict,
    basis: 'logs',
    reason: goesOn ? `${gap.reason}; yet reads are still logged on ${goesOn}` : gap.reason,
    fix:
      gap.to === null
        ? gap.fix
        : 'nothing to set: find out who did it, and what the log cannot show of that time (taxi completeness)',
    evidence: gap.evidence,
    ...(isOver || isOfUnknown ? {} : { unlogged: unloggedBy(changeOf(gap, facts)) }),
    ...(gap.from ? { since: gap.from } : {}),
    ...(isOver || isOfUnknown ? { isAside: true as const } : {}),
    ...(goesOn ? { isContradiction: true as const } : {}),
  }
}

/**
 * Switch-offs that the audit log itself records, as the completeness map reads them. One that was undone, or that
 * the log's own later reads belie, left a hole that is a finding; one that was not is how it still is.
 */
export const changesInLog: Check = {
  id: 'changes-in-log',
  title: 'Nobody switched auditing off',
  scuba: ['MS.EXO.13.1v1', 'MS.SECURITYSUITE.5.1v1', 'MS.EXO.17.1v1', 'MS.DEFENDER.6.1v1'],
  advice: ['know-your-baseline'],
  decides: false,
  judge(facts) {
    return facts.completeness.gaps
      .filter((gap) => gap.kind === 'auditing-off')
      .map((gap) => judgementOf(gap, facts))
  },
}
