import { tacticsOfTechnique } from './attack-tactics.js'
import type { Check, Fault } from './lint.js'
import type { Rule } from './rule.js'
import { lookbackOf } from './window.js'

/** What Microsoft Sentinel demands of a scheduled rule (https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview). */

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const longestMs = 14 * dayMs

const tactics = new Set(
  `Reconnaissance ResourceDevelopment InitialAccess Execution Persistence PrivilegeEscalation DefenseEvasion
   CredentialAccess Discovery LateralMovement Collection Exfiltration CommandAndControl Impact PreAttack
   ImpairProcessControl InhibitResponseFunction`.split(/\s+/),
)

/** Identifiers of the entity types rules map to (https://learn.microsoft.com/azure/sentinel/entities-reference). */
const identifiers: Readonly<Record<string, string>> = {
  Account:
    'Name FullName NTDomain DnsDomain UPNSuffix Sid AadTenantId AadUserId PUID IsDomainJoined DisplayName ObjectGuid',
  AzureResource: 'ResourceId',
  CloudApplication: 'AppId Name InstanceName',
  DNS: 'DomainName',
  File: 'Directory Name',
  FileHash: 'Algorithm Value',
  Host: 'DnsDomain NTDomain HostName FullName NetBiosName AzureID OMSAgentID OSFamily OSVersion IsDomainJoined',
  IP: 'Address AddressScope',
  Mailbox: 'MailboxPrimaryAddress DisplayName Upn ExternalDirectoryObjectId RiskLevel',
  MailCluster:
    'NetworkMessageIds CountByDeliveryStatus CountByThreatType CountByProtectionStatus Threats Query QueryTime MailCount IsVolumeAnomaly Source ClusterSourceIdentifier ClusterSourceType ClusterQueryStartTime ClusterQueryEndTime ClusterGroup',
  MailMessage:
    'Recipient Urls Threats Sender P1Sender P1SenderDisplayName P1SenderDomain SenderIP P2Sender P2SenderDisplayName P2SenderDomain ReceivedDate NetworkMessageId InternetMessageId Subject BodyFingerprintBin1 AntispamDirection DeliveryAction DeliveryLocation Language ThreatDetectionMethods',
  Malware: 'Name Category',
  Process: 'ProcessId CommandLine ElevationToken CreationTimeUtc',
  RegistryKey: 'Hive Key',
  RegistryValue: 'Name Value ValueType',
  SecurityGroup: 'DistinguishedName SID ObjectGuid',
  SubmissionMail:
    'SubmissionId SubmissionDate Submitter NetworkMessageId Timestamp Recipient Sender SenderIp Subject ReportType',
  URL: 'Url',
}

const days = (ms: number): string => `${Math.round((ms / dayMs) * 100) / 100} d`

function scheduleProblems({ queryFrequency: every, queryPeriod: period, query }: Rule): readonly Fault[] {
  const asked = lookbackOf(query)
  const problems: Fault[] = []
  const add = (isWrong: boolean, at: string, message: string) => {
    if (isWrong) problems.push({ at, message })
  }
  add(every < 5 * minuteMs || every > longestMs, 'queryFrequency', 'it lies outside of 5m to 14d')
  add(
    period < 5 * minuteMs || period > longestMs,
    'queryPeriod',
    `${days(period)}: it lies outside of 5m to 14d`,
  )
  add(period < every, 'queryPeriod', 'it is shorter than queryFrequency: records would be left out')
  add(
    period >= 2 * dayMs && every < 60 * minuteMs,
    'queryFrequency',
    'with a queryPeriod of two days or more it must be 1h or more',
  )
  add(
    asked !== undefined && Math.min(asked, longestMs) > period,
    'queryPeriod',
    `the query looks back ${days(asked ?? 0)} and Sentinel would show it ${days(period)}`,
  )
  return problems
}

function mappingProblems({ entityMappings }: Rule): readonly Fault[] {
  const mappings = entityMappings ?? []
  return [
    ...(mappings.length > 5 ? [`${mappings.length} mappings: at most 5 are kept`] : []),
    ...mappings.flatMap(({ entityType, fieldMappings }) => {
      const known = Object.hasOwn(identifiers, entityType) ? identifiers[entityType]?.split(' ') : undefined
      if (!known) return [`${entityType} is no entity type; there are ${Object.keys(identifiers).join(', ')}`]
      return [
        ...(fieldMappings.length > 3
          ? [`${entityType} has ${fieldMappings.length} identifiers: at most 3`]
          : []),
        ...fieldMappings
          .filter(({ identifier }) => !known.includes(identifier))
          .map(
            ({ identifier }) =>
              `${identifier} is no identifier of ${entityType}; there are ${known.join(', ')}`,
          ),
      ]
    }),
  ].map((message) => ({ at: 'entityMappings', message }))
}

function techniqueProblems(rule: Rule): readonly Fault[] {
  const named = rule.tactics ?? []
  return (rule.relevantTechniques ?? []).flatMap((technique) => {
    const lawful = tacticsOfTechnique(technique)
    if (!/^T\d{4}(\.\d{3})?$/.test(technique))
      return [
        { at: 'relevantTechniques', message: `${technique} is no ATT&CK technique id such as T1114.002` },
      ]
    return lawful && !lawful.some((tactic) => named.includes(tactic))
      ? [{ at: 'tactics', message: `${technique} belongs to ${lawful.join(' or ')}: name one of them` }]
      : []
  })
}

export const sentinelChecks: Readonly<Record<string, Check>> = {
  schedule: scheduleProblems,
  length: ({ query }) =>
    query.length > 10_000
      ? [{ at: 'query', message: `${query.length} characters: Sentinel takes at most 10,000` }]
      : [],
  mappings: mappingProblems,
  customDetails: ({ customDetails }) => [
    ...(Object.keys(customDetails ?? {}).length > 20
      ? [{ at: 'customDetails', message: 'more than 20' }]
      : []),
    ...Object.keys(customDetails ?? {})
      .filter((key) => !/^[A-Za-z]\w{0,99}$/.test(key))
      .map((key) => ({ at: 'customDetails', message: `"${key}": letters, digits and _ alone` })),
  ],
  tactics: ({ tactics: named }) =>
    (named ?? [])
      .filter((tactic) => !tactics.has(tactic))
      .map((tactic) => ({
        at: 'tactics',
        message: `${tactic} is no tactic of Sentinel; there are ${[...tactics].join(', ')}`,
      })),
  techniques: techniqueProblems,
  required: (rule) => [
    ...(rule.tactics?.length ? [] : [{ at: 'tactics', message: 'a rule names at least one' }]),
    ...(rule.description.trim() ? [] : [{ at: 'description', message: 'a rule says what it finds' }]),
    ...(rule.requiredDataConnectors?.length
      ? []
      : [{ at: 'requiredDataConnectors', message: 'a rule names where its tables come from' }]),
    ...(rule.triggerThreshold < 0 || rule.triggerThreshold > 10_000
      ? [{ at: 'triggerThreshold', message: 'it lies outside of 0 to 10000' }]
      : []),
  ],
  connectors: ({ requiredDataConnectors }, query) => {
    const named = new Set((requiredDataConnectors ?? []).flatMap((connector) => connector.dataTypes))
    return query.ok
      ? (query.tables ?? [])
          .filter((table) => !named.has(table))
          .map((table) => ({
            at: 'requiredDataConnectors',
            message: `no dataTypes name ${table}, which the query reads`,
          }))
      : []
  },
}
