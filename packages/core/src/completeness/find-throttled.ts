import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** Twenty-four hours without bind records after every IsThrottled mark. */
export const findThrottled = ({ throttles }: Facts): readonly Gap[] =>
  throttles.map((window) => ({
    kind: 'throttled',
    tenant: window.tenant,
    mailbox: window.mailbox,
    from: window.from,
    to: window.to,
    evidence: window.evidence,
    reason: `${window.evidence.length} MailItemsAccessed record(s) carry IsThrottled: no binds are recorded until ${window.to}`,
    fix: 'nothing brings the binds back; presume that all mail of the mailbox was within reach',
  }))
