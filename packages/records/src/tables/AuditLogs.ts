import { documentedTable } from './documented.js'
import { type KqlTable, rowsOf, typed } from './table.js'

/** Entra directory changes as Log Analytics shows them. */
export const auditLogs = (): KqlTable =>
  documentedTable('AuditLogs', (columns) => [
    rowsOf('AuditLogs', columns, 'directory_audit', {
      own: {
        ...typed(
          'Id',
          'ActivityDateTime',
          'ActivityDisplayName',
          'OperationName',
          'Category',
          'LoggedByService',
        ),
        ...typed('AADOperationType', 'Result', 'ResultReason', 'CorrelationId', 'AdditionalDetails'),
        ...typed('TargetResources'),
        // The two agree to the millisecond in this table; the typed one is what files are pruned by.
        TimeGenerated: { column: 'ActivityDateTime' },
        AADTenantId: { column: 'OrganizationId' },
        InitiatedBy: { column: 'InitiatedBy' },
        SourceSystem: { first: [{ path: ['SourceSystem'] }, { constant: 'Azure AD' }] },
      },
    }),
  ])
