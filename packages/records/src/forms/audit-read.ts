import { isoTime } from '../fields/time.js'
import type { Element, JsonObject, Read } from '../shape.js'
import { type AuditEnvelope, toAuditForm } from './audit-record.js'
import { asIs, rejected, withDoc } from './made.js'

/** Reads an element whose own text is an audit record (or nearly one). */
export function auditElement(element: Element, envelope?: AuditEnvelope): readonly Read[] {
  const form = toAuditForm(element.value, envelope)
  if (form.kind === 'as-is') return asIs(element, 'audit')
  return form.kind === 'changed' ? withDoc(element, 'audit', form.doc) : rejected(element, 'ING212', form.why)
}

/**
 * Reads an element that carries an audit record inside: AuditData, RawEventData. The payload may be an object,
 * or its JSON text (which then is kept letter by letter when it already is in reference form). `beside` is added to
 * the document: what the export says of the event and the record does not.
 */
export function auditPayload(
  element: Element,
  payload: unknown,
  envelope: AuditEnvelope,
  beside?: JsonObject,
): readonly Read[] {
  const { operation } = envelope
  const time = isoTime(envelope.time)
  const known = { ...(operation && { operation }), ...(time && { time }) }
  let record: unknown = payload
  let text: string | undefined
  // Some exports encode the text twice.
  for (let layer = 0; layer < 3 && typeof record === 'string'; layer++) {
    text = record.trim()
    if (text === '') return rejected(element, 'ING204', undefined, known)
    try {
      record = JSON.parse(text)
    } catch (error) {
      return rejected(element, 'ING211', cause(error, text), known)
    }
  }
  if (record === undefined || record === null) return rejected(element, 'ING204', undefined, known)
  if (typeof record !== 'object' || Array.isArray(record))
    return rejected(element, 'ING211', 'not an object', known)
  const form = toAuditForm(record as JsonObject, envelope)
  if (form.kind === 'not-audit') return rejected(element, 'ING212', form.why, known)
  const inForm = form.kind === 'changed' ? form.doc : (record as JsonObject)
  // What lost its nested values must not outweigh a whole copy of the record by what stands beside it.
  const isCut = form.kind === 'changed' && form.cut
  if (beside && !isCut) return withDoc(element, 'audit', { ...inForm, ...beside })
  return withDoc(element, 'audit', form.kind === 'changed' ? form.doc : (text ?? inForm))
}

/** Excel cuts cells at 32,767 characters: worth saying, as the remedy is to export again. */
function cause(error: unknown, text: string): string {
  if (text.length >= 32_700 && text.length <= 32_767)
    return 'cut at 32,767 characters, as Excel does on saving'
  return error instanceof Error ? error.message.slice(0, 120) : 'unreadable'
}
