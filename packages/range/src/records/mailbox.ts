import { plainTime } from '../clock.js'
import { guid } from '../guid.js'
import type { AuditRecord, Emit } from '../happening.js'
import { Stream } from '../random.js'
import type { Token } from '../session.js'
import { type App, apps } from '../world/apps.js'
import { folderId, type Message, type MessageRef, message } from '../world/messages.js'
import type { Mailbox } from '../world/person.js'
import type { Tenant } from '../world/tenant.js'

/** How Exchange saw the caller: what tells one context from another in the log. */
export interface Caller {
  /** Who acts, when it is not the owner. */
  readonly actor?: Mailbox
  /** 0 a person, 5 an application, 6 a service principal. */
  readonly userType?: number
  /** UserId where no person acts. */
  readonly actorId?: string
  readonly logonType: 0 | 1 | 2
  readonly clientInfo: string
  readonly ip: string
  readonly appId?: string
  readonly clientAppId?: string
  /** Entra's session, or Exchange's own one for MAPI; absent in what services do. */
  readonly sessionId?: string
  /** Absent where the record carries no token. */
  readonly token?: Token
  readonly tokenType?: string
  readonly process?: { readonly name: string; readonly version: string }
  readonly deviceId?: string
  /** The API the app came through; Graph's id when it came through Graph. */
  readonly apiId?: string
  /** Exempt from auditing: nothing of what this caller does is written. */
  readonly exempt?: boolean
}

export interface MailboxEvent {
  readonly tenant: Tenant
  readonly owner: Mailbox
  readonly caller: Caller
  readonly time: number
  readonly id: string
  readonly operation: string
  readonly recordType: number
}

/** AppAccessContext as the linkable-identifiers documentation spells it. */
function accessContext(caller: Caller, id: string): Record<string, unknown> | undefined {
  const { token } = caller
  if (!token) return undefined
  return {
    ...(token.sessionId ? { AADSessionId: token.sessionId } : {}),
    APIId: caller.apiId ?? token.resource.id,
    ClientAppId: caller.clientAppId ?? token.clientApp.id,
    ClientAppName: token.clientApp.name,
    CorrelationId: guid(Stream.seeded(id)),
    IssuedAtTime: plainTime(token.issuedAt),
    UniqueTokenId: token.uti,
  }
}

/**
 * The fields every mailbox record has, in the order Exchange writes them; `detail` follows. Assigned one by one
 * because this runs for every record of the tenant and object spreads cost a third of the whole run.
 */
export function mailboxRecord(event: MailboxEvent, detail: Readonly<Record<string, unknown>>): AuditRecord {
  const { tenant, owner, caller } = event
  const record: Record<string, unknown> = {}
  const context = accessContext(caller, event.id)
  if (context) record.AppAccessContext = context
  record.CreationTime = plainTime(event.time)
  record.Id = event.id
  record.Operation = event.operation
  record.OrganizationId = tenant.id
  record.RecordType = event.recordType
  record.ResultStatus = 'Succeeded'
  record.UserKey = caller.actorId ?? (caller.actor ?? owner).puid
  record.UserType = caller.userType ?? 0
  record.Version = 1
  record.Workload = 'Exchange'
  if (event.recordType !== 50) record.ClientIP = caller.ip
  record.UserId = caller.actorId ?? (caller.actor ?? owner).upn
  addClient(record, caller)
  addOwner(record, event)
  if (caller.sessionId) record.SessionId = caller.sessionId
  if (caller.token) {
    const service = caller.token.clientApp.servicePrincipalId ?? ''
    record.TokenObjectId = caller.actorId === undefined ? (caller.actor ?? owner).objectId : service
    record.TokenTenantId = tenant.id
  }
  record.TokenType = caller.tokenType ?? (caller.process ? 'None' : 'V1AppActAs')
  for (const key in detail) record[key] = detail[key]
  return record
}

function addClient(record: Record<string, unknown>, caller: Caller): void {
  if (caller.appId !== undefined) record.AppId = caller.appId
  if (caller.token || caller.deviceId) record.AuthType = 'Bearer'
  if (caller.deviceId) record.DeviceId = caller.deviceId
  if (caller.clientAppId !== undefined) record.ClientAppId = caller.clientAppId
  record.ClientIPAddress = caller.ip
  record.ClientInfoString = caller.clientInfo
  if (!caller.process) return
  record.ActorInfoString = `${caller.process.name}/${caller.process.version}`
  record.ClientProcessName = caller.process.name
  record.ClientVersion = caller.process.version
}

function addOwner(record: Record<string, unknown>, { tenant, owner, caller }: MailboxEvent): void {
  record.ExternalAccess = false
  record.InternalLogonType = 0
  record.LogonType = caller.logonType
  record.LogonUserSid = caller.actorId === undefined ? (caller.actor ?? owner).securityId : 'S-1-5-18'
  record.MailboxGuid = owner.guid
  record.MailboxOwnerSid = owner.securityId
  record.MailboxOwnerUPN = owner.upn
  record.OrganizationName = tenant.organizationName
  record.OriginatingServer = `${owner.server} (15.20.8534.0${20 + (owner.index % 40)})\r\n`
}

