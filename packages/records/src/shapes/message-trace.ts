import { textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { type DateOrder, dateOrderOf, isoTime } from '../fields/time.js'
import { rejected, withDoc } from '../forms/made.js'
import type { Element, JsonObject, Read, Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** What each spelling of a trace calls its columns: Get-MessageTrace(V2), portal summary, historical search. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  Timestamp: [
    'Received',
    'Date',
    'date_time_utc',
    'origin_timestamp_utc',
    'Date (UTC)',
    'DateTime',
    'StartDate',
  ],
  InternetMessageId: ['MessageId', 'message_id', 'Message ID', 'internet_message_id', 'InternetMessageId'],
  NetworkMessageId: ['MessageTraceId', 'network_message_id', 'Network Message ID', 'Message Trace ID'],
  SenderFromAddress: ['SenderAddress', 'sender_address', 'Sender address', 'Sender', 'From'],
  Subject: ['Subject', 'message_subject', 'Message subject'],
  SenderIPv4: ['FromIP', 'original_client_ip', 'From IP', 'client_ip'],
  EmailSize: ['Size', 'total_bytes', 'Message size'],
  DeliveryAction: ['Status', 'delivery_status', 'event_id'],
  EmailDirection: ['directionality', 'Direction'],
}
const recipients = [
  'RecipientAddress',
  'recipient_status',
  'recipient_address',
  'Recipient address',
  'Recipients',
  'To',
]

/** Message traces, whichever of Microsoft's five column sets they use. */
export const messageTrace: Shape = {
  id: 'message-trace',
  about: 'Get-MessageTrace / V2, portal and historical message traces, CSV or JSON',
  sniff: bySignature({
    any: [
      ['SenderAddress', 'sender_address', 'Sender address', 'sender'],
      ['RecipientAddress', 'recipient_status', 'recipient_address', 'Recipient address', 'Recipients'],
      [
        'MessageId',
        'message_id',
        'Message ID',
        'internet_message_id',
        'MessageTraceId',
        'network_message_id',
      ],
      ['Received', 'date_time_utc', 'origin_timestamp_utc', 'Date', 'Date (UTC)', 'DateTime', 'StartDate'],
    ],
    none: ['RecipientEmailAddress', 'AuditData', 'Operation'],
  }),
  open(head) {
    const order = dateOrderOf(head, spellings.Timestamp ?? [])
    return (element) => trace(element, order)
  },
}

function trace(element: Element, order: DateOrder): readonly Read[] | undefined {
  const row = element.value
  const form: Record<string, unknown> = {}
  for (const [column, names] of Object.entries(spellings)) {
    const text = firstText(row, names)
    if (text) form[column] = column === 'Timestamp' ? isoTime(text, order) : text
  }
  if (form.InternetMessageId === undefined && form.NetworkMessageId === undefined) return undefined
  if (form.Timestamp === undefined) return rejected(element, 'ING212', 'no time')
  const key =
    form.NetworkMessageId ?? form.InternetMessageId ?? derivedId('mail', JSON.stringify(element.value))
  const reads: Read[] = []
  for (const to of addresses(firstText(row, recipients))) {
    const RecipientEmailAddress = to.address
    const doc = {
      ...form,
      Source: 'MessageTrace',
      RecipientEmailAddress,
      ...(to.status && { DeliveryAction: to.status }),
      EventId: `${key}/${RecipientEmailAddress.toLowerCase()}`,
    }
    for (const read of withDoc(element, 'mail_event', doc)) reads.push(read)
  }
  return reads
}

function firstText(row: JsonObject, names: readonly string[]): string {
  for (const name of names) {
    const text = textOf(row, name)
    if (text) return text
  }
  return ''
}

/** `a@x##Receive, Deliver;b@x##…` in historical searches, one address elsewhere. A message without any counts once. */
function addresses(text: string): readonly { readonly address: string; readonly status: string }[] {
  const list = text.split(';').map((entry) => {
    const [address = '', status = ''] = entry.split('##')
    return { address: address.trim(), status: status.trim() }
  })
  const named = list.filter(({ address }) => address !== '')
  return named.length ? named : [{ address: '', status: '' }]
}
