import { appAccessContext } from './audit-document.js'
import { documentedTable } from './documented.js'
import { externalAccessSpelled, logonTypeSpelled, recordTypeSpelled, userTypeSpelled } from './spelled.js'
import { type KqlTable, rowsOf, typed } from './table.js'

/** Sentinel's view of the audit records: flat columns, numbers spelled as names, lists as JSON text. */
export const officeActivity = (): KqlTable =>
  documentedTable('OfficeActivity', (columns) => [
    rowsOf('OfficeActivity', columns, 'audit', {
      own: {
        ...typed(
          'Operation',
          'UserId',
          'UserKey',
          'OrganizationId',
          'ResultStatus',
          'ClientIP',
          'ActorIpAddress',
        ),
        ...typed('ClientInfoString', 'ClientProcessName', 'ClientVersion', 'LogonUserSid', 'MailboxOwnerUPN'),
        ...typed('MailboxGuid', 'AppId', 'InternalLogonType', 'UserAgent', 'InterSystemsId', 'ApplicationId'),
        TimeGenerated: { column: 'CreationTime' },
        OfficeId: { column: 'Id' },
        OfficeWorkload: { column: 'Workload' },
        OfficeObjectId: { column: 'ObjectId' },
        OfficeTenantId: { column: 'OrganizationId' },
        Client_IPAddress: { column: 'ClientIPAddress' },
        RecordType: recordTypeSpelled,
        UserType: userTypeSpelled,
        Logon_Type: logonTypeSpelled,
        ExternalAccess: externalAccessSpelled,
        AppAccessContext: appAccessContext,
        AzureActiveDirectory_EventType: { path: ['AzureActiveDirectoryEventType'] },
        Site_: { path: ['Site'] },
        Site_Url: { path: ['SiteUrl'] },
        Source_Name: { path: ['SourceName'] },
        Event_Data: { path: ['EventData'] },
        OperationScope: { path: ['Scope'] },
        SendonBehalfOfUserMailboxGuid: { path: ['SendOnBehalfOfUserMailboxGuid'] },
        SourceRecordId: { first: [{ path: ['SourceRecordId'] }, { column: 'Id' }] },
        Start_Time: { first: [{ path: ['Start_Time'] }, { column: 'CreationTime' }] },
        SourceSystem: { constant: 'OfficeActivityManager' },
      },
    }),
  ])
