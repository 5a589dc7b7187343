import { isObject } from '../fields/json-text.js'
import { cellOf, foldKey, textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import type { Element, JsonObject, Read } from '../shape.js'
import { toAuditForm } from './audit-record.js'
import { toDirectoryAuditForm } from './directory-audit.js'
import { withDoc } from './made.js'
import { kindOfSignin, signinKind, toSigninForm } from './signin.js'
import { tableRow } from './table-row.js'

/** Log Analytics tables of diagnostic categories whose name differs from the category's. */
const tableOfCategory: Readonly<Record<string, string>> = {
  adfssigninlogs: 'ADFSSignInLogs',
  riskyusers: 'AADRiskyUsers',
  userriskevents: 'AADUserRiskEvents',
  riskyserviceprincipals: 'AADRiskyServicePrincipals',
  serviceprincipalriskevents: 'AADServicePrincipalRiskEvents',
  provisioninglogs: 'AADProvisioningLogs',
  enrichedoffice365auditlogs: 'EnrichedMicrosoft365AuditLogs',
  administrative: 'AzureActivity',
  servicehealth: 'AzureActivity',
  alert: 'AzureActivity',
  recommendation: 'AzureActivity',
  autoscale: 'AzureActivity',
}

/** Envelope fields and the table columns they fill. */
const envelopeColumns: readonly (readonly [from: string, to: string])[] = [
  ['time', 'TimeGenerated'],
  ['operationName', 'OperationName'],
  ['operationVersion', 'OperationVersion'],
  ['category', 'Category'],
  ['resultType', 'ResultType'],
  ['resultSignature', 'ResultSignature'],
  ['resultDescription', 'ResultDescription'],
  ['durationMs', 'DurationMs'],
  ['callerIpAddress', 'IPAddress'],
  ['correlationId', 'CorrelationId'],
  ['identity', 'Identity'],
  ['level', 'Level'],
  ['location', 'Location'],
  ['tenantId', 'AADTenantId'],
]

/** A raw diagnostic-settings record (`{time, category, properties: {…}}`) as the row its table would hold. */
export function diagnosticRecord(element: Element): readonly Read[] {
  const record = element.value
  const found = cellOf(record, 'properties')
  const properties = isObject(found) ? found : {}
  const category = textOf(record, 'category')
  const kind = signinKind(category)
  const outer = envelope(record)
  if (kind !== undefined) {
    const form = merge(toSigninForm(properties, 'graph'), outer)
    if (cellOf(properties, 'id') === undefined) form.Id = derivedId('signin', JSON.stringify(element.value))
    form.ResultType = codeOf(properties, outer)
    return withDoc(element, 'signin', { ...form, Kind: kind === 'interactive' ? kindOfSignin(form) : kind })
  }
  if (isDirectoryAudit(category, properties, record)) {
    const form = toDirectoryAuditForm(merge({ ...properties }, outer))
    if (cellOf(properties, 'id') === undefined)
      form.Id = derivedId('directory-audit', JSON.stringify(element.value))
    return withDoc(element, 'directory_audit', form)
  }
  if (foldKey(category) === 'microsoftgraphactivitylogs') {
    const { IPAddress, AADTenantId, ...rest } = outer
    const form = merge({ IPAddress, AadTenantId: AADTenantId, ...capitals(properties) }, rest)
    if (properties.ipAddress) form.IPAddress = properties.ipAddress
    form.RequestId ??= derivedId('graph', JSON.stringify(record))
    return withDoc(element, 'graph_activity', form)
  }
  if (cellOf(properties, 'Operation') && cellOf(properties, 'RecordType')) {
    const form = toAuditForm(properties, { time: cellOf(record, 'time') })
    if (form.kind !== 'not-audit')
      return withDoc(element, 'audit', form.kind === 'changed' ? form.doc : properties)
  }
  const table = tableOfCategory[foldKey(category)] ?? category
  const row = merge(capitals(properties), outer)
  return tableRow({ ...element, value: row }, table, 'month-first')
}

function envelope(record: JsonObject): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  for (const [from, to] of envelopeColumns) {
    const value = cellOf(record, from)
    if (value !== undefined && value !== null && value !== '') columns[to] = value
  }
  return columns
}

/** Inner values win: the envelope repeats some of them in a shorter form. */
function merge(inner: JsonObject, outer: JsonObject): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...outer }
  for (const [key, value] of Object.entries(inner))
    if (value !== undefined && value !== null) merged[key] = value
  return merged
}

function capitals(properties: JsonObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]),
  )
}

/** The result code stands in the envelope as digits, in `status` as a number, or the envelope says "Success". */
function codeOf(properties: JsonObject, outer: JsonObject): string | undefined {
  const given = outer.ResultType === undefined ? '' : String(outer.ResultType)
  if (/^\d+$/.test(given)) return given
  const status = cellOf(properties, 'status')
  if (isObject(status)) {
    const code = cellOf(status, 'errorCode')
    if (code !== undefined) return String(code)
  }
  return /^success$/i.test(given) ? '0' : given || undefined
}

const auditCategories = new Set([
  ...[
    'auditlogs',
    'applicationmanagement',
    'directorymanagement',
    'policy',
    'rolemanagement',
    'usermanagement',
  ],
  ...['groupmanagement', 'device', 'authentication', 'authorization'],
])

function isDirectoryAudit(category: string, properties: JsonObject, record: JsonObject): boolean {
  if (cellOf(properties, 'activityDisplayName') !== undefined) return true
  if (cellOf(properties, 'targetResources') !== undefined || cellOf(properties, 'initiatedBy') !== undefined)
    return true
  return auditCategories.has(foldKey(category)) && cellOf(record, 'operationName') !== undefined
}
