import { fromJsonText, isObject } from '../fields/json-text.js'
import { unwrapInner } from '../forms/inner.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Keys under which log pipelines put the event they carry. */
const wrappers = [
  'log',
  'event',
  'body',
  'message',
  'payload',
  'record',
  'Event',
  'rawEvent',
  'raw_event',
  'data',
]

/** One event wrapped by a log pipeline (`{"log": {…}}`, `{"body": "{…}"}`): the inner object is read by its own shape. */
export const wrappedLog: Shape = {
  id: 'wrapped-log',
  about: 'Events wrapped by a log pipeline under log, event, body or message, JSON',
  sniff: bySignature({
    containers: ['json-array', 'json-object', 'ndjson'],
    any: [wrappers],
    none: [
      '_raw',
      '_source',
      'o365',
      'Operation',
      'OperationName',
      'AuditData',
      'RawEventData',
      'ActionType',
    ],
    where: (record) => inner(record) !== undefined,
    whereReason: 'no object under log, event, body or message',
  }),
  open: (_head, context) => (element) => {
    const found = inner(element.value)
    return found && unwrapInner(element, found.value, found.text, context)
  },
}

function inner(record: JsonObject): { readonly value: JsonObject; readonly text: string } | undefined {
  for (const key of wrappers) {
    const given = record[key]
    const value = fromJsonText(given)
    if (isObject(value) && Object.keys(value).length > 2)
      return { value, text: typeof given === 'string' ? given : JSON.stringify(value) }
  }
  return undefined
}
