import type { Check } from '../check.js'
import { mailboxAddress, placeOf } from '../settings.js'
import { member, wordOf } from '../value.js'
import { allReads, type Judgement } from '../verdict.js'

/** Kinds of mailbox whose reads Exchange never logs (https://learn.microsoft.com/purview/audit-mailboxes). */
const unsupported: Readonly<Record<string, string>> = {
  groupmailbox: 'the fixed audit set of group mailboxes has no MailItemsAccessed',
  roommailbox: 'room mailboxes are not audited',
  equipmentmailbox: 'equipment mailboxes are not audited',
  publicfoldermailbox: 'public folder mailboxes are not audited',
}

/** The enum's numbers, where an export has those (https://learn.microsoft.com/exchange/recipients/recipient-types). */
const numbers: Readonly<Record<string, string>> = {
  '16': 'RoomMailbox',
  '32': 'EquipmentMailbox',
  '68719476736': 'PublicFolderMailbox',
  '1099511627776': 'GroupMailbox',
}

export const mailboxType: Check = {
  id: 'mailbox-type',
  title: 'The mailbox is of a kind whose reads can be logged',
  scuba: [],
  advice: ['enable-premium-logging'],
  decides: false,
  judge({ settings }) {
    return settings.of('Get-Mailbox').flatMap((setting): readonly Judgement[] => {
      const said = wordOf(member(setting.document, 'RecipientTypeDetails'))
      const type = numbers[said] ?? said
      const why = unsupported[type.toLowerCase()]
      return why
        ? [
            {
              check: this.id,
              subject: mailboxAddress(setting),
              verdict: 'blind',
              basis: 'settings',
              reason: `${type}: ${why} (${placeOf(setting)})`,
              unlogged: type.toLowerCase() === 'groupmailbox' ? allReads : ['everything'],
              fix: 'keep what must be watched in a user or shared mailbox',
            },
          ]
        : []
    })
  },
}
