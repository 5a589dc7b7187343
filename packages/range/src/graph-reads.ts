import { guid } from './guid.js'
import type { Emit } from './happening.js'
import type { Stream } from './random.js'
import type { Reader } from './reader.js'
import { type Caller, emitMailbox, throughGraph } from './records/mailbox.js'
import type { Token } from './session.js'
import { type MessageRef, message } from './world/messages.js'
import type { Mailbox } from './world/person.js'
import type { Address } from './world/place.js'
import type { Tenant } from './world/tenant.js'

export interface GraphRead {
  readonly tenant: Tenant
  readonly emit: Emit
  readonly stream: Stream
  readonly owner: Mailbox
  readonly reader: Reader
  readonly token: Token
  readonly address: Address
  readonly at: number
  readonly refs: readonly MessageRef[]
  readonly userAgent: string
  /** The app acts as itself, not for the person. */
  readonly asService?: boolean
  readonly scopes?: string
  readonly roles?: string
  readonly withAttachments?: boolean
}

/** An app opens messages through Microsoft Graph: the requests, the mailbox record, the attachments. */
export function readThroughGraph(read: GraphRead): void {
  const { tenant, emit, stream, owner, at } = read
  if (read.refs.length === 0) return
  const root = read.asService
    ? `https://graph.microsoft.com/v1.0/users/${owner.objectId}`
    : 'https://graph.microsoft.com/v1.0/me'
  request(read, at - 1000, `${root}/mailFolders/inbox/messages?$top=${read.refs.length}`, 40_000)
  for (const [n, ref] of read.refs.slice(0, 3).entries())
    request(
      read,
      at + n * 700,
      `${root}/messages/${encodeURIComponent(message(tenant, owner, ref).itemId)}`,
      22_000,
    )
  const caller = graphCaller(read)
  read.reader.bind(caller, at, read.refs)
  if (!read.withAttachments) return
  const ref = read.refs[0] as MessageRef
  const id = guid(stream)
  emitMailbox(
    { tenant, owner, caller, time: at + 5000, id, operation: 'AttachmentAccess', recordType: 50 },
    emit,
    () => {
      const item = message(tenant, owner, ref)
      return {
        Messages: [
          {
            Id: item.itemId,
            MessageItems: [{ Id: `${item.itemId}AAABEgAQ`, SizeInBytes: Math.floor(item.sizeBytes / 2) }],
            Path: `\\${item.folder}`,
          },
        ],
        OperationCount: 1,
      }
    },
  )
  const item = message(tenant, owner, ref)
  request(read, at + 5000, `${root}/messages/${encodeURIComponent(item.itemId)}/attachments`, 300_000)
}

function graphCaller(read: GraphRead): Caller {
  const { token } = read
  const service = read.asService
    ? {
        actorId: token.clientApp.servicePrincipalId ?? token.clientApp.id,
        userType: 5,
        logonType: 1 as const,
      }
    : { logonType: 0 as const }
  return {
    ...service,
    clientInfo: 'Client=REST;;',
    ip: read.address.ip,
    ...throughGraph(token.clientApp),
    ...(token.sessionId ? { sessionId: token.sessionId } : {}),
    token,
  }
}

function request(read: GraphRead, time: number, uri: string, sizeBytes: number): void {
  const { token, stream, emit, owner, address } = read
  const id = guid(stream)
  const size = Math.floor(sizeBytes / 2) + stream.below(sizeBytes)
  emit({
    kind: 'graph',
    id,
    time,
    build: () => ({
      id,
      time,
      app: token.clientApp,
      ...(read.asService ? {} : { user: owner }),
      ip: address.ip,
      network: address.network,
      method: 'GET',
      uri,
      status: 200,
      sizeBytes: size,
      userAgent: read.userAgent,
      ...(token.sessionId ? { sessionId: token.sessionId } : {}),
      uti: token.uti,
      issuedAt: token.issuedAt,
      scopes: read.asService ? '' : (read.scopes ?? 'Mail.Read User.Read'),
      roles: read.asService ? (read.roles ?? 'Mail.Read') : '',
    }),
  })
}
