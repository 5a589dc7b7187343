import type { Check, ReadinessFacts } from '../check.js'
import { argument } from '../powershell.js'
import { mailboxAddress, placeOf, type Setting } from '../settings.js'
import { flagOf, member, wordOf } from '../value.js'
import type { Judgement } from '../verdict.js'

/** Undefined where the export does not say. */
const isBypassed = ({ document }: Setting): boolean | undefined =>
  /^bypassed/i.test(wordOf(member(document, 'EffectiveAuditState'))) ||
  flagOf(member(document, 'AuditBypassEnabled'))

/** Members by which one account is named in different exports; the association itself knows no address. */
const ids = [
  'Identity',
  'Name',
  'UserPrincipalName',
  'PrimarySmtpAddress',
  'WindowsEmailAddress',
  'Alias',
  'DisplayName',
  'DistinguishedName',
  'Guid',
  'ObjectId',
  'ExternalDirectoryObjectId',
  'ExchangeGuid',
  'Id',
]

const namesOf = ({ document, identity }: Setting): readonly string[] =>
  [identity, ...ids.map((name) => wordOf(member(document, name)))]
    // Identity may be a path: fabrikam.onmicrosoft.com/Users/adele
    .flatMap((name) => [name, name.split('/').at(-1) ?? ''])
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')

/** Every name of an account, and the mailbox it is of. A name that two accounts share counts for both. */
function mailboxesByName({ settings, mailboxes }: ReadinessFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  const add = (name: string, mailbox: string) => found.set(name, (found.get(name) ?? new Set()).add(mailbox))
  const known = new Set(mailboxes)
  for (const mailbox of mailboxes) {
    add(mailbox, mailbox)
    add(mailbox.split('@')[0] ?? mailbox, mailbox)
  }
  for (const setting of [...settings.of('Get-Mailbox'), ...settings.of('users')])
    if (known.has(mailboxAddress(setting)))
      for (const name of namesOf(setting)) add(name, mailboxAddress(setting))
  return found
}

/** Whatever a bypassed account does, in its own or any other mailbox, is not logged. The subject is the actor. */
export const auditBypass: Check = {
  id: 'audit-bypass',
  title: 'No account is let past mailbox auditing',
  scuba: ['MS.EXO.13.1v1'],
  advice: ['enable-premium-logging'],
  decides: false,
  judge(facts) {
    const { settings } = facts
    const all = [...settings.of('Get-MailboxAuditBypassAssociation'), ...settings.of('Get-Mailbox')]
    const asked = all.filter((setting) => isBypassed(setting) !== undefined)
    const byName = asked.length > 0 ? mailboxesByName(facts) : new Map<string, ReadonlySet<string>>()
    return asked.flatMap((setting): readonly Judgement[] => {
      const names = namesOf(setting)
      const own = [...new Set(names.flatMap((name) => [...(byName.get(name) ?? [])]))]
      const shown = setting.identity || names[0] || ''
      const said = { check: 'audit-bypass', basis: 'settings' as const }
      if (!isBypassed(setting))
        return own.map((subject) => ({
          ...said,
          subject,
          verdict: 'complete',
          reason: `${shown} does not bypass auditing (${placeOf(setting)})`,
        }))
      const base = {
        ...said,
        reason: `${shown} bypasses auditing: nothing it does in any mailbox is logged (${placeOf(setting)})`,
        fix: `Set-MailboxAuditBypassAssociation -Identity ${argument(shown)} -AuditBypassEnabled $false`,
      }
      // Others' reads of every mailbox are logged as before: it is said of each, and lowers none.
      if (own.length === 0) return [{ ...base, subject: 'tenant', verdict: 'partial', isAside: true }]
      return own.map((subject) => ({
        ...base,
        subject,
        verdict: 'blind',
        unlogged: ['own-actions'],
      }))
    })
  },
}
