import type { SourceId } from '../../detect/source-ids.js'
import type { Check } from '../check.js'
import { placeOf, type Setting } from '../settings.js'
import { type Document, documentsOf, flagOf, isDocument, member, wordOf } from '../value.js'
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

const inner = ({ document }: Setting): Document => {
  const properties = member(document, 'properties')
  return isDocument(properties) ? properties : document
}

const destinations = [
  'workspaceId',
  'storageAccountId',
  'eventHubAuthorizationRuleId',
  'marketplacePartnerId',
]

/** A setting cannot be saved without a destination; an export that names them and shows none is of one that was emptied. */
const isSentNowhere = (said: Document): boolean =>
  destinations.some((name) => name in said) && destinations.every((name) => wordOf(member(said, name)) === '')

/** `logs` in ARM and az, `Log` in Az PowerShell. */
const logsOf = (setting: Setting): unknown => member(inner(setting), 'logs', 'Log')

/** A printer left the name of a type, or nothing, where the categories were. */
const isCut = (setting: Setting): boolean => {
  const logs = logsOf(setting)
  return documentsOf(logs).length === 0 && !(Array.isArray(logs) && logs.length === 0)
}

/** Categories a setting sends somewhere. */
function enabledIn(setting: Setting): ReadonlySet<string> {
  if (isSentNowhere(inner(setting))) return new Set()
  const logs = documentsOf(logsOf(setting)).filter((log) => flagOf(member(log, 'enabled')) === true)
  const names = logs.map((log) =>
    (wordOf(member(log, 'category')) || wordOf(member(log, 'categoryGroup'))).toLowerCase(),
  )
  return new Set(names.includes('alllogs') ? [...names, ...categoryNames] : names)
}

const categoryNames = Object.keys(categories).map((name) => name.toLowerCase())

/** Diagnostic settings of other resources have the same shape and say nothing about Entra. */
const isOfEntra = (setting: Setting): boolean =>
  /microsoft\.aadiam/i.test(
    `${wordOf(member(setting.document, 'id'))} ${wordOf(member(setting.document, 'type'))}`,
  ) ||
  documentsOf(logsOf(setting)).some((log) =>
    categoryNames.includes(wordOf(member(log, 'category')).toLowerCase()),
  )

/** GET providers/microsoft.aadiam/diagnosticSettings: what Entra sends on, so that it outlives its 7 or 30 days. */
export const diagnosticSettings: Check = {
  id: 'diagnostic-settings',
  title: 'Entra sends its logs on',
  scuba: ['MS.AAD.4.1v1'],
  advice: ['make-searchable'],
  decides: true,
  judge({ settings }) {
    const found = settings.of('diagnosticSettings').filter(isOfEntra)
    if (found.length === 0) return []
    const cut = found.find(isCut)
    return Object.entries(categories).map(([category, subject]): Judgement => {
      const sending = found.find((setting) => enabledIn(setting).has(category.toLowerCase()))
      const base = { check: 'diagnostic-settings', subject, basis: 'settings' as const }
      if (sending)
        return {
          ...base,
          verdict: 'complete',
          reason: `category ${category} is sent on by "${sending.identity}" (${placeOf(sending)})`,
        }
      if (cut)
        return {
          ...base,
          verdict: 'unknown',
          reason: `the export does not show the categories of "${cut.identity}" (${placeOf(cut)})`,
          fix: 'export the diagnostic settings again: az rest, or ConvertTo-Json -Depth 4',
        }
      return {
        ...base,
        verdict: 'blind',
        reason: `no diagnostic setting sends category ${category}`,
        fix: `Entra admin centre, Monitoring & health, Diagnostic settings: enable ${category}`,
      }
    })
  },
}
