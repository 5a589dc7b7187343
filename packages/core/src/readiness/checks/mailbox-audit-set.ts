import type { Check } from '../check.js'
import { mailboxAddress, placeOf, type Setting } from '../settings.js'
import { flagOf, listOf, member } from '../value.js'
import type { Judgement } from '../verdict.js'

const logons = [
  { name: 'Owner', lists: ['AuditOwner', 'OwnerAuditActions'] },
  { name: 'Delegate', lists: ['AuditDelegate', 'DelegateAuditActions'] },
  { name: 'Admin', lists: ['AuditAdmin', 'AdminAuditActions'] },
] as const

type Logged = 'yes' | 'no' | 'unsaid'

/** Is MailItemsAccessed in force for a logon type? A default set that Microsoft keeps implies it where the licence writes it. */
function isLogged(setting: Setting, logon: (typeof logons)[number]): Logged {
  const actions = listOf(member(setting.document, ...logon.lists))
  if (actions?.items.some((action) => action.toLowerCase() === 'mailitemsaccessed')) return 'yes'
  if (actions && !actions.isTruncated && actions.items.length > 0) return 'no'
  if (actions?.isTruncated) return 'unsaid'
  const defaults = listOf(member(setting.document, 'DefaultAuditSet'))
  if (!defaults || defaults.isTruncated) return 'unsaid'
  return defaults.items.some((name) => name.toLowerCase() === logon.name.toLowerCase()) ? 'unsaid' : 'no'
}

const fix = (mailbox: string): string =>
  `Set-Mailbox -Identity ${mailbox} -AuditEnabled $true -DefaultAuditSet Admin,Delegate,Owner (the licence must write MailItemsAccessed)`

/** The audit sets of Get-Mailbox or Get-EXOMailbox -PropertySets Audit. A list cut off by its printer says nothing about what is behind the dots. */
export const mailboxAuditSet: Check = {
  id: 'mailbox-audit-set',
  title: 'MailItemsAccessed is audited for owner, delegate and administrator',
  scuba: ['MS.EXO.13.1v1'],
  advice: ['enable-premium-logging'],
  decides: true,
  judge({ settings }) {
    return settings.of('Get-Mailbox').flatMap((setting): readonly Judgement[] => {
      const mailbox = mailboxAddress(setting)
      const base = { check: 'mailbox-audit-set', subject: mailbox, basis: 'settings' as const }
      if (flagOf(member(setting.document, 'AuditEnabled')) === false)
        return [
          {
            ...base,
            verdict: 'blind',
            reason: `AuditEnabled is False (${placeOf(setting)})`,
            fix: fix(mailbox),
          },
        ]
      const states = logons.map((logon) => ({ name: logon.name, logged: isLogged(setting, logon) }))
      const named = (logged: Logged) =>
        states.filter((state) => state.logged === logged).map((state) => state.name)
      if (
        named('no').length === logons.length ||
        (named('no').includes('Owner') && named('yes').length === 0)
      )
        return [
          {
            ...base,
            verdict: 'blind',
            reason: `MailItemsAccessed is in no audit set (${placeOf(setting)})`,
            fix: fix(mailbox),
          },
        ]
      if (named('no').length > 0)
        return [
          {
            ...base,
            verdict: 'partial',
            reason: `MailItemsAccessed is not audited for ${named('no').join(', ')} (${placeOf(setting)})`,
            fix: fix(mailbox),
          },
        ]
      if (named('unsaid').length > 0)
        return [
          {
            ...base,
            verdict: 'unknown',
            reason: `the export does not show all actions for ${named('unsaid').join(', ')} (${placeOf(setting)})`,
            fix: 'export again with Select-Object -ExpandProperty, or ConvertTo-Json -Depth 4, so that lists are whole',
          },
        ]
      return [
        {
          ...base,
          verdict: 'complete',
          reason: `MailItemsAccessed is audited for Owner, Delegate and Admin (${placeOf(setting)})`,
        },
      ]
    })
  },
}
