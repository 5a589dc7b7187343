import type { CanonicalTable } from './column.js'

/** What an administrator exported about the tenant's settings, one object a row, as it was exported. */
export const config: CanonicalTable = {
  name: 'config',
  about: 'Settings exports: audit configuration, mailboxes, licences, retention',
  id: 'ConfigId',
  time: 'CollectedAt',
  columns: [
    { name: 'ConfigId', type: 'text', from: ['ConfigId'], about: 'kind and identity, made by the shape' },
    {
      name: 'Kind',
      type: 'text',
      from: ['Kind'],
      about: 'the command or resource the object came from, for instance Get-Mailbox',
    },
    { name: 'CollectedAt', type: 'time', from: ['CollectedAt'], about: 'null where the export does not say' },
    {
      name: 'OrganizationId',
      type: 'text',
      from: ['OrganizationId'],
      normalise: 'lower',
      about: 'tenant, where the export says it',
    },
    {
      name: 'Identity',
      type: 'text',
      from: ['Identity'],
      normalise: 'lower',
      about: 'mailbox, user or policy',
    },
  ],
  indicators: {},
}
