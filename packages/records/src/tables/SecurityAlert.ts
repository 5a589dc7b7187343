import { documentedTable } from './documented.js'
import { type KqlTable, rowsOf, typed } from './table.js'

/** Alerts as Log Analytics shows them; Entities is JSON text there. */
export const securityAlert = (): KqlTable =>
  documentedTable('SecurityAlert', (columns) => [
    rowsOf('SecurityAlert', columns, 'alert', {
      own: {
        ...typed(
          'SystemAlertId',
          'StartTime',
          'AlertName',
          'AlertSeverity',
          'ProviderName',
          'CompromisedEntity',
        ),
        ...typed('Tactics', 'Entities'),
        TimeGenerated: { first: [{ path: ['TimeGenerated'] }, { column: 'StartTime' }] },
        DisplayName: { first: [{ path: ['DisplayName'] }, { column: 'AlertName' }] },
      },
    }),
  ])
