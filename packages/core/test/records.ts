import type { Document } from './lake.js'

/** Record builders after the documented schema, shared by tests. Each says only what the test is about. */
export const tenant = '11111111-1111-4111-8111-111111111111'
export const owner = 'ceo@contoso.example'

let serial = 0
/** A fresh GUID; the order of calls is all it depends on. */
export function id(): string {
  serial += 1
  return `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`
}

export interface ReadOptions {
  readonly at: string
  readonly mailbox?: string
  readonly user?: string
  readonly messages?: readonly string[]
  readonly folder?: string
  readonly ip?: string
  readonly client?: string
  readonly session?: string
  readonly token?: string
  readonly issued?: string
  readonly app?: string
  readonly throttled?: boolean
  readonly more?: Document
}

const base = ({
  at,
  mailbox = owner,
  user = mailbox,
  ip = '198.51.100.7',
  client,
  session,
}: ReadOptions): Document => ({
  Id: id(),
  CreationTime: at,
  OrganizationId: tenant,
  Workload: 'Exchange',
  UserType: 0,
  UserId: user,
  MailboxOwnerUPN: mailbox,
  LogonType: user === mailbox ? 0 : 2,
  ClientIPAddress: ip,
  ClientInfoString: client ?? 'Client=OWA;Action=ViaProxy',
  ...(session ? { SessionId: session } : {}),
})

const accessContext = ({ token, session, issued }: ReadOptions): Document =>
  token || issued
    ? { AppAccessContext: { UniqueTokenId: token, AADSessionId: session, IssuedAtTime: issued } }
    : {}

const properties = (kind: string, throttled = false): readonly Document[] => [
  { Name: 'IsThrottled', Value: throttled ? 'True' : 'False' },
  { Name: 'MailAccessType', Value: kind },
]

export const bind = (options: ReadOptions): Document => ({
  ...base(options),
  ...accessContext(options),
  ...(options.app ? { AppId: options.app, ClientAppId: options.app } : {}),
  Operation: 'MailItemsAccessed',
  RecordType: 50,
  OperationProperties: properties('Bind', options.throttled),
  OperationCount: options.messages?.length ?? 1,
  Folders: [
    {
      Id: 'inbox-id',
      Path: options.folder ?? '\\Inbox',
      FolderItems: (options.messages ?? ['<one@contoso.example>']).map((message) => ({
        Id: `item-${message}`,
        InternetMessageId: message,
        SizeInBytes: 1000,
      })),
    },
  ],
  ...options.more,
})

/** Sync as it is written in practice: RecordType 2, the folder in Item.ParentFolder. */
export const sync = (options: ReadOptions): Document => ({
  ...base(options),
  ...accessContext(options),
  Operation: 'MailItemsAccessed',
  RecordType: 2,
  OperationProperties: properties('Sync'),
  Item: { ParentFolder: { Id: `id-${options.folder ?? 'inbox'}`, Path: options.folder ?? '\\Inbox' } },
  ...options.more,
})

/** Sync in the other shape: RecordType 50, folders without items. */
export const syncOfFolders = (options: ReadOptions, folders: readonly string[]): Document => ({
  ...base(options),
  Operation: 'MailItemsAccessed',
  RecordType: 50,
  OperationProperties: properties('Sync'),
  Folders: folders.map((path) => ({ Id: `id-${path}`, Path: path })),
})

export const attachmentAccess = (options: ReadOptions, item: string): Document => ({
  ...base(options),
  Operation: 'AttachmentAccess',
  RecordType: 50,
  Messages: [{ Id: item, Path: '\\Inbox', MessageItems: [{ Id: 'attachment-1', SizeInBytes: 5000 }] }],
})

export const send = (options: ReadOptions, message: string, subject: string): Document => ({
  ...base(options),
  Operation: 'Send',
  RecordType: 2,
  Item: { Id: `item-${message}`, InternetMessageId: message, Subject: subject },
})

export const admin = (
  at: string,
  operation: string,
  parameters: Readonly<Record<string, string>>,
  user = 'admin@contoso.example',
): Document => ({
  Id: id(),
  CreationTime: at,
  OrganizationId: tenant,
  Workload: 'Exchange',
  RecordType: 1,
  UserType: 2,
  Operation: operation,
  ResultStatus: 'True',
  UserId: user,
  ClientIP: '198.51.100.20:1234',
  Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
})

export const userLoggedIn = (at: string, user = owner, more: Document = {}): Document => ({
  Id: id(),
  CreationTime: at,
  OrganizationId: tenant,
  Workload: 'AzureActiveDirectory',
  RecordType: 15,
  UserType: 0,
  Operation: 'UserLoggedIn',
  UserId: user,
  ClientIP: '198.51.100.7',
  ...more,
})

export const signIn = (at: string, more: Document = {}): Document => ({
  Id: id(),
  Kind: 'nonInteractive',
  CreatedDateTime: at,
  ResourceTenantId: tenant,
  UserPrincipalName: owner,
  IPAddress: '198.51.100.7',
  ResultType: '0',
  ...more,
})

export const delivered = (message: string, at: string, more: Document = {}): Document => ({
  EventId: id(),
  Source: 'EmailEvents',
  Timestamp: at,
  OrganizationId: tenant,
  InternetMessageId: message,
  Subject: `about ${message}`,
  SenderFromAddress: 'someone@fabrikam.example',
  RecipientEmailAddress: owner,
  EmailDirection: 'Inbound',
  ...more,
})

/** Days of ordinary life: the owner reads, sends and signs in, so that the log is complete around a test's story. */
export function ordinaryDays(first: string, days: number, mailbox = owner): readonly Document[] {
  return Array.from({ length: days }, (_, i) => {
    const day = new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10)
    return [
      userLoggedIn(`${day}T08:00:00`, mailbox),
      bind({ at: `${day}T09:00:00`, mailbox, messages: [`<own-${i}@contoso.example>`] }),
      send({ at: `${day}T10:00:00`, mailbox }, `<sent-${i}@contoso.example>`, 'my own'),
    ]
  }).flat()
}
