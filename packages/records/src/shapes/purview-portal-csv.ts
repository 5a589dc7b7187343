import { cellOf, textOf } from '../fields/keys.js'
import { dateOrderOf, isoTime } from '../fields/time.js'
import { auditPayload } from '../forms/audit-read.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** The Purview portal's export: RecordId, CreationDate, RecordType, Operation, UserId, AuditData and further columns. */
export const purviewPortalCsv: Shape = {
  id: 'purview-portal-csv',
  about: 'Purview portal audit search, exported CSV',
  sniff: bySignature({
    all: ['RecordId', 'AuditData'],
    none: ['auditLogRecordType', '_raw'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['CreationDate', 'CreationTime'])
    return ({ value: row, ...element }) => {
      const payload = cellOf(row, 'AuditData')
      if (payload === undefined) return undefined
      return auditPayload({ ...element, value: row }, payload, {
        id: textOf(row, 'RecordId'),
        time: isoTime(cellOf(row, 'CreationDate') ?? cellOf(row, 'CreationTime'), order),
        operation: textOf(row, 'Operation'),
        userId: textOf(row, 'UserId'),
        recordType: cellOf(row, 'RecordType'),
      })
    }
  },
}
