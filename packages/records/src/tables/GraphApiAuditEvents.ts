import { documentedTable } from './documented.js'
import { type KqlTable, rowsOf, typed } from './table.js'

/** The same Microsoft Graph requests under Defender's names. */
export const graphApiAuditEvents = (): KqlTable =>
  documentedTable('GraphApiAuditEvents', (columns) => [
    rowsOf('GraphApiAuditEvents', columns, 'graph_activity', {
      own: {
        ...typed('RequestId', 'IPAddress', 'RequestMethod', 'RequestUri', 'ServicePrincipalId', 'Scopes'),
        Timestamp: { column: 'TimeGenerated' },
        ApplicationId: { column: 'AppId' },
        AccountObjectId: { column: 'UserId' },
        ResponseStatusCode: { column: 'ResponseStatusCode' },
        ResponseSize: { column: 'ResponseSizeBytes' },
        UniqueTokenIdentifier: { column: 'SignInActivityId' },
        RequestDuration: { first: [{ path: ['RequestDuration'] }, { path: ['DurationMs'] }] },
      },
    }),
  ])
