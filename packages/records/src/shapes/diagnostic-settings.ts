import { isObject } from '../fields/json-text.js'
import { cellOf } from '../fields/keys.js'
import { diagnosticRecord } from '../forms/diagnostic.js'
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
  open: () => (element) =>
    cellOf(element.value, 'category') === undefined ? undefined : diagnosticRecord(element),
}
