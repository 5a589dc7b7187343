import { zuluSecond } from '../clock.js'
import type { AuditRecord } from '../happening.js'
import type { Tenant } from '../world/tenant.js'
import { logonTypeName, recordTypeName, userTypeName } from './names.js'

/** Columns that keep the record's name and hold plain text. */
const asText = [
  'AppId',
  'AppPoolName',
  'ClientAppId',
  'ClientInfoString',
  'ClientIP',
  'ClientMachineName',
  'ClientProcessName',
  'ClientVersion',
  'ExternalAccess',
  'LogonUserDisplayName',
  'LogonUserSid',
  'MailboxGuid',
  'MailboxOwnerSid',
  'MailboxOwnerUPN',
  'OrganizationId',
  'OrganizationName',
  'OriginatingServer',
  'ResultStatus',
  'SendAsUserMailboxGuid',
  'SendAsUserSmtp',
  'UserId',
  'UserKey',
] as const

/** Columns that hold the record's nested value as JSON text. */
const asJsonText = ['AffectedItems', 'DestFolder', 'Folder', 'Folders', 'Item', 'Parameters'] as const

/** Dynamic columns. */
const asDynamic = ['AppAccessContext', 'OperationProperties'] as const

/** One row of the Log Analytics table OfficeActivity; it holds Exchange, SharePoint and Teams, not Entra. */
export function officeActivity(tenant: Tenant, record: AuditRecord, time: number): Record<string, unknown> {
  const row: Record<string, unknown> = {
    TenantId: tenant.id,
    Application: '',
    RecordType: recordTypeName(record.RecordType),
    TimeGenerated: zuluSecond(time),
    Operation: record.Operation,
    UserType: userTypeName(record.UserType),
    OfficeWorkload: record.Workload,
    OfficeId: record.Id,
    SourceRecordId: record.Id,
    OfficeTenantId: tenant.id,
    OfficeObjectId: record.ObjectId ?? '',
    Start_Time: zuluSecond(time),
    InternalLogonType: record.InternalLogonType ?? null,
    Logon_Type: logonTypeName(record.LogonType) ?? '',
    Client_IPAddress: record.ClientIPAddress ?? '',
    SendOnBehalfOfUserSmtp: record.SendOnBehalfOfUserSmtp ?? '',
    SendonBehalfOfUserMailboxGuid: record.SendOnBehalfOfUserMailboxGuid ?? '',
    SourceSystem: 'OfficeActivityManager',
    Type: 'OfficeActivity',
  }
  for (const column of asText) row[column] = record[column] === undefined ? '' : String(record[column])
  for (const column of asJsonText)
    row[column] = record[column] === undefined ? '' : JSON.stringify(record[column])
  for (const column of asDynamic) row[column] = record[column] ?? ''
  return row
}

export const isOffice = (record: AuditRecord): boolean => record.Workload === 'Exchange'

/** The dynamic columns, which a CSV holds as text. */
export const withTexts = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  )
