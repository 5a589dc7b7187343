import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  createWorkspace,
  type DuckDbEngine,
  type Engine,
  ingest,
  openEngine,
  refreshEngine,
  type Workspace,
} from '@bigyellowtaxi/lake'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everything, type Scope } from '../scope.js'
import { readLedger } from './ledger.js'

const ceo = 'ceo@contoso.com'
const guid = '11111111-0000-4000-8000-000000000001'
let serial = 0

function record(operation: string, more: object, owner: string = ceo): object {
  serial++
  return {
    Id: `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    CreationTime: new Date(Date.UTC(2026, 2, 1, serial)).toISOString().slice(0, 19),
    Operation: operation,
    OrganizationId: '22222222-0000-4000-8000-000000000002',
    RecordType: 50,
    UserType: 0,
    UserId: owner,
    Workload: 'Exchange',
    MailboxOwnerUPN: owner,
    MailboxGuid: owner === ceo ? guid : '11111111-0000-4000-8000-000000000003',
    ClientIPAddress: serial % 2 ? '203.0.113.7' : '198.51.100.9',
    SessionId: serial % 2 ? 'session-a' : 'session-b',
    ClientInfoString: 'Client=OWA;x',
    ...more,
  }
}

const access = (type: string, throttled = 'False') => ({
  OperationProperties: [
    { Name: 'MailAccessType', Value: type },
    { Name: 'IsThrottled', Value: throttled },
  ],
})
const bind = (message: string) => ({
  ...access('Bind'),
  Folders: [
    {
      Id: 'F1',
      Path: '\\Inbox',
      FolderItems: [{ Id: `item-${message}`, InternetMessageId: `<${message}@contoso.com>` }],
    },
  ],
})

const records = [
  ...['m1', 'm2', 'm3'].map((message) => record('MailItemsAccessed', bind(message))),
  record('MailItemsAccessed', {
    ...access('Sync'),
    RecordType: 2,
    Item: { ParentFolder: { Id: 'F'.repeat(50), Name: 'Archive', Path: 'Not Available' } },
  }),
  record('MailItemsAccessed', { ...access('Sync', 'True'), Folders: [{ Id: 'F1', Path: '\\Inbox' }] }),
  record('AttachmentAccess', { Messages: [{ Id: 'item-m2', Path: '\\Inbox' }] }),
  record('Send', {
    Item: { InternetMessageId: '<m9@contoso.com>', Subject: 'sent', ParentFolder: { Path: '\\Drafts' } },
  }),
  record('MailItemsAccessed', bind('m4'), 'other@contoso.com'),
  record('Set-Mailbox', {
    MailboxOwnerUPN: undefined,
    MailboxGuid: undefined,
    Parameters: [
      { Name: 'Identity', Value: 'ceo' },
      { Name: 'AuditEnabled', Value: 'False' },
    ],
  }),
]

/** The same data, by an engine that neither narrows nor says when its data changes. */
const plain = (engine: Engine): Engine => ({
  query: (...asked) => engine.query(...asked),
  stream: (...asked) => engine.stream(...asked),
  registerFunction: (...row) => engine.registerFunction(...row),
  close: () => engine.close(),
})

describe('the ledger of few mailboxes, from records kept at hand', () => {
  let folder: string
  let workspace: Workspace
  let engine: DuckDbEngine
  const load = (name: string, rows: readonly object[]) => {
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    return ingest(workspace, [
      { path: name, sizeBytes: Buffer.byteLength(text), open: () => Readable.from([Buffer.from(text)]) },
    ])
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taxi-narrow-'))
    workspace = await createWorkspace(join(folder, 'w'))
    await load('a.ndjson', records)
    engine = await openEngine(workspace, { threads: 1 })
  })
  afterAll(async () => {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  const questions: readonly (readonly [string, Partial<Scope>])[] = [
    ['a mailbox by its address', { mailboxes: [ceo] }],
    ['a mailbox by its GUID', { mailboxes: [guid] }],
    ['one session', { sessions: ['session-a'] }],
    ['one address in a mailbox', { mailboxes: [ceo], ips: ['198.51.100.9'] }],
    ['a window', { mailboxes: [ceo], from: '2026-03-01T02:00:00Z', to: '2026-03-01T05:00:00Z' }],
    ['another tenant', { mailboxes: [ceo], tenants: ['33333333-0000-4000-8000-000000000003'] }],
    ['a mailbox nobody recorded', { mailboxes: ['nobody@contoso.com'] }],
  ]
  it.each(questions)('is the ledger from the files: %s', async (_, limits) => {
    const scope = { ...everything, ...limits }
    const fromFiles = await readLedger(plain(engine), scope)
    expect(await readLedger(engine, scope)).toEqual(fromFiles)
    expect(await readLedger(engine, scope)).toEqual(fromFiles)
  })

  it('knows what was ingested since', async () => {
    const scope = { ...everything, mailboxes: [ceo] }
    const before = await readLedger(engine, scope)
    await load('b.ndjson', [record('MailItemsAccessed', bind('m7'))])
    await refreshEngine(workspace, engine)
    const after = await readLedger(engine, scope)
    expect(after).toEqual(await readLedger(plain(engine), scope))
    expect(after.facts.tenants[0]?.records).toBe((before.facts.tenants[0]?.records ?? 0) + 1)
    expect(JSON.stringify(after.ledger)).toContain('m7@contoso.com')
  })
})
