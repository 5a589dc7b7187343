import type { Check } from '../check.js'

/** After about a thousand read records in a day the mailbox's reads are not logged for 24 hours. */
export const throttledInLog: Check = {
  id: 'throttled-in-log',
  title: 'Reads of the mailbox were not throttled',
  scuba: [],
  advice: ['know-your-baseline'],
  decides: false,
  judge({ logs }) {
    return logs.throttles.map(({ mailbox, from, to, evidence }) => ({
      check: this.id,
      subject: mailbox,
      verdict: 'partial' as const,
      basis: 'logs' as const,
      since: from,
      evidence,
      reason: `reads between ${from} and ${to} were not logged (IsThrottled)`,
      fix: 'move migration, archive and backup away from the mailbox, or collect what they do elsewhere',
    }))
  },
}
