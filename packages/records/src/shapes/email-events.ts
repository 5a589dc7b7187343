import { cellOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { dateOrderOf } from '../fields/time.js'
import { withDoc } from '../forms/made.js'
import { tableForm } from '../forms/table-row.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Rows of Defender's (or Sentinel's) EmailEvents: one row a message and recipient. */
export const emailEvents: Shape = {
  id: 'email-events',
  about: 'Defender / Sentinel EmailEvents rows, CSV or JSON',
  sniff: bySignature({
    all: ['NetworkMessageId', 'RecipientEmailAddress'],
    any: [
      ['InternetMessageId', 'EmailDirection', 'Subject'],
      ['EmailDirection', 'SenderMailFromAddress', 'DeliveryAction', 'SenderIPv4'],
      ['Timestamp', 'TimeGenerated'],
    ],
    none: ['FileName', 'SHA256', 'ActionType', 'Url', 'UrlDomain', 'ActionTrigger'],
  }),
  open(head) {
    const order = dateOrderOf(head, ['Timestamp', 'TimeGenerated'])
    return (element) => {
      if (cellOf(element.value, 'NetworkMessageId') === undefined) return undefined
      const form = tableForm(element.value, 'EmailEvents', order)
      form.Timestamp ??= form.TimeGenerated
      const EventId = `${form.NetworkMessageId ?? derivedId('mail', JSON.stringify(element.value))}/${String(form.RecipientEmailAddress ?? '').toLowerCase()}`
      return withDoc(element, 'mail_event', { ...form, Source: 'EmailEvents', EventId })
    }
  },
}
