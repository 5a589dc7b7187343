import { cellOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { dateOrderOf } from '../fields/time.js'
import { withDoc } from '../forms/made.js'
import { tableForm } from '../forms/table-row.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Rows of MicrosoftGraphActivityLogs, and of Defender's GraphApiAuditEvents whose columns are their cousins. */
export const graphActivityLogs: Shape = {
  id: 'graph-activity-logs',
  about: 'MicrosoftGraphActivityLogs and GraphApiAuditEvents rows, CSV or JSON',
  sniff: bySignature({
    all: ['RequestUri', 'RequestMethod'],
    any: [
      ['TimeGenerated', 'Timestamp'],
      ['RequestId', 'OperationId', 'ClientRequestId', 'ResponseStatusCode'],
    ],
    none: ['CallerIpAddress', 'properties'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['TimeGenerated', 'Timestamp'])
    return (element) => {
      const row = element.value
      if (cellOf(row, 'RequestUri') === undefined) return undefined
      const isDefender =
        cellOf(row, 'AccountObjectId') !== undefined || cellOf(row, 'ApplicationId') !== undefined
      const form = tableForm(row, isDefender ? 'GraphApiAuditEvents' : 'MicrosoftGraphActivityLogs', order)
      form.RequestId ??=
        form.OperationId ?? form.ClientRequestId ?? derivedId('graph', JSON.stringify(element.value))
      return withDoc(element, 'graph_activity', form)
    }
  },
}
