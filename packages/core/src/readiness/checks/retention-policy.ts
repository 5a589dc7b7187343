import type { Check } from '../check.js'
import { placeOf } from '../settings.js'
import { daysOf, flagOf, listOf, member } from '../value.js'

const exchange = /^(exchange(item|itemgroup|itemaggregated|admin)|2|3|50)$/i

/** A custom retention policy shorter than the default destroys evidence; its subjects are users or everybody. */
export const retentionPolicy: Check = {
  id: 'retention-policy',
  title: 'No retention policy keeps Exchange records for less than 180 days',
  scuba: ['MS.SECURITYSUITE.5.2v1', 'MS.EXO.17.3v1', 'MS.DEFENDER.6.3v1'],
  advice: ['make-searchable'],
  decides: false,
  judge({ settings, mailboxes }) {
    return settings.of('Get-UnifiedAuditLogRetentionPolicy').flatMap((setting) => {
      const { document } = setting
      const days = daysOf(member(document, 'RetentionDuration'))
      const types = listOf(member(document, 'RecordTypes'))?.items ?? []
      const covers = types.length === 0 || types.some((type) => exchange.test(type))
      if (days === undefined || !covers || flagOf(member(document, 'Enabled')) === false) return []
      const users = (listOf(member(document, 'UserIds'))?.items ?? []).map((user) => user.toLowerCase())
      const subjects = users.length > 0 ? mailboxes.filter((mailbox) => users.includes(mailbox)) : ['tenant']
      return subjects.map((subject) => ({
        check: this.id,
        subject,
        verdict: days < 180 ? ('partial' as const) : ('complete' as const),
        basis: 'settings' as const,
        retentionDays: days,
        reason: `policy "${setting.identity}" keeps Exchange records for ${days} days (${placeOf(setting)})`,
        ...(days < 180
          ? {
              fix: `Set-UnifiedAuditLogRetentionPolicy -Identity '${setting.identity}' -RetentionDuration TwelveMonths`,
            }
          : {}),
      }))
    })
  },
}
