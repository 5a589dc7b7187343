import { documentedColumns } from '../facts/tables.js'
import { fromJsonText, isObject, toJsonText } from '../fields/json-text.js'
import { respell, spellingOf } from '../fields/keys.js'
import { toNameValues } from '../fields/name-value.js'
import type { JsonObject } from '../shape.js'

/** Columns of OfficeActivity that carry a property of the audit record under another name. */
const renamed: Readonly<Record<string, string>> = {
  OfficeId: 'Id',
  TimeGenerated: 'CreationTime',
  OfficeWorkload: 'Workload',
  OfficeObjectId: 'ObjectId',
  Client_IPAddress: 'ClientIPAddress',
  Logon_Type: 'LogonType',
  AzureActiveDirectory_EventType: 'AzureActiveDirectoryEventType',
  Site_: 'Site',
  Site_Url: 'SiteUrl',
  Source_Name: 'SourceName',
  Event_Data: 'EventData',
  SendonBehalfOfUserMailboxGuid: 'SendOnBehalfOfUserMailboxGuid',
  OperationScope: 'Scope',
}

/** Columns that hold a nested value of the record as JSON text. */
const nested = new Set(
  `Folders Folder DestFolder Item AffectedItems Parameters ModifiedProperties ExtendedProperties Actor
   OperationProperties AppAccessContext ExtraProperties ArtifactsShared Attendees Members SRRuleMatchDetails
   DeviceProperties Target Messages`.split(/\s+/),
)
/** Lists of pairs that some exports turn into an object. */
const pairLists = new Set(['Parameters', 'OperationProperties', 'ExtendedProperties'])

const officeActivity = /* @__PURE__ */ spellingOf(documentedColumns('OfficeActivity')?.keys() ?? [])

/** A row of Sentinel's OfficeActivity as the audit record it was made from; what has no other name stays. */
export function officeActivityRecord(row: JsonObject): JsonObject {
  const record: Record<string, unknown> = {}
  const named = respell(row, officeActivity)
  for (const [column, given] of Object.entries(named)) {
    const name = renamed[column] ?? column
    let value = nested.has(column) ? fromJsonText(given) : given
    if (pairLists.has(column) && isObject(value)) value = toNameValues(value)
    if (column === 'OfficeId' || column === 'TimeGenerated' || record[name] === undefined)
      record[name] = value
  }
  if (record.OrganizationId === undefined) record.OrganizationId = record.OfficeTenantId
  if (record.SessionId === undefined) record.SessionId = sessionOf(record.AppAccessContext)
  // The table has no such column, and rules count messages by it: as many as the record lists.
  if (record.OperationCount === undefined) record.OperationCount = itemsOf(record.Folders)
  record.ExternalAccess = truth(record.ExternalAccess)
  if (record.ExtendedProperties !== undefined && !Array.isArray(record.ExtendedProperties))
    record.ExtendedProperties = toJsonText(record.ExtendedProperties)
  return record
}

function sessionOf(context: unknown): unknown {
  return isObject(context) ? context.AADSessionId : undefined
}

function itemsOf(folders: unknown): number | undefined {
  if (!Array.isArray(folders)) return undefined
  return folders.reduce<number>(
    (sum, folder) =>
      sum + (isObject(folder) && Array.isArray(folder.FolderItems) ? folder.FolderItems.length : 0),
    0,
  )
}

const truth = (value: unknown): unknown =>
  typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value
