import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalTables } from '@bigyellowtaxi/records'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ingest } from './ingest/ingest.js'
import { createWorkspace, openEngine, openWorkspace } from './workspace.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const small = { threads: 1, memoryBytes: 2 ** 28 }
const bytes = (text: string) =>
  (async function* () {
    yield new TextEncoder().encode(text)
  })()

describe('a workspace', () => {
  it('has every canonical table, typed and empty, before anything is ingested', async () => {
    const engine = await openEngine(await createWorkspace(join(folder, 'w')), small)
    for (const table of Object.values(canonicalTables)) {
      const { columns, rows } = await engine.query(`SELECT * FROM ${table.name}`)
      expect(rows).toEqual([])
      expect(columns.map((column) => column.name)).toEqual([
        ...table.columns.map((column) => column.name),
        'batch',
        'line',
        'sightings',
        'raw',
        'doc',
      ])
    }
    for (const view of ['indicator', 'batches', 'rejects', 'variants'])
      expect((await engine.query(`SELECT * FROM ${view}`)).rows).toEqual([])
    await engine.close()
  })

  it('is not found where there is none', async () => {
    await expect(openWorkspace(folder)).rejects.toMatchObject({ code: 'LAKE101' })
  })

  it('does not take over a folder of other files', async () => {
    await writeFile(join(folder, 'evidence.csv'), 'a')
    await expect(createWorkspace(folder)).rejects.toMatchObject({ code: 'LAKE102' })
  })

  it('of an older format is refused with what to do', async () => {
    const workspace = await createWorkspace(join(folder, 'w'))
    const marker = join(workspace.folder, 'workspace.json')
    await writeFile(marker, JSON.stringify({ kind: 'big-yellow-taxi workspace', format: 1 }))
    await expect(openWorkspace(workspace.folder)).rejects.toMatchObject({
      code: 'LAKE102',
      message: expect.stringContaining('older version'),
    })
  })

  it('answers with what was ingested', async () => {
    const workspace = await createWorkspace(join(folder, 'w'))
    const record = {
      CreationTime: '2024-02-01T16:07:34',
      Id: '11111111-0000-4000-8000-000000000001',
      Operation: 'MailItemsAccessed',
      OrganizationId: 'AAAAAAAA-0000-4000-8000-000000000001',
      RecordType: 50,
      Workload: 'Exchange',
      UserId: 'Ada@fabrikam.example',
      UserType: 0,
      UserKey: 'k',
      ClientIPAddress: '[2603:10A6::13]:443',
      OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
      MailboxOwnerUPN: 'Ada@fabrikam.example',
      Folders: [{ Id: 'f', Path: '\\Inbox', FolderItems: [{ InternetMessageId: '<A@b>' }] }],
    }
    const report = await ingest(
      workspace,
      [
        {
          path: 'a.ndjson',
          open: () => bytes(`${JSON.stringify(record)}\n${JSON.stringify(record)}\nnot json\n`),
        },
      ],
      small,
    )
    expect(report).toMatchObject({
      files: [
        { path: 'a.ndjson', rows: 3, records: 1, duplicates: 1, rejects: 1, from: '2024-02-01T16:07:34Z' },
      ],
      totals: { rows: 3, records: 1, distinct: 1, duplicates: 1, rejects: 1 },
    })
    const engine = await openEngine(workspace, small)
    const { rows } = await engine.query(
      'SELECT Id, CreationTime, Mailbox, IP, MailAccessType, Folders, sightings, line, raw FROM audit',
    )
    expect(rows).toMatchObject([
      {
        Id: record.Id,
        CreationTime: '2024-02-01T16:07:34Z',
        Mailbox: 'ada@fabrikam.example',
        IP: '2603:10a6::13',
        MailAccessType: 'Bind',
        Folders: [{ Path: '\\Inbox', FolderItems: [{ InternetMessageId: '<A@b>' }] }],
        sightings: 2,
        line: 1,
        raw: JSON.stringify(record),
      },
    ])
    expect((await engine.query('SELECT * FROM indicator ORDER BY kind, value')).rows).toMatchObject([
      { kind: 'address', value: 'ada@fabrikam.example', table_name: 'audit', Id: record.Id },
      { kind: 'guid', value: record.Id },
      { kind: 'ip', value: '2603:10a6::13' },
      { kind: 'message-id', value: '<A@b>' },
    ])
    expect((await engine.query('SELECT * FROM rejects')).rows).toMatchObject([
      { path: 'a.ndjson', line: 3, code: 'ING201', text: 'not json' },
    ])
    expect((await engine.query('SELECT path, records, tables FROM batches')).rows).toEqual([
      { path: 'a.ndjson', records: 1, tables: { audit: 2 } },
    ])
    await engine.close()
  })
})
