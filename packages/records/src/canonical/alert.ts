import type { CanonicalTable } from './column.js'

/** Alerts other products raised. Reference form: a row of the Log Analytics table SecurityAlert. */
export const alert: CanonicalTable = {
  name: 'alert',
  about: 'Alerts of Defender, Entra ID Protection and other products',
  id: 'SystemAlertId',
  time: 'StartTime',
  columns: [
    { name: 'SystemAlertId', type: 'text', from: ['SystemAlertId', 'AlertId', 'Id'], about: '' },
    { name: 'StartTime', type: 'time', from: ['StartTime', 'TimeGenerated', 'Timestamp'], about: 'UTC' },
    {
      name: 'OrganizationId',
      type: 'text',
      from: ['OrganizationId', 'AADTenantId'],
      normalise: 'lower',
      about: 'tenant; not the TenantId of a Log Analytics row, which names the workspace',
    },
    { name: 'AlertName', type: 'text', from: ['AlertName', 'DisplayName', 'Title'], about: '' },
    { name: 'AlertSeverity', type: 'text', from: ['AlertSeverity', 'Severity'], about: '' },
    { name: 'ProviderName', type: 'text', from: ['ProviderName', 'ServiceSource'], about: '' },
    { name: 'CompromisedEntity', type: 'text', from: ['CompromisedEntity'], about: '' },
    { name: 'Tactics', type: 'text', from: ['Tactics', 'Category'], about: '' },
    { name: 'Entities', type: 'json', from: ['Entities'], about: '' },
  ],
  indicators: { SystemAlertId: 'guid', CompromisedEntity: 'address' },
}
