import type { Check } from '../check.js'
import { flagAcross, placeOf, type Setting } from '../settings.js'
import { member, wordOf } from '../value.js'

/** The session's server, where the export kept it. */
const isCompliance = ({ document }: Setting): boolean =>
  /compliance/i.test(wordOf(member(document, 'PSComputerName', 'OriginatingServer')))

/** Get-AdminAuditLogConfig says whether anything is logged at all (Exchange Online PowerShell; Security & Compliance always answers False). */
export const unifiedAudit: Check = {
  id: 'unified-audit',
  title: 'Unified audit log ingestion is on',
  scuba: ['MS.SECURITYSUITE.5.1v1', 'MS.EXO.17.1v1', 'MS.DEFENDER.6.1v1'],
  advice: ['enable-unified-audit'],
  decides: false,
  judge({ settings }) {
    const found = flagAcross(settings, 'Get-AdminAuditLogConfig', 'UnifiedAuditLogIngestionEnabled', false)
    if (!found) return []
    if (!found.value && isCompliance(found.setting))
      return [
        {
          check: this.id,
          subject: 'tenant',
          verdict: 'unknown',
          basis: 'settings',
          reason: `asked in Security & Compliance PowerShell, which always answers False (${placeOf(found.setting)})`,
          fix: 'run Get-AdminAuditLogConfig in Exchange Online PowerShell (Connect-ExchangeOnline)',
        },
      ]
    return [
      {
        check: this.id,
        subject: 'tenant',
        verdict: found.value ? 'complete' : 'blind',
        basis: 'settings',
        reason: `UnifiedAuditLogIngestionEnabled is ${found.value} (${placeOf(found.setting)})`,
        ...(found.value
          ? {}
          : {
              unlogged: ['unified-audit' as const],
              fix: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true (Exchange Online PowerShell; takes up to an hour)',
            }),
      },
    ]
  },
}
