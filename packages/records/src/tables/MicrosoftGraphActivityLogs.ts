import { documentedTable } from './documented.js'
import { type KqlTable, rowsOf, typed } from './table.js'

const columnsKept = typed(
  ...['RequestId', 'TimeGenerated', 'AppId', 'UserId', 'ServicePrincipalId', 'IPAddress', 'RequestMethod'],
  ...['RequestUri', 'ResponseStatusCode', 'ResponseSizeBytes', 'UserAgent', 'SessionId', 'SignInActivityId'],
  ...['ClientAuthMethod', 'Scopes', 'Roles'],
)

/** Microsoft Graph requests as Log Analytics shows them. */
export const microsoftGraphActivityLogs = (): KqlTable =>
  documentedTable('MicrosoftGraphActivityLogs', (columns) => [
    rowsOf('MicrosoftGraphActivityLogs', columns, 'graph_activity', {
      own: {
        ...columnsKept,
        AadTenantId: { column: 'OrganizationId' },
        UniqueTokenId: { first: [{ path: ['UniqueTokenId'] }, { column: 'SignInActivityId' }] },
      },
    }),
  ])
