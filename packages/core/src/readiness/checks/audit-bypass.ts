import type { Check } from '../check.js'
import { placeOf, type Setting } from '../settings.js'
import { flagOf, member } from '../value.js'

const isBypassed = ({ document }: Setting): boolean => flagOf(member(document, 'AuditBypassEnabled')) === true

/** Names an association may go by; Identity is a display name in most exports. */
const namesOf = ({ document, identity }: Setting): readonly string[] =>
  [
    identity,
    member(document, 'Name'),
    member(document, 'UserPrincipalName'),
    member(document, 'PrimarySmtpAddress'),
    member(document, 'DisplayName'),
  ].flatMap((name) => (typeof name === 'string' ? [name.toLowerCase()] : []))

/** Whatever a bypassed account does, in its own or any other mailbox, is not logged. The subject is the actor. */
export const auditBypass: Check = {
  id: 'audit-bypass',
  title: 'No account is let past mailbox auditing',
  scuba: ['MS.EXO.13.1v1'],
  advice: ['enable-premium-logging'],
  decides: false,
  judge({ settings, mailboxes }) {
    const bypassed = [
      ...settings.of('Get-MailboxAuditBypassAssociation'),
      ...settings.of('Get-Mailbox'),
    ].filter(isBypassed)
    return bypassed.map((setting) => {
      const names = namesOf(setting)
      const own = mailboxes.find((mailbox) =>
        names.some((name) => name === mailbox || name === mailbox.split('@')[0]),
      )
      return {
        check: this.id,
        subject: own ?? 'tenant',
        verdict: own ? ('blind' as const) : ('partial' as const),
        // Others' reads of every mailbox are logged as before: it is said of each, and lowers none.
        ...(own ? {} : { isAside: true as const }),
        basis: 'settings' as const,
        reason: `${setting.identity || names[0]} bypasses auditing: nothing it does in any mailbox is logged (${placeOf(setting)})`,
        fix: `Set-MailboxAuditBypassAssociation -Identity '${setting.identity}' -AuditBypassEnabled $false`,
      }
    })
  },
}