/** Exchange does not promise an order, and readers that count on one must fail here. */
const properties = (access: 'Bind' | 'Sync', throttled: boolean, id: string) => {
  const list = [
    { Name: 'MailAccessType', Value: access },
    { Name: 'IsThrottled', Value: throttled ? 'True' : 'False' },
  ]
  return id.charCodeAt(0) % 8 === 0 ? list.reverse() : list
}

/** Items per folder, in the order first seen. */
function byFolder(messages: readonly Message[]): Map<string, Message[]> {
  const groups = new Map<string, Message[]>()
  for (const item of messages) groups.set(item.folder, [...(groups.get(item.folder) ?? []), item])
  return groups
}

export interface ReadSpec {
  readonly tenant: Tenant
  readonly owner: Mailbox
  readonly caller: Caller
  readonly time: number
  readonly id: string
}

/** One aggregated MailItemsAccessed record: messages opened within two minutes in one context. */
export function emitBind(spec: ReadSpec, refs: readonly MessageRef[], emit: Emit, throttled = false): void {
  if (refs.length === 0) return
  const event = { ...spec, operation: 'MailItemsAccessed', recordType: 50 }
  emit({
    kind: 'audit',
    id: spec.id,
    time: spec.time,
    mailbox: spec.owner,
    operation: event.operation,
    recordType: 50,
    ...(spec.caller.exempt ? { withheld: true } : {}),
    build: () => {
      const messages = refs.map((ref) => message(spec.tenant, spec.owner, ref))
      return mailboxRecord(event, {
        OperationProperties: properties('Bind', throttled, spec.id),
        Folders: [...byFolder(messages)].map(([name, items]) => ({
          FolderItems: items.map((item) => ({
            CreationTime: plainTime(item.receivedAt),
            Id: item.itemId,
            InternetMessageId: item.internetMessageId,
            SizeInBytes: item.sizeBytes,
          })),
          Id: folderId(spec.tenant, spec.owner, name),
          Path: `\\${name}`,
        })),
        OperationCount: refs.length,
      })
    },
  })
}

/** One Sync: a folder was downloaded. Exchange writes it as an item record (RecordType 2) with the folder in Item. */
export function emitSync(spec: ReadSpec, folder: string, emit: Emit): void {
  const event = { ...spec, operation: 'MailItemsAccessed', recordType: 2 }
  emit({
    kind: 'audit',
    id: spec.id,
    time: spec.time,
    mailbox: spec.owner,
    operation: event.operation,
    recordType: 2,
    build: () => {
      const id = folderId(spec.tenant, spec.owner, folder)
      return mailboxRecord(event, {
        OperationProperties: properties('Sync', false, spec.id),
        Item: { Id: id, ParentFolder: { Id: id, Name: folder, Path: `\\${folder}` } },
      })
    },
  })
}

/** Any other mailbox operation. */
export function emitMailbox(
  spec: ReadSpec & { readonly operation: string; readonly recordType: number },
  emit: Emit,
  detail: () => Readonly<Record<string, unknown>>,
): void {
  emit({
    kind: 'audit',
    id: spec.id,
    time: spec.time,
    mailbox: spec.owner,
    operation: spec.operation,
    recordType: spec.recordType,
    build: () => mailboxRecord(spec, detail()),
  })
}

/** OWA exchanged its token for one of another resource (RecordType 275, the call Storm-0558 renewed its tokens with). */
export function emitOwaToken(
  spec: ReadSpec & { readonly uti: string; readonly resourceUrl: string },
  emit: Emit,
): void {
  emit({
    kind: 'audit',
    id: spec.id,
    time: spec.time,
    mailbox: spec.owner,
    operation: 'GetAccessTokenForResource',
    recordType: 275,
    build: () => ({
      CreationTime: plainTime(spec.time),
      Id: spec.id,
      Operation: 'GetAccessTokenForResource',
      OrganizationId: spec.tenant.id,
      RecordType: 275,
      ResultStatus: 'Success',
      UserKey: spec.owner.puid,
      UserType: 0,
      Version: 1,
      Workload: 'Exchange',
      ClientIP: spec.caller.ip,
      ObjectId: spec.resourceUrl,
      UserId: spec.owner.upn,
      ...(spec.caller.sessionId ? { SessionId: spec.caller.sessionId } : {}),
      ResourceURL: spec.resourceUrl,
      UniqueTokenIdentifier: spec.uti,
    }),
  })
}

export const nativeApp = (app: App): { appId: string; clientAppId: string } => ({
  appId: app.id,
  clientAppId: app.id,
})

export const throughGraph = (app: App): { appId: string; clientAppId: string; apiId: string } => ({
  appId: apps.graph.id,
  clientAppId: app.id,
  apiId: apps.graph.id,
})
