import { documentedTable } from './documented.js'
import { type KqlTable, rowsOf } from './table.js'

/** Alerts as Defender's hunting shows them: the ones exported from there, and every other alert under its names. */
export const alertInfo = (): KqlTable =>
  documentedTable('AlertInfo', (columns) => [
    rowsOf('AlertInfo', columns, 'alert', {
      sameNames: false,
      own: {
        TimeGenerated: { column: 'StartTime' },
        Timestamp: { column: 'StartTime' },
        AlertId: { column: 'SystemAlertId' },
        Title: { column: 'AlertName' },
        Category: { column: 'Tactics' },
        Severity: { column: 'AlertSeverity' },
        ServiceSource: { column: 'ProviderName' },
        AttackTechniques: { path: ['Techniques'] },
      },
    }),
  ])
