import { isObject } from '../fields/json-text.js'
import { cellOf, textOf } from '../fields/keys.js'
import { dateOrderOf, isoTime } from '../fields/time.js'
import { withDoc } from '../forms/made.js'
import type { JsonObject, Shape } from '../shape.js'
import { bySignature } from './signature.js'

const folders = ['Folder', 'FolderPath', 'ParentFolder', 'parentFolderId', 'FolderName']
const mailboxes = ['Mailbox', 'MailboxOwner', 'MailboxOwnerUPN', 'Owner', 'UserPrincipalName']
const times = [
  'ReceivedDateTime',
  'Received',
  'DateTimeReceived',
  'ReceivedTime',
  'Date',
  'SentDateTime',
  'Sent',
  'DateTimeSent',
]

/** A list of what lies in a mailbox: Graph messages, or a CSV with message id, subject and folder. */
export const mailboxInventory: Shape = {
  id: 'mailbox-inventory',
  about: 'Mailbox inventory: message id, subject, sender, folder; CSV, or Graph messages as JSON',
  sniff: bySignature({
    all: ['InternetMessageId'],
    any: [
      ['Subject', 'From', 'Sender'],
      [...folders, ...times, ...mailboxes],
    ],
    none: [
      'NetworkMessageId',
      'RecipientEmailAddress',
      'Operation',
      'AuditData',
      'SizeInBytes',
      'ReportId',
      'Verdict',
    ],
  }),
  open(head) {
    const order = dateOrderOf(head, times)
    return (element) => {
      const row = element.value
      const id = textOf(row, 'InternetMessageId')
      if (!id) return undefined
      const mailbox = first(row, mailboxes)
      const folder = first(row, folders)
      const when = times.map((name) => cellOf(row, name)).find((value) => value !== undefined && value !== '')
      const doc = {
        Source: 'Inventory',
        Timestamp: isoTime(when, order),
        InternetMessageId: id,
        Subject: textOf(row, 'Subject'),
        SenderFromAddress: address(
          cellOf(row, 'From') ?? cellOf(row, 'Sender') ?? cellOf(row, 'SenderAddress'),
        ),
        Folder: folder,
        Mailbox: mailbox,
        EmailSize: cellOf(row, 'Size') ?? cellOf(row, 'SizeInBytes'),
        EventId: `inventory/${mailbox.toLowerCase()}/${folder}/${id}`,
      }
      return withDoc(element, 'mail_event', doc)
    }
  },
}

function first(row: JsonObject, names: readonly string[]): string {
  for (const name of names) {
    const text = textOf(row, name)
    if (text) return text
  }
  return ''
}

/** `a@x`, `Ann <a@x>`, or Graph's `{emailAddress: {name, address}}`. */
function address(value: unknown): string | undefined {
  if (isObject(value)) {
    const inner = isObject(value.emailAddress) ? value.emailAddress : value
    return typeof inner.address === 'string' ? inner.address : undefined
  }
  return typeof value === 'string' ? (/<([^<>]+@[^<>]+)>/.exec(value)?.[1] ?? value.trim()) : undefined
}
