import { auditElement } from '../forms/audit-read.js'
import { isAuditForm } from '../forms/audit-record.js'
import type { Shape } from '../shape.js'

/**
 * One Management Activity API record a line, in reference form: what SIEM forwarders, blob collectors and the
 * Extractor Suite's JSONL hold. The lines are handed on without being parsed here.
 */
export const managementApiNdjson: Shape = {
  id: 'management-api-ndjson',
  about: 'Management Activity API records, one a line (also JSONL of AuditData)',
  verbatimLines: 'audit',
  sniff(head) {
    if (head.container !== 'ndjson') return { match: false, reason: `is ${head.container}, not ndjson` }
    if (head.objects.length === 0) return { match: false, reason: 'no complete record in the first bytes' }
    if (!head.objects.every(isAuditForm))
      return { match: false, reason: 'lines are not audit records with number RecordType' }
    return { match: true }
  },
  open: () => (element) => (typeof element.value.Operation === 'string' ? auditElement(element) : undefined),
}
