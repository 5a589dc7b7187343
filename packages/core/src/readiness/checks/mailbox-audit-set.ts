import type { Check } from '../check.js'
import { licencesOf } from '../licence.js'
import { argument } from '../powershell.js'
import { actionsOf, flagAcross, mailboxAddress, placeOf, type Setting } from '../settings.js'
import { flagOf, listOf, member, wordOf } from '../value.js'
import { allReads, type Judgement, type Unlogged } from '../verdict.js'

const logons = [
  { name: 'Owner', lists: ['AuditOwner', 'OwnerAuditActions'], reads: 'owner-reads' },
  { name: 'Delegate', lists: ['AuditDelegate', 'DelegateAuditActions'], reads: 'delegate-reads' },
  { name: 'Admin', lists: ['AuditAdmin', 'AdminAuditActions'], reads: 'admin-reads' },
] as const

type Logged = 'yes' | 'no' | 'unsaid'

/** Is the action in force for a logon type? A default set that Microsoft keeps implies it where the licence writes it. */
function isLogged(setting: Setting, logon: (typeof logons)[number], wanted: RegExp): Logged {
  const actions = actionsOf(setting, ...logon.lists)
  if (actions?.items.some((action) => wanted.test(action))) return 'yes'
  if (actions && !actions.isTruncated && actions.items.length > 0) return 'no'
  if (actions?.isTruncated) return 'unsaid'
  const defaults = listOf(member(setting.document, 'DefaultAuditSet'))
  if (!defaults || defaults.isTruncated) return 'unsaid'
  return defaults.items.some((name) => name.toLowerCase() === logon.name.toLowerCase()) ? 'unsaid' : 'no'
}

/** Whether the mailbox is audited at all; EffectiveAuditState is the extractor suite's word for it. */
function isEnabled({ document }: Setting): boolean | undefined {
  const state = wordOf(member(document, 'EffectiveAuditState'))
  const said = flagOf(member(document, 'AuditEnabled'))
  if (said === false || /^disabled/i.test(state)) return false
  return said ?? (/^enabled/i.test(state) ? true : undefined)
}

/** Why the lists prove nothing although they are good: nobody says that the mailbox is audited. */
function doubt(setting: Setting, isOrganizationOn: boolean): string | undefined {
  // Where the organisation audits by default, the mailbox's own flag is ignored.
  if (isEnabled(setting) === true || isOrganizationOn) return undefined
  const said = wordOf(member(setting.document, 'AuditEnabled'))
  return said === ''
    ? 'the export does not say AuditEnabled'
    : `AuditEnabled is "${said}", which is no yes or no`
}

const fix = (mailbox: string): string =>
  `Set-Mailbox -Identity ${argument(mailbox)} -AuditEnabled $true -DefaultAuditSet Admin,Delegate,Owner (the licence must write MailItemsAccessed)`
const again =
  'export again with Select-Object -ExpandProperty, or ConvertTo-Json -Depth 4, so that lists are whole'

/** The audit sets of Get-Mailbox or Get-EXOMailbox -PropertySets Audit. A list cut off by its printer says nothing about what is behind the dots. */
export const mailboxAuditSet: Check = {
  id: 'mailbox-audit-set',
  title: 'MailItemsAccessed is audited for owner, delegate and administrator',
  scuba: ['MS.EXO.13.1v1'],
  advice: ['enable-premium-logging'],
  decides: true,
  judge({ settings }) {
    const isOrganizationOn =
      flagAcross(settings, 'Get-OrganizationConfig', 'AuditDisabled', true)?.value === false
    const licences = licencesOf(settings)
    return settings.of('Get-Mailbox').flatMap((setting): readonly Judgement[] => {
      const mailbox = mailboxAddress(setting)
      const base = { check: 'mailbox-audit-set', subject: mailbox, basis: 'settings' as const }
      const where = `(${placeOf(setting)})`
      const rare: readonly Unlogged[] = [
        ...(isLogged(setting, logons[0], /^Send$/i) === 'yes' ? [] : ['sends' as const]),
        ...(isLogged(setting, logons[0], /^SearchQueryInitiated/i) === 'yes' ? [] : ['searches' as const]),
      ]
      if (isEnabled(setting) === false)
        return [
          {
            ...base,
            verdict: 'blind',
            reason: `AuditEnabled is False ${where}`,
            fix: fix(mailbox),
            unlogged: ['everything', ...rare],
          },
        ]
      const states = logons.map((logon) => ({
        ...logon,
        logged: isLogged(setting, logon, /^MailItemsAccessed$/i),
      }))
      const of = (logged: Logged) => states.filter((state) => state.logged === logged)
      const names = (logged: Logged) => of(logged).map((state) => state.name)
      // Which licence writes OWA's token renewals is documented nowhere; the top one does.
      const isPremium = licences.get(mailbox)?.plans.has('M365_ADVANCED_AUDITING') ?? false
      const renewals: readonly Unlogged[] = isPremium ? [] : ['token-renewals']
      const unread = states.filter((state) => state.logged !== 'yes').map((state) => state.reads)
      if (of('no').length === logons.length || (names('no').includes('Owner') && of('yes').length === 0))
        return [
          {
            ...base,
            verdict: 'blind',
            reason: `MailItemsAccessed is in no audit set ${where}`,
            fix: fix(mailbox),
            unlogged: [...allReads, ...rare, ...renewals],
          },
        ]
      if (of('no').length > 0)
        return [
          {
            ...base,
            verdict: 'partial',
            reason: `MailItemsAccessed is not audited for ${names('no').join(', ')} ${where}`,
            fix: fix(mailbox),
            unlogged: [...unread, ...rare],
          },
        ]
      const why =
        of('unsaid').length > 0
          ? `the export does not show all actions for ${names('unsaid').join(', ')}`
          : doubt(setting, isOrganizationOn)
      if (why !== undefined)
        return [
          {
            ...base,
            verdict: 'unknown',
            reason: `${why} ${where}`,
            fix: again,
            unlogged: [...allReads, ...rare, ...renewals],
          },
        ]
      return [
        {
          ...base,
          verdict: 'complete',
          reason: `MailItemsAccessed is audited for Owner, Delegate and Admin ${where}`,
          ...(rare.length > 0 ? { unlogged: rare } : {}),
        },
      ]
    })
  },
}
