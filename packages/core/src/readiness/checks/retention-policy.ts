import type { Check } from '../check.js'
import { argument } from '../powershell.js'
import { placeOf } from '../settings.js'
import { daysOf, flagOf, listOf, member } from '../value.js'
import type { Judgement } from '../verdict.js'

const exchange = /^(exchange(item|itemgroup|itemaggregated|admin)|2|3|50)$/i
const ofReads = /^(mailitemsaccessed|send|searchqueryinitiated.*)$/i
/** The shortest that can be chosen; a smaller number is the enum's, which nobody documents. */
const shortest = 7

/** What a list of a policy covers: everything when it is empty, and nobody knows when it was not shown whole. */
function covers(value: unknown, wanted: (item: string) => boolean): boolean | undefined {
  const list = listOf(value)
  if (list === undefined) return value === undefined ? true : undefined
  if (list.items.some(wanted)) return true
  if (list.isTruncated) return undefined
  return list.items.length === 0
}

/** A custom retention policy shorter than the default destroys evidence; its subjects are users or everybody. */
export const retentionPolicy: Check = {
  id: 'retention-policy',
  title: 'No retention policy keeps Exchange records for less than 180 days',
  scuba: ['MS.SECURITYSUITE.5.2v1', 'MS.EXO.17.3v1', 'MS.DEFENDER.6.3v1'],
  advice: ['make-searchable'],
  decides: false,
  judge({ settings, mailboxes }) {
    return settings.of('Get-UnifiedAuditLogRetentionPolicy').flatMap((setting): readonly Judgement[] => {
      const { document, identity } = setting
      const isOfType = covers(member(document, 'RecordTypes'), (type) => exchange.test(type))
      if (isOfType === false || flagOf(member(document, 'Enabled')) === false) return []
      const isOfReads = covers(member(document, 'Operations'), (operation) => ofReads.test(operation))
      const users = listOf(member(document, 'UserIds'))
      const named = (users?.items ?? []).map((user) => user.toLowerCase())
      const isForAll = covers(member(document, 'UserIds'), () => false)
      const subjects =
        isForAll === false ? mailboxes.filter((mailbox) => named.includes(mailbox)) : ['tenant']
      const days = daysOf(member(document, 'RetentionDuration'))
      const base = { check: this.id, basis: 'settings' as const }
      if (days === undefined || days < shortest || isOfType === undefined || isForAll === undefined)
        return subjects.map((subject) => ({
          ...base,
          subject,
          verdict: 'unknown' as const,
          reason: `policy "${identity}" may shorten how long Exchange records are kept: its duration, record types or users are not shown whole (${placeOf(setting)})`,
          fix: 'export Get-UnifiedAuditLogRetentionPolicy again with ConvertTo-Json -Depth 4',
        }))
      const isShort = days < 180
      return subjects.map((subject) => ({
        ...base,
        subject,
        verdict: isShort ? ('partial' as const) : ('complete' as const),
        reason: `policy "${identity}" keeps ${isOfReads === false ? `some operations (${(listOf(member(document, 'Operations'))?.items ?? []).join(', ')}), reads not among them,` : 'Exchange records'} for ${days} days (${placeOf(setting)})`,
        // What it does to other operations is told, and lowers no mailbox.
        ...(isOfReads === false ? { isAside: true as const } : { retentionDays: days }),
        ...(isShort
          ? {
              fix: `Set-UnifiedAuditLogRetentionPolicy -Identity ${argument(identity)} -RetentionDuration TwelveMonths`,
            }
          : {}),
      }))
    })
  },
}
