import type { CanonicalTable } from './column.js'

/**
 * Rows of any other Log Analytics or Defender table, exported as they are (UrlClickEvents, IdentityInfo,
 * AADUserRiskEvents, …). Reference form: the row itself, plus `Table`.
 */
export const tableRow: CanonicalTable = {
  name: 'table_row',
  about: 'Rows of other Sentinel and Defender tables, kept as they were exported',
  id: 'RowId',
  time: 'TimeGenerated',
  columns: [
    {
      name: 'RowId',
      type: 'text',
      from: ['RowId'],
      about: "the row's own id, or the hash of its text, made by the shape",
    },
    { name: 'Table', type: 'text', from: ['Table'], about: 'name of the KQL table' },
    { name: 'TimeGenerated', type: 'time', from: ['TimeGenerated', 'Timestamp'], about: 'UTC' },
    {
      name: 'OrganizationId',
      type: 'text',
      from: ['OrganizationId', 'AADTenantId'],
      normalise: 'lower',
      about: 'tenant; not the TenantId of a Log Analytics row, which names the workspace',
    },
  ],
  indicators: {},
}
