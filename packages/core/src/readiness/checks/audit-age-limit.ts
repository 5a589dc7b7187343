import type { Check } from '../check.js'
import { argument } from '../powershell.js'
import { mailboxAddress, placeOf } from '../settings.js'
import { daysOf, member } from '../value.js'

/** AuditLogAgeLimit of zero empties the mailbox's own audit log; today the unified log has its own retention, so it is a sign of tampering. */
export const auditAgeLimit: Check = {
  id: 'audit-age-limit',
  title: 'The audit age limit of the mailbox is not cut to nothing',
  scuba: [],
  advice: ['enable-premium-logging'],
  decides: false,
  judge({ settings }) {
    return settings.of('Get-Mailbox').flatMap((setting) => {
      const days = daysOf(member(setting.document, 'AuditLogAgeLimit'))
      return days === 0
        ? [
            {
              check: this.id,
              subject: mailboxAddress(setting),
              verdict: 'partial' as const,
              basis: 'settings' as const,
              reason: `AuditLogAgeLimit is ${String(member(setting.document, 'AuditLogAgeLimit'))} (${placeOf(setting)})`,
              fix: `Set-Mailbox -Identity ${argument(mailboxAddress(setting))} -AuditLogAgeLimit 180`,
            },
          ]
        : []
    })
  },
}
