import { cellOf, textOf } from '../fields/keys.js'
import { dateOrderOf, isoTime } from '../fields/time.js'
import { auditPayload } from '../forms/audit-read.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** The portal's export before 2023: CreationDate, UserIds, Operations, AuditData. Also any CSV reduced to AuditData. */
export const purviewPortalCsvOlder: Shape = {
  id: 'purview-portal-csv-older',
  about: 'Older compliance portal audit search, exported CSV of four columns',
  sniff: bySignature({
    all: ['AuditData'],
    none: [
      ...['RecordType', 'Identity', 'ResultIndex', 'ResultCount', 'ObjectState', 'RunspaceId'],
      ...['RecordId', 'auditLogRecordType', 'createdDateTime', 'service', '_raw'],
    ],
  }),
  open(head) {
    const order = dateOrderOf(head, ['CreationDate'])
    return (element) => {
      const payload = cellOf(element.value, 'AuditData')
      if (payload === undefined) return undefined
      return auditPayload(element, payload, {
        time: isoTime(cellOf(element.value, 'CreationDate'), order),
        operation: textOf(element.value, 'Operations'),
        userId: textOf(element.value, 'UserIds'),
      })
    }
  },
}
