import { isObject } from '../fields/json-text.js'
import { cellOf, textOf } from '../fields/keys.js'
import { type DateOrder, dateOrderOf, isoTime } from '../fields/time.js'
import { auditPayload } from '../forms/audit-read.js'
import { tableForm, tableRow } from '../forms/table-row.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

/**
 * Rows of Defender's (or Sentinel's) CloudAppEvents. RawEventData is the audit record, as an object or its text;
 * rows without it (other cloud applications) stay rows of the table.
 */
export const defenderCloudAppEvents: Shape = {
  id: 'defender-cloud-app-events',
  about: 'Defender / Sentinel CloudAppEvents rows, CSV or JSON',
  sniff: bySignature({
    all: ['ActionType'],
    any: [
      ['RawEventData', 'ActivityObjects'],
      ['Timestamp', 'TimeGenerated'],
    ],
  }),
  open(head) {
    const order = dateOrderOf(head, ['Timestamp', 'TimeGenerated'])
    return (element) => {
      const row = element.value
      const payload = cellOf(row, 'RawEventData')
      if (textOf(row, 'ActionType') === '') return undefined
      const hasPayload = payload !== undefined && payload !== null && payload !== '' && payload !== '{}'
      if (!hasPayload || !isAuditPayload(payload)) {
        const isCloudApp =
          cellOf(row, 'ActivityObjects') !== undefined || cellOf(row, 'ActivityType') !== undefined
        return isCloudApp ? tableRow(element, 'CloudAppEvents', order) : undefined
      }
      const envelope = {
        id: textOf(row, 'ReportId'),
        time: isoTime(cellOf(row, 'Timestamp') ?? cellOf(row, 'TimeGenerated'), order),
        operation: textOf(row, 'ActionType'),
      }
      return auditPayload(element, payload, envelope, { CloudAppEvent: besidesRecord(row, order) })
    }
  },
}

/** Connectors of other clouds put their own events into RawEventData: those have neither name nor type of ours. */
function isAuditPayload(payload: unknown): boolean {
  const text = typeof payload === 'string' ? payload : undefined
  if (text !== undefined) return !/^\s*\{/.test(text) || /"(Operation|RecordType|operation)"/.test(text)
  return isObject(payload) && cellOf(payload, 'Operation') !== undefined
}

/** What Defender found out about the event (country, device, activity objects): kept for its own view. */
function besidesRecord(row: JsonObject, order: DateOrder): JsonObject {
  const { RawEventData: _, rawData: __, ...rest } = tableForm(row, 'CloudAppEvents', order)
  return rest
}
