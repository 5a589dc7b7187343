import { fromJsonText } from '../fields/json-text.js'
import { dateOrderOf, isoTime } from '../fields/time.js'
import { toAuditForm } from '../forms/audit-record.js'
import { rejected, withDoc } from '../forms/made.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Audit records spread over CSV columns (AuditData expanded): nested values stand in the cells as JSON text. */
export const flattenedAuditCsv: Shape = {
  id: 'flattened-audit-csv',
  about: 'Audit records with one CSV column a property (AuditData expanded)',
  sniff: bySignature({
    containers: ['csv'],
    all: ['Operation', 'RecordType'],
    any: [
      ['CreationTime', 'CreationDate'],
      ['UserId', 'Workload', 'Id'],
    ],
    none: ['AuditData', 'OfficeWorkload', 'OfficeId', 'OfficeObjectId', '_raw', 'auditLogRecordType'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['CreationTime', 'CreationDate'])
    return (element) => {
      const record: Record<string, unknown> = {}
      for (const [key, cell] of Object.entries(element.value))
        if (cell !== '') setPath(record, key, fromJsonText(cell))
      const time = isoTime(record.CreationTime ?? record.CreationDate, order)
      const form = toAuditForm({ ...record, ...(time && { CreationTime: time }) })
      if (form.kind === 'not-audit') return rejected(element, 'ING212', form.why)
      return withDoc(element, 'audit', form.kind === 'changed' ? form.doc : record)
    }
  },
}

/** `AppAccessContext.UniqueTokenId` as a column name is a path; names of the prototype are never one. */
function setPath(record: Record<string, unknown>, name: string, value: unknown): void {
  const [first = name, second, ...more] = name.split('.')
  if (second === undefined || more.length || !/^\w+$/.test(first + second)) record[name] = value
  else {
    const inner = Object.hasOwn(record, first) ? record[first] : undefined
    record[first] = { ...(typeof inner === 'object' ? inner : {}), [second]: value }
  }
}
