import type { Check } from '../check.js'
import { mailboxAddress, placeOf } from '../settings.js'
import { member } from '../value.js'

/** Kinds of mailbox whose reads Exchange never logs (https://learn.microsoft.com/purview/audit-mailboxes). */
const unsupported: Readonly<Record<string, string>> = {
  groupmailbox: 'the fixed audit set of group mailboxes has no MailItemsAccessed',
  roommailbox: 'room mailboxes are not audited',
  equipmentmailbox: 'equipment mailboxes are not audited',
  publicfoldermailbox: 'public folder mailboxes are not audited',
}

export const mailboxType: Check = {
  id: 'mailbox-type',
  title: 'The mailbox is of a kind whose reads can be logged',
  scuba: [],
  advice: ['enable-premium-logging'],
  decides: false,
  judge({ settings }) {
    return settings.of('Get-Mailbox').flatMap((setting) => {
      const type = String(member(setting.document, 'RecipientTypeDetails') ?? '')
      const why = unsupported[type.toLowerCase()]
      return why
        ? [
            {
              check: this.id,
              subject: mailboxAddress(setting),
              verdict: 'blind' as const,
              basis: 'settings' as const,
              reason: `${type}: ${why} (${placeOf(setting)})`,
              fix: 'keep what must be watched in a user or shared mailbox',
            },
          ]
        : []
    })
  },
}
