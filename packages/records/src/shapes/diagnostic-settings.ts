import { isObject } from '../fields/json-text.js'
import { cellOf } from '../fields/keys.js'
import { diagnosticRecord } from '../forms/diagnostic.js'
import { unwrapInner } from '../forms/inner.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/**
 * What a diagnostic setting writes to a storage account or event hub: `{time, category, operationName, properties}`,
 * all categories mixed, one a line or under `records`.
 */
export const diagnosticSettings: Shape = {
  id: 'diagnostic-settings',
  about: 'Entra / Azure diagnostic settings records from storage or event hub, JSON',
  sniff: bySignature({
    containers: ['json-array', 'json-object', 'ndjson'],
    all: ['category', 'operationName'],
    any: [['time', 'timestamp', 'properties']],
    none: ['authorization', 'TimeGenerated', 'AuditData', 'createdDateTime'],
    where: (record) =>
      isObject(cellOf(record, 'properties')) || typeof cellOf(record, 'resourceId') === 'string',
    whereReason: 'has neither a properties object nor a resourceId',
  }),
  open: (_head, context) => (element) => {
    const category = cellOf(element.value, 'category')
    if (category === undefined) return undefined
    const table = streamedTable(category)
    const row = cellOf(element.value, 'properties')
    if (!table || !isObject(row)) return diagnosticRecord(element)
    const value = { ...row, OrganizationId: cellOf(element.value, 'tenantId'), Type: table }
    return unwrapInner(element, value, JSON.stringify(value), context)
  },
}

/** Defender's streaming API uses the same envelope for rows of its hunting tables. */
function streamedTable(category: unknown): string | undefined {
  return typeof category === 'string' ? /^AdvancedHunting-(\w+)$/i.exec(category)?.[1] : undefined
}
