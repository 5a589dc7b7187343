import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** Mailbox types whose reads Exchange never records (mailbox auditing overview, Microsoft Learn 2026-06-19). */
const unsupported: Readonly<Record<string, string>> = {
  GroupMailbox: 'group mailboxes have a fixed audit set without MailItemsAccessed',
  RoomMailbox: 'resource mailboxes are not supported by mailbox auditing',
  EquipmentMailbox: 'resource mailboxes are not supported by mailbox auditing',
  PublicFolderMailbox: 'public folder mailboxes are not supported by mailbox auditing',
}

export const findUnsupported = ({ mailboxes }: Facts): readonly Gap[] =>
  mailboxes.flatMap((mailbox) => {
    const why = unsupported[mailbox.type ?? '']
    return why && mailbox.reads === 0
      ? [
          {
            kind: 'unsupported-mailbox' as const,
            tenant: mailbox.tenant,
            mailbox: mailbox.mailbox,
            from: null,
            to: null,
            evidence: [],
            reason: `${mailbox.type}: ${why}`,
            fix: 'no setting changes this; look at sign-ins and Graph activity of its members instead',
          },
        ]
      : []
  })
