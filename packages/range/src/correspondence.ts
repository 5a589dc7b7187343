import { guid, hexText } from './guid.js'
import type { Emit } from './happening.js'
import type { Stream } from './random.js'
import { type Caller, emitMailbox } from './records/mailbox.js'
import { folderId, message, recentMessages } from './world/messages.js'
import { externalDomains, subjectOf } from './world/names.js'
import type { Mailbox } from './world/person.js'
import type { Tenant } from './world/tenant.js'

export interface Act {
  readonly tenant: Tenant
  readonly owner: Mailbox
  readonly caller: Caller
  readonly stream: Stream
  readonly emit: Emit
}

/** A sent message, with what message tracking will know of it. */
export interface Sent {
  readonly subject: string
  readonly recipients: readonly { readonly address: string; readonly objectId?: string }[]
  readonly attachments?: readonly { readonly name: string; readonly sizeBytes: number }[]
}

/** Somebody sends a message: a Send record, and a delivery for each recipient. Returns the record's id. */
export function send(
  act: Act,
  at: number,
  sent: Sent,
  operation: 'Send' | 'SendAs' | 'SendOnBehalf' = 'Send',
): string {
  const { tenant, owner, caller, stream, emit } = act
  const id = guid(stream)
  const internetMessageId = `<${owner.server}${hexText(stream, 22)}@${owner.server}.eurprd04.prod.outlook.com>`
  const sizeBytes = stream.between(8_000, 120_000)
  const itemId = stream.at('item', id)
  const spec = { tenant, owner, caller, time: at, id, operation, recordType: 2 }
  emitMailbox(spec, emit, () => ({
    Item: {
      ...(sent.attachments?.length
        ? { Attachments: sent.attachments.map((a) => `${a.name} (${a.sizeBytes}b)`).join('; ') }
        : {}),
      Id: 'Unknown',
      InternetMessageId: internetMessageId,
      ParentFolder: { Id: folderId(tenant, owner, 'Drafts'), Name: 'Drafts', Path: '\\Drafts' },
      SizeInBytes: sizeBytes,
      Subject: sent.subject,
    },
    SaveToSentItems: true,
    ...(operation === 'SendAs' ? { SendAsUserSmtp: owner.upn, SendAsUserMailboxGuid: owner.guid } : {}),
    ...(operation === 'SendOnBehalf'
      ? { SendOnBehalfOfUserSmtp: owner.upn, SendOnBehalfOfUserMailboxGuid: owner.guid }
      : {}),
    recipientCount: sent.recipients.length,
    recipientList: sent.recipients.slice(0, 1000).map((r) => ({ Address: r.address, Name: r.address })),
  }))
  const networkMessageId = guid(itemId)
  for (const recipient of sent.recipients) {
    const internal = recipient.objectId !== undefined
    emit({
      kind: 'mail',
      id: `${networkMessageId}/${recipient.address}`,
      time: at + 4000,
      build: () => ({
        id: `${networkMessageId}/${recipient.address}`,
        time: at + 4000,
        internetMessageId,
        networkMessageId,
        subject: sent.subject,
        sender: owner.upn,
        senderObjectId: owner.objectId,
        recipient: recipient.address,
        ...(recipient.objectId === undefined ? {} : { recipientObjectId: recipient.objectId }),
        direction: internal ? 'Intra-org' : 'Outbound',
        sizeBytes,
        attachments: sent.attachments?.length ?? 0,
        senderIp: caller.ip,
        location: internal ? 'Inbox/folder' : 'On-premises/external',
      }),
    })
  }
  return id
}

/** One to four recipients, colleagues or outside. */
export function someRecipients(tenant: Tenant, stream: Stream): Sent['recipients'] {
  const drawn = Array.from({ length: stream.chance(700) ? 1 : stream.between(2, 4) }, () => {
    const colleague = stream.pick(tenant.people)
    if (stream.chance(650)) return { address: colleague.upn, objectId: colleague.objectId }
    return { address: `${hexText(stream, 5).toLowerCase()}@${stream.pick(externalDomains)}` }
  })
  return [...new Map(drawn.map((one) => [one.address, one])).values()]
}

export const someSubject = (stream: Stream): string =>
  subjectOf(stream.below(1000), stream.below(1000), stream.below(1000))

/** Moves or removes messages that have arrived: MoveToDeletedItems, SoftDelete, HardDelete. */
export function remove(
  act: Act,
  at: number,
  operation: 'MoveToDeletedItems' | 'SoftDelete' | 'HardDelete',
  count = 1,
): string | undefined {
  const { tenant, owner, stream, emit } = act
  const refs = recentMessages(tenant, owner, stream, { at, count, backDays: 14 })
  if (refs.length === 0) return undefined
  const id = guid(stream)
  const spec = { tenant, owner, caller: act.caller, time: at, id, operation, recordType: 3 }
  emitMailbox(spec, emit, () => {
    const items = refs.map((ref) => message(tenant, owner, ref))
    const from = items[0]?.folder ?? 'Inbox'
    const folder = (name: string) => ({ Id: folderId(tenant, owner, name), Path: `\\${name}` })
    return {
      AffectedItems: items.map((item) => ({
        Attachments: item.attachments > 0 ? `document.pdf (${item.sizeBytes}b)` : '',
        Id: item.itemId,
        ImmutableId: item.immutableId,
        InternetMessageId: item.internetMessageId,
        ParentFolder: folder(item.folder),
        Subject: item.subject,
      })),
      CrossMailboxOperation: false,
      ...(operation === 'MoveToDeletedItems' ? { DestFolder: folder('Deleted Items') } : {}),
      Folder: folder(from),
    }
  })
  return id
}

/** A calendar entry, a draft or a note is made. */
export function create(act: Act, at: number, folder: 'Calendar' | 'Drafts' | 'Contacts'): string {
  const { tenant, owner, stream, emit } = act
  const id = guid(stream)
  const subject = someSubject(stream)
  const spec = { tenant, owner, caller: act.caller, time: at, id, operation: 'Create', recordType: 2 }
  const number = stream.between(-4000 * 128, -3000 * 128)
  emitMailbox(spec, emit, () => {
    const item = message(tenant, owner, number)
    return {
      Item: {
        Id: item.itemId,
        ImmutableId: item.immutableId,
        InternetMessageId: item.internetMessageId,
        ParentFolder: { Id: folderId(tenant, owner, folder), Name: folder, Path: `\\${folder}` },
        SizeInBytes: item.sizeBytes,
        Subject: subject,
      },
    }
  })
  return id
}
