import { cellOf } from '../fields/keys.js'
import { auditElement } from '../forms/audit-read.js'
import type { JsonObject, Shape } from '../shape.js'
import { managementApiNdjson } from './management-api-ndjson.js'
import { bySignature } from './signature.js'

const looksLikeRecord = bySignature({
  all: ['Operation', 'RecordType'],
  any: [
    ['CreationTime', 'CreationDate'],
    ['Id', 'UserId', 'Workload'],
  ],
  none: ['AuditData', 'auditLogRecordType', 'OfficeWorkload', 'OfficeId', 'RawEventData', '_raw'],
})

/**
 * Management Activity API records as a JSON array (a content blob), as single or joined objects, or as lines that
 * are not in reference form: RecordType as a name, keys in lower case as some SIEMs store them.
 */
export const managementApiJson: Shape = {
  id: 'management-api-json',
  about: 'Management Activity API content blobs and AuditData records as JSON',
  sniff(head) {
    if (head.container === 'csv') return { match: false, reason: 'is csv' }
    if (managementApiNdjson.sniff(head).match) return { match: false, reason: 'lines are in reference form' }
    return looksLikeRecord(head)
  },
  open: () => (element) => (isRecord(element.value) ? auditElement(element) : undefined),
}

function isRecord(value: JsonObject): boolean {
  return (
    cellOf(value, 'Operation') !== undefined &&
    cellOf(value, 'RecordType') !== undefined &&
    cellOf(value, 'AuditData') === undefined
  )
}
