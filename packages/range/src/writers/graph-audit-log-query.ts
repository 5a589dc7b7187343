import { zuluSecond } from '../clock.js'
import { camelCase, recordTypeName, userTypeName } from './names.js'
import { array, type ShapeWriter } from './writer.js'

const payloadTypes: Readonly<Record<number, string>> = {
  1: 'exchangeAdminAuditRecord',
  2: 'exchangeMailboxAuditRecord',
  3: 'exchangeMailboxAuditGroupRecord',
  8: 'azureActiveDirectoryAuditRecord',
  15: 'azureActiveDirectoryStsLogonAuditRecord',
  24: 'discoveryAuditRecord',
  50: 'exchangeAggregatedMailboxAuditRecord',
  275: 'owaGetAccessTokenForResourceAuditRecord',
}

export const graphAuditLogQuery: ShapeWriter<'audit'> = {
  id: 'graph-audit-log-query',
  about: 'Records of a Microsoft Graph auditLogQuery, as one page of values',
  kind: 'audit',
  file: 'graph-audit-log-query.json',
  open: () =>
    array(
      (record, { time }) => ({
        id: record.Id,
        createdDateTime: zuluSecond(time),
        auditLogRecordType: camelCase(recordTypeName(record.RecordType)),
        operation: record.Operation,
        organizationId: record.OrganizationId,
        userType: camelCase(userTypeName(record.UserType)),
        userId: record.UserId,
        service: record.Workload,
        objectId: record.ObjectId ?? null,
        userPrincipalName: record.UserId,
        clientIp: record.ClientIP ?? record.ClientIPAddress ?? null,
        administrativeUnits: [''],
        auditData: {
          '@odata.type': `#microsoft.graph.security.${payloadTypes[Number(record.RecordType)] ?? 'defaultAuditData'}`,
          ...record,
        },
      }),
      {
        before:
          '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#security/auditLog/queries/records","value":[',
        after: ']}',
      },
    ),
}
