import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/**
 * Audit events to measure with: seeded, varied, in the sizes and proportions of a mail-heavy tenant (about 2 KB
 * an event). Ids repeat their long constant beginnings as Exchange's do, sessions and addresses belong to
 * people, times rise: a compressor and a dictionary find in them what they find in real logs, and no more.
 */

/** mulberry32: small, fast, and without the short cycles of a linear generator. */
function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function sources(seed) {
  const next = random(seed)
  const below = (n) => Math.floor(next() * n)
  const pick = (list) => list[below(list.length)]
  const hex = (digits) => {
    let text = ''
    for (; text.length < digits; ) text += ((next() * 0x100000000) >>> 0).toString(16).padStart(8, '0')
    return text.slice(0, digits)
  }
  const letters = (length) => {
    let text = ''
    for (let i = 0; i < length; i++) text += base64[below(64)]
    return text
  }
  const guid = () => {
    const h = hex(32)
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`
  }
  return { next, below, pick, hex, letters, guid }
}

const clients = [
  [
    'Client=OWA;Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36;',
    '00000002-0000-0ff1-ce00-000000000000',
  ],
  ['Client=MSExchangeRPC', '00000002-0000-0ff1-ce00-000000000000'],
  ['Client=REST;Client=RESTSystem;;', '8a18aa92-0a1e-4e06-abd0-e118fa4787b1'],
  ['Client=REST;;', '13937bba-652e-4c46-b222-3003f4d1ff97'],
  ['Client=OutlookService;Outlook-iOS/2.0;', '27922004-5251-4030-b22d-91ecd9a37ea4'],
  [
    'Client=WebServices;ExchangeWebServicesProxy/CrossSite/EXCH/15.20.7249.024/AppleExchangeWebServices/814.80.3;',
    'f8d98a96-0999-43f5-8af3-69971c7bb423',
  ],
  ['Client=ActiveSync;UserAgent=Apple-iPhone13C2/2007.50;', 'f8d98a96-0999-43f5-8af3-69971c7bb423'],
]
const folderNames = [
  'Inbox',
  'Sent Items',
  'Drafts',
  'Archive',
  'Deleted Items',
  'Projects',
  'Invoices',
  'Travel',
]
const words = [
  'plan',
  'invoice',
  'review',
  'quarter',
  'meeting',
  'draft',
  'update',
  'contract',
  'minutes',
  'budget',
  'visit',
  'offer',
  'notes',
  'schedule',
  'report',
]

/** The tenant the events happen in: people with mailboxes, folders, addresses and habits. */
function makeTenant(s, mailboxes) {
  const organization = s.guid()
  const people = Array.from({ length: mailboxes }, (_, i) => {
    const mailbox = s.letters(44)
    return {
      upn: `person${i}@fabrikam.example`,
      sid: `S-1-5-21-${1000000000 + s.below(999999999)}-${1000000000 + s.below(999999999)}-${s.below(99999999)}`,
      puid: `1003${s.hex(12).toUpperCase()}`,
      oid: s.guid(),
      mailboxGuid: s.guid(),
      addresses: Array.from({ length: 3 }, (_, n) =>
        n === 2
          ? `2603:10a6:${s.hex(3)}:${s.hex(3)}::${s.below(99)}`
          : `${n ? '198.51' : '203.0'}.${s.below(256)}.${s.below(256)}${s.below(3) ? '' : `:${1024 + s.below(60000)}`}`,
      ),
      folders: folderNames.map((name) => ({
        Id: `LgAAAAB${mailbox}AQ${s.letters(38)}AAAAAAEMAAAB`,
        Path: `\\${name}`,
      })),
      itemPrefix: `RgAAAAB${mailbox}BwA${s.letters(36)}AAAAAAEMAAB`,
      client: s.pick(clients),
      server: `${s.pick(['AM0', 'VI1', 'DB8', 'PAX'])}PR0${1 + s.below(9)}MB${1000 + s.below(8999)} (15.20.${7000 + s.below(900)}.0${10 + s.below(30)})\r\n`,
      session: s.guid(),
      token: s.letters(22),
      issued: 0,
    }
  })
  return { organization, people }
}

const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19)

function common(s, t, person, at, operation, recordType, workload) {
  return {
    CreationTime: iso(at),
    Id: s.guid(),
    Operation: operation,
    OrganizationId: t.organization,
    RecordType: recordType,
    ResultStatus: 'Succeeded',
    UserKey: person.puid,
    UserType: 0,
    Version: 1,
    Workload: workload,
    UserId: person.upn,
  }
}

function mailbox(s, t, person, at, operation, recordType) {
  const [client, app] = s.below(5) ? person.client : s.pick(clients)
  if (at - person.issued > 3600 + s.below(1800)) {
    person.issued = at
    person.token = s.letters(22)
    if (s.below(8) === 0) person.session = s.guid()
  }
  return {
    AppAccessContext: {
      AADSessionId: person.session,
      APIId: '00000002-0000-0ff1-ce00-000000000000',
      ClientAppId: app,
      IssuedAtTime: iso(person.issued),
      UniqueTokenId: person.token,
    },
    ...common(s, t, person, at, operation, recordType, 'Exchange'),
    AppId: app,
    ClientAppId: app,
    ClientIPAddress: s.pick(person.addresses),
    ClientInfoString: client,
    ClientRequestId: s.guid(),
    ExternalAccess: false,
    InternalLogonType: 0,
    LogonType: 0,
    LogonUserSid: person.sid,
    MailboxGuid: person.mailboxGuid,
    MailboxOwnerSid: person.sid,
    MailboxOwnerUPN: person.upn,
    OrganizationName: 'fabrikam.onmicrosoft.example',
    OriginatingServer: person.server,
    SessionId: person.session,
    TokenObjectId: person.oid,
    TokenTenantId: t.organization,
    TokenType: 'V1AppActAs',
  }
}

const messageId = (s) =>
  `<${s.pick(['AM0', 'VI1', 'DB8'])}PR04MB${1000 + s.below(8999)}${s.hex(20).toUpperCase()}@${s.pick(['AM0', 'VI1'])}PR04MB${1000 + s.below(8999)}.eurprd04.prod.outlook.example>`
const subject = (s) => `${s.pick(words)} ${s.pick(words)} ${s.pick(words)} ${s.below(1000)}`
const itemId = (s, person) => `${person.itemPrefix}${s.letters(12)}AAA`

function bind(s, t, person, at) {
  const folder = person.folders[s.below(3) ? 0 : s.below(8)]
  const items = Array.from({ length: 1 + s.below(4) }, () => ({
    ClientRequestId: s.guid(),
    Id: itemId(s, person),
    ImmutableId: `LgAAAAD${s.letters(12)}${person.itemPrefix.slice(7, 40)}AAA`,
    InternetMessageId: messageId(s),
    SizeInBytes: 3000 + s.below(90000),
  }))
  return {
    ...mailbox(s, t, person, at, 'MailItemsAccessed', 50),
    OperationProperties: [
      { Name: 'MailAccessType', Value: 'Bind' },
      { Name: 'IsThrottled', Value: s.below(2000) ? 'False' : 'True' },
    ],
    Folders: [{ ...folder, FolderItems: items }],
    OperationCount: items.length,
  }
}

function sync(s, t, person, at) {
  const folder = s.pick(person.folders)
  return {
    ...mailbox(s, t, person, at, 'MailItemsAccessed', 2),
    Item: { Id: folder.Id, ParentFolder: { Id: folder.Id, Name: folder.Path.slice(1), Path: folder.Path } },
    OperationProperties: [
      { Name: 'MailAccessType', Value: 'Sync' },
      { Name: 'IsThrottled', Value: 'False' },
    ],
  }
}

function item(s, t, person, at) {
  const operation = s.pick(['Send', 'Create', 'Update'])
  return {
    ...mailbox(s, t, person, at, operation, 2),
    Item: {
      Attachments: s.below(3) ? undefined : `${s.pick(words)}.pdf (${s.below(900000)}b)`,
      Id: itemId(s, person),
      InternetMessageId: messageId(s),
      IsRecord: false,
      ParentFolder: person.folders[s.below(8)],
      SizeInBytes: 2000 + s.below(500000),
      Subject: subject(s),
    },
    SaveToSentItems: operation === 'Send' ? true : undefined,
  }
}

function group(s, t, person, at) {
  return {
    ...mailbox(s, t, person, at, s.pick(['MoveToDeletedItems', 'SoftDelete', 'HardDelete', 'Move']), 3),
    AffectedItems: Array.from({ length: 1 + s.below(4) }, () => ({
      Id: itemId(s, person),
      InternetMessageId: messageId(s),
      ParentFolder: person.folders[0],
      Subject: subject(s),
    })),
    CrossMailboxOperations: false,
    DestFolder: person.folders[4],
    Folder: person.folders[0],
  }
}

function login(s, t, person, at) {
  const request = s.guid()
  return {
    ...common(s, t, person, at, s.below(12) ? 'UserLoggedIn' : 'UserLoginFailed', 15, 'AzureActiveDirectory'),
    Id: request,
    ResultStatus: 'Success',
    ObjectId: '00000002-0000-0ff1-ce00-000000000000',
    ClientIP: s.pick(person.addresses),
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      { Name: 'ResultStatusDetail', Value: 'Success' },
      {
        Name: 'UserAgent',
        Value:
          'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
      },
      { Name: 'UserAuthenticationMethod', Value: '1' },
      { Name: 'RequestType', Value: s.pick(['OAuth2:Authorize', 'OAuth2:Token', 'Login:login']) },
      { Name: 'KeepMeSignedIn', Value: 'false' },
    ],
    ModifiedProperties: [],
    Actor: [
      { ID: person.oid, Type: 0 },
      { ID: person.upn, Type: 5 },
    ],
    ActorContextId: t.organization,
    ActorIpAddress: person.addresses[0],
    InterSystemsId: s.guid(),
    IntraSystemId: request,
    SupportTicketId: '',
    Target: [{ ID: '00000002-0000-0ff1-ce00-000000000000', Type: 0 }],
    TargetContextId: t.organization,
    ApplicationId: person.client[1],
    DeviceProperties: [
      { Name: 'OS', Value: 'Windows10' },
      { Name: 'BrowserType', Value: 'Chrome' },
      { Name: 'IsCompliant', Value: 'True' },
      { Name: 'IsCompliantAndManaged', Value: 'True' },
      { Name: 'SessionId', Value: person.session },
    ],
    ErrorNumber: '0',
  }
}

function admin(s, t, person, at) {
  return {
    ...common(
      s,
      t,
      person,
      at,
      s.pick(['Set-Mailbox', 'New-InboxRule', 'Add-MailboxPermission', 'Set-CASMailbox']),
      1,
      'Exchange',
    ),
    ResultStatus: 'True',
    ObjectId: `EURPR04A001.PROD.OUTLOOK.EXAMPLE/Microsoft Exchange Hosted Organizations/fabrikam.onmicrosoft.example/${s.pick(t.people).oid}`,
    ClientIP: s.pick(person.addresses),
    ExternalAccess: false,
    OrganizationName: 'fabrikam.onmicrosoft.example',
    OriginatingServer: person.server,
    Parameters: [
      { Name: 'Identity', Value: s.pick(t.people).upn },
      { Name: 'Name', Value: subject(s) },
      { Name: 'User', Value: s.pick(t.people).upn },
      { Name: 'AccessRights', Value: 'FullAccess' },
    ],
    SessionId: person.session,
  }
}

/** Share of each kind in a hundred. */
const mix = [
  [56, bind],
  [6, sync],
  [10, item],
  [8, group],
  [17, login],
  [3, admin],
]
const kinds = mix.flatMap(([share, make]) => Array.from({ length: share }, () => make))

/** Writes `count` events as NDJSON, one a line, in the form the Management Activity API delivers them. */
export async function writeEvents(path, count, { seed = 1, mailboxes = 4000 } = {}) {
  const s = sources(seed)
  const t = makeTenant(s, mailboxes)
  const out = createWriteStream(path, { highWaterMark: 1 << 22 })
  const start = Date.UTC(2026, 0, 5) / 1000
  let block = ''
  let bytes = 0
  for (let i = 0; i < count; i++) {
    // a few mailboxes are much busier than the rest
    const person = t.people[Math.floor(s.next() ** 2 * mailboxes)]
    block += `${JSON.stringify(s.pick(kinds)(s, t, person, start + Math.floor((i * 2_592_000) / count)))}\n`
    if (block.length > 1 << 20 || i === count - 1) {
      bytes += block.length
      if (!out.write(block)) await once(out, 'drain')
      block = ''
    }
  }
  out.end()
  await once(out, 'close')
  return { path, count, bytes, tenant: t }
}
