import type { SourceId } from '../../detect/source-ids.js'
import type { Check } from '../check.js'
import { placeOf, type Setting } from '../settings.js'
import { documentsOf, flagOf, isDocument, member } from '../value.js'
import type { Judgement } from '../verdict.js'

/** Log categories of Entra's diagnostic settings, and the source each feeds. */
const categories: Readonly<Record<string, SourceId>> = {
  AuditLogs: 'entra-audit',
  SignInLogs: 'sign-ins-interactive',
  NonInteractiveUserSignInLogs: 'sign-ins-non-interactive',
  ServicePrincipalSignInLogs: 'sign-ins-service-principal',
  MicrosoftGraphActivityLogs: 'graph-activity',
  UserRiskEvents: 'risk-detections',
}

function enabledIn({ document }: Setting): ReadonlyMap<string, boolean> {
  const properties = member(document, 'properties')
  const logs = documentsOf(member(isDocument(properties) ? properties : document, 'logs'))
  return new Map(
    logs.map((log) => [
      String(member(log, 'category') ?? '').toLowerCase(),
      flagOf(member(log, 'enabled')) ?? false,
    ]),
  )
}

/** GET providers/microsoft.aadiam/diagnosticSettings: what Entra sends on, so that it outlives its 7 or 30 days. */
export const diagnosticSettings: Check = {
  id: 'diagnostic-settings',
  title: 'Entra sends its logs on',
  scuba: ['MS.AAD.4.1v1'],
  advice: ['make-searchable'],
  decides: true,
  judge({ settings }) {
    const found = settings.of('diagnosticSettings')
    if (found.length === 0) return []
    return Object.entries(categories).map(([category, subject]): Judgement => {
      const sending = found.find((setting) => enabledIn(setting).get(category.toLowerCase()) === true)
      const base = { check: 'diagnostic-settings', subject, basis: 'settings' as const }
      return sending
        ? {
            ...base,
            verdict: 'complete',
            reason: `category ${category} is sent on by "${sending.identity}" (${placeOf(sending)})`,
          }
        : {
            ...base,
            verdict: 'blind',
            reason: `no diagnostic setting sends category ${category}`,
            fix: `Entra admin centre, Monitoring & health, Diagnostic settings: enable ${category}`,
          }
    })
  },
}
