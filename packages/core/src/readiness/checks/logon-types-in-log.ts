import type { Check } from '../check.js'
import { argument } from '../powershell.js'
import type { Judgement } from '../verdict.js'

/** Activities by one kind of logon without a single read of it, where there should have been some. */
const enough = 20

/** A list of audited actions that was customised for one logon type shows as reads of the others only. */
export const logonTypesInLog: Check = {
  id: 'logon-types-in-log',
  title: 'Reads of owner and of delegates are both logged',
  scuba: [],
  advice: ['know-your-baseline'],
  decides: false,
  judge({ readsByLogon }) {
    return [...readsByLogon].flatMap(([mailbox, seen]): readonly Judgement[] => {
      const missing =
        seen.owner === 0 && seen.others > 0 && seen.ownerActivity >= enough
          ? 'the owner'
          : seen.others === 0 && seen.owner > 0 && seen.othersActivity >= enough
            ? 'delegates'
            : undefined
      return missing
        ? [
            {
              check: this.id,
              subject: mailbox,
              verdict: 'partial',
              basis: 'logs',
              reason: `${missing} acted in the mailbox ${Math.max(seen.ownerActivity, seen.othersActivity)} times, no read by ${missing} is logged`,
              unlogged: missing === 'the owner' ? ['owner-reads'] : ['delegate-reads', 'admin-reads'],
              fix: `Set-Mailbox -Identity ${argument(mailbox)} -DefaultAuditSet Admin,Delegate,Owner`,
            },
          ]
        : []
    })
  },
}
