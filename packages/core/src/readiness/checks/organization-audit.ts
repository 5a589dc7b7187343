import type { Check } from '../check.js'
import { flagAcross, placeOf } from '../settings.js'

/** Get-OrganizationConfig AuditDisabled overrides what every mailbox says of itself. */
export const organizationAudit: Check = {
  id: 'organization-audit',
  title: 'Mailbox auditing is on for the organisation',
  scuba: ['MS.EXO.13.1v1'],
  advice: ['enable-premium-logging'],
  decides: false,
  judge({ settings }) {
    const found = flagAcross(settings, 'Get-OrganizationConfig', 'AuditDisabled', true)
    if (!found) return []
    return [
      {
        check: this.id,
        subject: 'tenant',
        verdict: found.value ? 'blind' : 'complete',
        basis: 'settings',
        reason: `AuditDisabled is ${found.value} (${placeOf(found.setting)})`,
        ...(found.value
          ? { fix: 'Set-OrganizationConfig -AuditDisabled $false', unlogged: ['everything' as const] }
          : {}),
      },
    ]
  },
}
