import type { ColumnSource } from './table.js'

/** Properties of an audit record that a typed column holds letter by letter (GUIDs in lower case). */
const sameName = `Id Operation OrganizationId Workload UserKey UserId ResultStatus ObjectId ClientIP
  ClientIPAddress ActorIpAddress MailboxOwnerUPN MailboxGuid LogonUserSid ClientInfoString ClientProcessName
  ClientVersion AppId ApplicationId TokenObjectId TokenTenantId TokenType AuthType ActorInfoString ResourceURL
  LogonError InterSystemsId RecordType UserType LogonType InternalLogonType Version OperationCount
  ExternalAccess`.split(/\s+/)

/** Nested ones. Columns that fall back to a second property are left out: the path would say something else. */
const nested: Readonly<Record<string, string>> = {
  'AppAccessContext.AADSessionId': 'AADSessionId',
  'AppAccessContext.APIId': 'APIId',
  'Item.Id': 'ItemId',
  'Item.InternetMessageId': 'ItemInternetMessageId',
  'Item.Subject': 'ItemSubject',
  'Item.SizeInBytes': 'ItemSizeInBytes',
}

/** Known paths of RawEventData and AuditData to typed columns. */
export const auditPaths: Readonly<Record<string, ColumnSource>> = {
  ...Object.fromEntries(sameName.map((name) => [name, { column: name }])),
  ...Object.fromEntries(Object.entries(nested).map(([path, column]) => [path, { column }])),
}

/** AppAccessContext on its own, as OfficeActivity has it. */
export const appAccessContext: ColumnSource = {
  path: ['AppAccessContext'],
  paths: { AADSessionId: { column: 'AADSessionId' }, APIId: { column: 'APIId' } },
}
