import { cellOf, textOf } from '../fields/keys.js'
import { dateOrderOf, isoTime } from '../fields/time.js'
import { auditPayload } from '../forms/audit-read.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/**
 * Search-UnifiedAuditLog through Export-Csv or ConvertTo-Json, and what the Microsoft-Extractor-Suite and other
 * collectors write from it. AuditData is the record; the columns beside it repeat parts of it, in the culture
 * of the machine that ran the export.
 */
export const searchUnifiedAuditLog: Shape = {
  id: 'search-unified-audit-log',
  about: 'Search-UnifiedAuditLog, CSV or JSON (also Microsoft-Extractor-Suite)',
  sniff: bySignature({
    all: ['AuditData'],
    any: [['RecordType', 'Identity', 'ResultIndex', 'ResultCount', 'ObjectState', 'RunspaceId']],
    none: ['RecordId', 'auditLogRecordType', 'createdDateTime', '_raw'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['CreationDate'])
    return (element) => {
      const row = element.value
      const payload = cellOf(row, 'AuditData')
      if (payload === undefined) return undefined
      return auditPayload(element, payload, {
        id: textOf(row, 'Identity'),
        time: isoTime(cellOf(row, 'CreationDate'), order),
        operation: textOf(row, 'Operations'),
        userId: textOf(row, 'UserIds'),
        recordType: cellOf(row, 'RecordType'),
      })
    }
  },
}
