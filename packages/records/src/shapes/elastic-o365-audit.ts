import { fromJsonText, isObject } from '../fields/json-text.js'
import { toNameValues } from '../fields/name-value.js'
import { auditElement } from '../forms/audit-read.js'
import { unwrapInner } from '../forms/inner.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

const pairLists = ['Parameters', 'ExtendedProperties', 'OperationProperties', 'DeviceProperties']

/** Documents of Elastic's o365 integration: `event.original` holds the record, else `o365.audit` holds its parts. */
export const elasticO365Audit: Shape = {
  id: 'elastic-o365-audit',
  about: "Elastic o365.audit documents, with or without the search API's hits around them, JSON",
  sniff: bySignature({
    containers: ['json-array', 'json-object', 'ndjson'],
    any: [['_source', 'o365', 'o365.audit', 'o365.audit.Operation', 'event.original']],
    where: (record) => original(record) !== undefined || parts(record) !== undefined,
    whereReason: 'no o365.audit and no event.original',
  }),
  open: (_head, context) => (element) => {
    const whole = original(element.value)
    const value = whole ? fromJsonText(whole) : undefined
    if (whole && isObject(value)) return unwrapInner(element, value, whole, context)
    const found = parts(element.value)
    if (!found) return undefined
    return auditElement({ ...element, value: found }).map((read) =>
      'record' in read
        ? { record: { ...read.record, raw: element.text, doc: read.record.doc ?? JSON.stringify(found) } }
        : read,
    )
  },
}

const source = (record: JsonObject): JsonObject => (isObject(record._source) ? record._source : record)

function original(record: JsonObject): string | undefined {
  const from = source(record)
  const event = from.event
  const text = isObject(event) ? event.original : from['event.original']
  return typeof text === 'string' && text.trimStart().startsWith('{') ? text : undefined
}

/** `o365.audit.*`, nested or with dotted names; lists of pairs became objects there. */
function parts(record: JsonObject): JsonObject | undefined {
  const from = source(record)
  const o365 = from.o365
  const nested = isObject(o365) ? o365.audit : from['o365.audit']
  const found: Record<string, unknown> = isObject(nested) ? { ...nested } : {}
  for (const [key, value] of Object.entries(from))
    if (key.startsWith('o365.audit.')) found[key.slice('o365.audit.'.length)] = value
  if (found.Operation === undefined) return undefined
  for (const name of pairLists) if (isObject(found[name])) found[name] = toNameValues(found[name])
  found.CreationTime ??= from['@timestamp']
  return found
}
