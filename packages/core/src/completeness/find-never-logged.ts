import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** A mailbox without a single MailItemsAccessed: nothing shows that its reads would have been recorded at all. */
export const findNeverLogged = ({ mailboxes }: Facts): readonly Gap[] =>
  mailboxes
    .filter((mailbox) => mailbox.reads === 0)
    .map((mailbox) => ({
      kind: 'never-logged',
      tenant: mailbox.tenant,
      mailbox: mailbox.mailbox,
      from: null,
      to: null,
      evidence: [],
      reason: `${mailbox.records} audit record(s) of this mailbox${mailbox.signIns > 0 ? ` and ${mailbox.signIns} sign-in(s) of its owner to Exchange` : ''}, no MailItemsAccessed: reads may never have been logged`,
      fix: 'check licence and audit set (Get-Mailbox: AuditOwner, AuditDelegate, AuditAdmin, DefaultAuditSet; group mailboxes cannot log reads), and that the export asked for MailItemsAccessed',
    }))
