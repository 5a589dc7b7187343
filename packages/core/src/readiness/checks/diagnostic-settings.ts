import type { SourceId } from '../../detect/source-ids.js'
import type { Check } from '../check.js'
import { isOfCut, placeOf, type Setting } from '../settings.js'
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

/** What else MS.AAD.4.1v1 names; no rule of ours rests on them. */
const others = [
  'RiskyUsers',
  'ADFSSignInLogs',
  'RiskyServicePrincipals',
  'ServicePrincipalRiskEvents',
  'EnrichedOffice365AuditLogs',
]

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

const categoryNames = [...Object.keys(categories), ...others].map((name) => name.toLowerCase())

/** Diagnostic settings of other resources have the same shape and say nothing about Entra. */
const isOfEntra = (setting: Setting): boolean =>
  /microsoft\.aadiam/i.test(
    `${wordOf(member(setting.document, 'id'))} ${wordOf(member(setting.document, 'type'))}`,
  ) ||
  documentsOf(logsOf(setting)).some((log) =>
    categoryNames.includes(wordOf(member(log, 'category')).toLowerCase()),
  )

/** One finding for all of them: an administrator ticks them in one place. */
const judgeOthers = (missing: readonly string[]): readonly Judgement[] =>
  missing.length === 0
    ? []
    : [
        {
          check: 'diagnostic-settings',
          subject: 'other-entra-logs',
          verdict: 'partial',
          basis: 'settings',
          reason: `no diagnostic setting sends ${missing.join(', ')}, which MS.AAD.4.1v1 names too`,
          fix: `Entra admin centre, Monitoring & health, Diagnostic settings: enable ${missing.join(', ')} (ADFSSignInLogs where AD FS is used)`,
        },
      ]

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
    const cut = found.find((setting) => isCut(setting) || isOfCut(settings, setting))
    const sent = (category: string) => found.find((setting) => enabledIn(setting).has(category.toLowerCase()))
    const judgeCategory = ([category, subject]: readonly [string, SourceId]): Judgement => {
      const sending = sent(category)
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
    }
    return [
      ...Object.entries(categories).map(judgeCategory),
      ...judgeOthers(cut ? [] : others.filter((name) => !sent(name))),
    ]
  },
}
