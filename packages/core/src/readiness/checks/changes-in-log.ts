import type { Check } from '../check.js'
import type { Judgement } from '../verdict.js'

/** Switch-offs that the audit log itself records, as the completeness map reads them. */
export const changesInLog: Check = {
  id: 'changes-in-log',
  title: 'Nobody switched auditing off',
  scuba: ['MS.EXO.13.1v1', 'MS.SECURITYSUITE.5.1v1'],
  advice: ['know-your-baseline'],
  decides: false,
  judge({ completeness }) {
    return completeness.gaps
      .filter((gap) => gap.kind === 'auditing-off')
      .map(
        (gap): Judgement => ({
          check: 'changes-in-log',
          subject: gap.mailbox ?? 'tenant',
          // A switch-off that was undone left a hole; one that was not is how it still is.
          verdict: gap.to === null && gap.mailbox !== null ? 'blind' : 'partial',
          basis: 'logs',
          reason: gap.reason,
          fix: gap.fix,
          evidence: gap.evidence,
          ...(gap.from ? { since: gap.from } : {}),
        }),
      )
  },
}
