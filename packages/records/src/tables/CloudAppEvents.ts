import { auditPaths } from './audit-document.js'
import { documentedTable } from './documented.js'
import { type ColumnSource, type KqlTable, rowsOf } from './table.js'

/** How Defender names the application of each workload, and its number. */
const applicationNames = {
  Exchange: 'Microsoft Exchange Online',
  SharePoint: 'Microsoft SharePoint Online',
  OneDrive: 'Microsoft OneDrive for Business',
  MicrosoftTeams: 'Microsoft Teams',
  AzureActiveDirectory: 'Office 365',
  SecurityComplianceCenter: 'Office 365',
  PowerBI: 'Microsoft Power BI',
  Yammer: 'Microsoft Yammer',
}
const applicationNumbers = {
  Exchange: '20893',
  SharePoint: '20892',
  OneDrive: '15600',
  MicrosoftTeams: '28375',
  AzureActiveDirectory: '11161',
  SecurityComplianceCenter: '11161',
}

/** What a Defender export said beside the record; the shape keeps it under this key. */
const said = (name: string): ColumnSource => ({ path: ['CloudAppEvent', name] })
const saidOr = (name: string, ...others: readonly string[]): ColumnSource => ({
  first: [said(name), ...others.map((column) => ({ column }))],
})

const onlySaid = `AccountType ActivityObjects ActivityType AdditionalFields AppInstanceId AuditSource City
  CountryCode DeviceType IPCategory IPTags ISP IsAdminOperation IsAnonymousProxy IsExternalUser IsImpersonated
  LastSeenForUser OSPlatform ObjectType SessionData UncommonForUser UserAgentTags`.split(/\s+/)

/** Defender's view of the audit records: the record itself is RawEventData. */
export const cloudAppEvents = (): KqlTable =>
  documentedTable('CloudAppEvents', (columns) => [
    rowsOf('CloudAppEvents', columns, 'audit', {
      sameNames: false,
      own: {
        ...Object.fromEntries(onlySaid.map((name) => [name, said(name)])),
        TimeGenerated: { column: 'CreationTime' },
        Timestamp: { column: 'CreationTime' },
        ActionType: { column: 'Operation' },
        Application: { first: [said('Application'), { lookup: 'Workload', names: applicationNames }] },
        ApplicationId: { first: [said('ApplicationId'), { lookup: 'Workload', names: applicationNumbers }] },
        AccountObjectId: saidOr('AccountObjectId', 'TokenObjectId'),
        AccountDisplayName: saidOr('AccountDisplayName', 'UserId'),
        AccountId: saidOr('AccountId', 'UserId'),
        IPAddress: { column: 'IP' },
        Isp: said('ISP'),
        OAuthAppId: saidOr('OAuthAppId', 'ClientAppId', 'AppId'),
        ObjectId: saidOr('ObjectId', 'ObjectId'),
        ObjectName: saidOr('ObjectName', 'ObjectId'),
        RawEventData: { document: true, paths: auditPaths },
        ReportId: saidOr('ReportId', 'Id'),
        UserAgent: saidOr('UserAgent', 'UserAgent', 'ClientInfoString'),
      },
    }),
  ])
