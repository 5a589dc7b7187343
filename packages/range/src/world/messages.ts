import { day, minute, weekday } from '../clock.js'
import { base64Text, guid, hexText } from '../guid.js'
import { derive, Stream } from '../random.js'
import { externalDomains, subjectOf } from './names.js'
import type { Mailbox } from './person.js'
import { isEmployed } from './place.js'
import type { Tenant } from './tenant.js'

/**
 * A mailbox's content without storing it: a message is a number, `day * 128 + n`, and everything about it is
 * drawn from the stream of that number. Days before the window exist too: that is the mail already there.
 */
export type MessageRef = number

const perDay = 128

export interface Message {
  readonly ref: MessageRef
  readonly receivedAt: number
  readonly internetMessageId: string
  readonly networkMessageId: string
  readonly itemId: string
  readonly immutableId: string
  readonly subject: string
  readonly sizeBytes: number
  readonly sender: string
  readonly internalSender: boolean
  readonly attachments: number
  readonly folder: string
}

export const folders = [
  'Inbox',
  'Sent Items',
  'Drafts',
  'Deleted Items',
  'Archive',
  'Projects',
  'Vendors',
  'Calendar',
  'Contacts',
  'Junk Email',
  'Travel',
  'Board',
  'Newsletters',
  'Outbox',
  'Sync Issues',
] as const

/** How many messages the mailbox received on a day. */
export function receivedCount(tenant: Tenant, mailbox: Mailbox, dayIndex: number): number {
  if (dayIndex >= 0 && !isEmployed(mailbox, dayIndex)) return 0
  const stream = new Stream(derive(mailbox.keys.received, dayIndex))
  const weekend = weekday(tenant.start + dayIndex * day) % 6 === 0
  const mean = weekend ? Math.floor(mailbox.mailsPerDay / 5) : mailbox.mailsPerDay
  return Math.min(perDay - 1, stream.between(Math.floor(mean / 2), mean + Math.floor(mean / 2)))
}

const streamOf = (mailbox: Mailbox, ref: MessageRef): Stream => new Stream(derive(mailbox.keys.message, ref))

/** When the message arrived: working hours of the mailbox's site, a few at night. */
export function receivedAt(tenant: Tenant, mailbox: Mailbox, ref: MessageRef): number {
  const stream = streamOf(mailbox, ref).at('when')
  const dayIndex = Math.floor(ref / perDay)
  const minutes = stream.chance(850) ? stream.between(7 * 60, 18 * 60) : stream.below(24 * 60)
  return (
    tenant.start +
    dayIndex * day +
    minutes * minute +
    stream.below(60000) -
    mailbox.site.offsetMinutes * minute
  )
}

const folderOf = (stream: Stream): string =>
  stream.chance(780)
    ? 'Inbox'
    : stream.pick(['Projects', 'Vendors', 'Travel', 'Board', 'Newsletters', 'Archive'])

function internetIdOf(stream: Stream, internal: boolean, senderDomain: string): string {
  if (internal) {
    const server = `${stream.pick(['VI1PR04MB', 'AM0PR04MB', 'DB8PR04MB'])}${stream.between(2000, 9899)}`
    return `<${server}${hexText(stream, 22)}@${server}.eurprd04.prod.outlook.com>`
  }
  const kind = stream.below(4)
  if (kind === 0)
    return `<CA${base64Text(stream, 14).replaceAll('/', '_')}=${base64Text(stream, 16).replaceAll('/', '_')}@mail.gmail.com>`
  if (kind === 1) return `<${guid(stream)}@az.westeurope.production.microsoft.com>`
  return `<${hexText(stream, 12).toLowerCase()}.${stream.next()}@${senderDomain}>`
}

export function message(tenant: Tenant, mailbox: Mailbox, ref: MessageRef): Message {
  const stream = streamOf(mailbox, ref)
  const internal = stream.chance(550)
  const people = tenant.people
  const domain = stream.pick(externalDomains)
  const colleague = people[stream.below(people.length)]
  const sender = internal && colleague ? colleague.upn : `${hexText(stream, 5).toLowerCase()}@${domain}`
  return {
    ref,
    receivedAt: receivedAt(tenant, mailbox, ref),
    internetMessageId: internetIdOf(stream, internal, domain),
    networkMessageId: guid(stream),
    itemId: `RgAAAA${mailbox.storeKey}BwA${base64Text(stream, 26)}AAAAEMAAA${base64Text(stream, 6)}AAA`,
    immutableId: `LgAAAA${mailbox.storeKey}AQA${base64Text(stream, 26)}AAAAEMAAA${base64Text(stream, 6)}`,
    subject: subjectOf(stream.below(1000), stream.below(1000), stream.below(1000)),
    sizeBytes: stream.between(4_000, stream.chance(120) ? 900_000 : 90_000),
    sender,
    internalSender: internal,
    attachments: stream.chance(220) ? stream.between(1, 3) : 0,
    folder: folderOf(stream.at('folder')),
  }
}

/** Exchange's id of a folder: the mailbox's part, then one made of the name. */
export function folderId(tenant: Tenant, mailbox: Mailbox, name: string): string {
  const known = folders.indexOf(name as (typeof folders)[number])
  if (known >= 0 && known < 4)
    return `LgAAAA${mailbox.storeKey}AQBY8xpM8MPnRJFI1LZ3pAMJAAAAAAE${'MJPK'[known]}AAAB`
  return `LgAAAA${mailbox.storeKey}AQBY8xpM8MPnRJFI1LZ3pAMJAA${base64Text(tenant.stream.at('folder', mailbox.index, name), 6)}AAAB`
}

/** Up to `count` distinct messages that had arrived by `at`, most of them from the last `backDays` days. */
export function recentMessages(
  tenant: Tenant,
  mailbox: Mailbox,
  stream: Stream,
  want: { readonly at: number; readonly count: number; readonly backDays: number },
): MessageRef[] {
  const today = Math.floor((want.at - tenant.start + mailbox.site.offsetMinutes * minute) / day)
  const refs = new Set<MessageRef>()
  for (let tries = 0; refs.size < want.count && tries < want.count * 4; tries++) {
    const near = stream.chance(700)
    const dayIndex = today - (near ? stream.below(2) : stream.below(want.backDays) + 1)
    const count = receivedCount(tenant, mailbox, dayIndex)
    if (count === 0) continue
    const ref = dayIndex * perDay + stream.below(count)
    if (receivedAt(tenant, mailbox, ref) < want.at) refs.add(ref)
  }
  return [...refs].sort((a, b) => a - b)
}

/** Every message the mailbox received on one day. */
export function messagesOfDay(tenant: Tenant, mailbox: Mailbox, dayIndex: number): MessageRef[] {
  const count = receivedCount(tenant, mailbox, dayIndex)
  return Array.from({ length: count }, (_, n) => dayIndex * perDay + n)
}
