import { isObject } from '../fields/json-text.js'
import { cellOf, foldKey } from '../fields/keys.js'
import type { JsonObject } from '../shape.js'

/** One kind of settings object: what tells it, and which of its columns say whom it is about. */
export interface SettingsKind {
  /** The command or resource, as its documentation names it. */
  readonly kind: string
  readonly all: readonly string[]
  readonly any?: readonly string[]
  readonly none?: readonly string[]
  /** Keys looked for inside `properties` (Azure Resource Manager). */
  readonly properties?: readonly string[]
  readonly identity: readonly string[]
}

const mailbox = [
  'UserPrincipalName',
  'PrimarySmtpAddress',
  'WindowsEmailAddress',
  'Identity',
  'Name',
  'ExchangeGuid',
]

/** Tried in order; the more telling come first. */
export const settingsKinds: readonly SettingsKind[] = [
  {
    kind: 'Get-AdminAuditLogConfig',
    all: ['UnifiedAuditLogIngestionEnabled'],
    identity: ['Identity', 'Name'],
  },
  {
    kind: 'Get-OrganizationConfig',
    all: ['AuditDisabled'],
    none: ['AuditEnabled'],
    identity: ['Identity', 'Name'],
  },
  {
    kind: 'Get-UnifiedAuditLogRetentionPolicy',
    all: ['RetentionDuration', 'Priority'],
    identity: ['Name', 'Identity', 'Guid'],
  },
  {
    kind: 'Get-Mailbox',
    all: ['AuditEnabled'],
    any: [...mailbox, 'DisplayName', 'DefaultAuditSet', 'AuditOwner', 'OwnerAuditActions'],
    identity: mailbox,
  },
  { kind: 'Get-Mailbox', all: ['AuditOwner'], any: mailbox, none: ['Operation'], identity: mailbox },
  {
    kind: 'Get-MailboxAuditBypassAssociation',
    all: ['AuditBypassEnabled'],
    none: ['AuditEnabled'],
    identity: ['Identity', 'Name', 'ObjectId', 'Guid'],
  },
  {
    kind: 'Get-Mailbox',
    all: ['RecipientTypeDetails'],
    any: ['ExchangeGuid', 'PersistedCapabilities', 'DefaultAuditSet', 'AuditOwner', 'PrimarySmtpAddress'],
    none: ['InternetMessageId'],
    identity: mailbox,
  },
  {
    kind: 'subscribedSkus',
    all: ['servicePlans', 'skuPartNumber'],
    any: ['prepaidUnits', 'consumedUnits', 'capabilityStatus'],
    identity: ['skuPartNumber', 'skuId'],
  },
  {
    kind: 'licenseDetails',
    all: ['servicePlans', 'skuId'],
    identity: ['userPrincipalName', 'userId', 'id', 'skuPartNumber'],
  },
  {
    kind: 'users',
    all: [],
    any: ['assignedPlans', 'assignedLicenses'],
    none: ['Operation', 'createdDateTimeUtc', 'skuPartNumber', 'TimeGenerated', 'AccountUPN'],
    identity: ['userPrincipalName', 'id', 'mail', 'displayName'],
  },
  {
    kind: 'auditLogQueries',
    all: ['filterStartDateTime', 'filterEndDateTime', 'status'],
    any: ['isRecordCountLimitExceeded', 'recordTypeFilters', 'operationFilters'],
    identity: ['displayName', 'id'],
  },
  { kind: 'diagnosticSettings', all: [], properties: ['logs'], identity: ['name', 'id'] },
  { kind: 'workspaceTables', all: [], properties: ['totalRetentionInDays'], identity: ['name', 'id'] },
  { kind: 'workspaceTables', all: ['totalRetentionInDays'], identity: ['name', 'id'] },
  { kind: 'workspaces', all: [], properties: ['retentionInDays'], identity: ['name', 'id'] },
  {
    kind: 'activityFeedSubscriptions',
    all: ['contentType', 'status'],
    any: ['webhook', 'contentType'],
    none: ['id', 'createdDateTime'],
    identity: ['contentType'],
  },
  {
    kind: 'diagnosticSettings',
    all: ['logs'],
    any: ['workspaceId', 'storageAccountId', 'eventHubAuthorizationRuleId'],
    identity: ['name', 'id'],
  },
  {
    kind: 'diagnosticSettings',
    all: ['Log'],
    any: ['WorkspaceId', 'StorageAccountId', 'EventHubAuthorizationRuleId'],
    none: ['Operation', 'TimeGenerated'],
    identity: ['Name', 'Id'],
  },
  {
    kind: 'servicePlans',
    all: ['ServicePlanId', 'ServicePlanName'],
    none: ['SkuId', 'Operation'],
    identity: ['ServicePlanName', 'ServicePlanId'],
  },
  { kind: 'ScubaGear', all: ['PolicyId', 'RequirementMet'], identity: ['PolicyId'] },
  {
    kind: 'ScubaGear',
    all: ['Control ID', 'Result'],
    any: ['Requirement', 'Criticality'],
    identity: ['Control ID'],
  },
]

/** The kind a settings object is of; undefined when it is none. */
export function settingsKindOf(object: JsonObject): SettingsKind | undefined {
  const keys = new Set(Object.keys(object).map(foldKey))
  const properties = cellOf(object, 'properties')
  const inner = new Set(isObject(properties) ? Object.keys(properties).map(foldKey) : [])
  const has = (name: string) => keys.has(foldKey(name))
  return settingsKinds.find(
    (kind) =>
      kind.all.every(has) &&
      (kind.any === undefined || kind.any.some(has)) &&
      !kind.none?.some(has) &&
      (kind.properties?.every((name) => inner.has(foldKey(name))) ?? true),
  )
}
