import type { CanonicalTableName } from '../canonical/index.js'
import { type RejectCode, reject } from '../read/reject.js'
import type { Element, JsonObject, Read, Reject } from '../shape.js'

/** A record whose raw text already is in its table's reference form. */
export function asIs(element: Element, table: CanonicalTableName): readonly Read[] {
  return [{ record: { line: element.line, table, raw: element.text } }]
}

/** A record with its reference form beside the raw text. */
export function withDoc(
  element: Element,
  table: CanonicalTableName,
  doc: JsonObject | string,
): readonly Read[] {
  const text = typeof doc === 'string' ? doc : JSON.stringify(doc)
  return [{ record: { line: element.line, table, raw: element.text, doc: text } }]
}

export function rejected(
  element: Element,
  code: RejectCode,
  detail?: string,
  beside: Pick<Reject, 'operation' | 'time'> = {},
): readonly Read[] {
  return [{ reject: { ...reject(code, element.line, element.text, detail), ...beside } }]
}
