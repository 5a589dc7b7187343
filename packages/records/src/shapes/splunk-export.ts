import { isObject } from '../fields/json-text.js'
import { cellOf, textOf } from '../fields/keys.js'
import { isoTime } from '../fields/time.js'
import { auditPayload } from '../forms/audit-read.js'
import { unwrapInner } from '../forms/inner.js'
import { reject } from '../read/reject.js'
import type { Element, JsonObject, Read, Shape, ShapeContext } from '../shape.js'
import { bySignature } from './signature.js'

/**
 * Search results exported from Splunk, CSV or JSON (`{"result": {…}}`): the event stands in `_raw`, or a field
 * AuditData of an indexed Search-UnifiedAuditLog CSV does.
 */
export const splunkExport: Shape = {
  id: 'splunk-export',
  about: 'Splunk search results with _raw, CSV or JSON',
  sniff: bySignature({
    any: [['_raw', 'result']],
    none: ['log'],
    where: isEvent,
    whereReason: 'no _raw event',
  }),
  open: (_head, context) => (element) => {
    const row = eventOf(element.value)
    return row ? unwrapEvent(element, row, context) : undefined
  },
}

function eventOf(value: JsonObject): JsonObject | undefined {
  const result = cellOf(value, 'result')
  if (isObject(result)) return result
  return cellOf(value, '_raw') === undefined ? undefined : value
}

function isEvent(value: JsonObject): boolean {
  const event = eventOf(value)
  return (
    event !== undefined &&
    ['_raw', 'AuditData', 'Operation'].some((name) => cellOf(event, name) !== undefined)
  )
}

function unwrapEvent(element: Element, row: JsonObject, context: ShapeContext): readonly Read[] {
  const payload = cellOf(row, 'AuditData')
  if (payload !== undefined)
    return auditPayload(element, payload, {
      id: textOf(row, 'Identity'),
      time: isoTime(textOf(row, 'CreationDate')),
      operation: textOf(row, 'Operations'),
      userId: textOf(row, 'UserIds'),
      recordType: cellOf(row, 'RecordType'),
    })
  const raw = cellOf(row, '_raw')
  // Results without _raw carry the fields Splunk extracted: the event as far as they go.
  if (raw === undefined) return unwrapInner(element, row, JSON.stringify(row), context)
  const value = isObject(raw) ? raw : parseObject(raw)
  if (!value) return [{ reject: reject('ING209', element.line, String(raw ?? element.text), '_raw') }]
  return unwrapInner(element, value, typeof raw === 'string' ? raw : JSON.stringify(value), context)
}

function parseObject(text: unknown): JsonObject | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
