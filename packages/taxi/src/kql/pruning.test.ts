import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkspace, type DuckDbEngine, type Input, ingest, openEngine } from '@bigyellowtaxi/lake'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileHere } from './compile-here.js'

/** What the engine says it will do with a query: which columns of the files it reads, and what it skips them by. */

const record = (number: number) => ({
  Id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  CreationTime: new Date(Date.UTC(2026, 1, 1) + number * 1_440_000).toISOString().slice(0, 19),
  Operation: number % 3 === 0 ? 'Send' : 'MailItemsAccessed',
  RecordType: 50,
  UserType: 0,
  Workload: 'Exchange',
  OrganizationId: '11111111-1111-4111-8111-111111111111',
  UserId: `person${number % 5}@contoso.example`,
  MailboxOwnerUPN: `person${number % 5}@contoso.example`,
  ClientIPAddress: `192.0.2.${number % 200}`,
})

const input: Input = {
  path: 'audit.ndjson',
  async *open() {
    for (let number = 0; number < 60; number++)
      yield new TextEncoder().encode(`${JSON.stringify(record(number))}\n`)
  },
}

let folder: string
let engine: DuckDbEngine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-pruning-'))
  const workspace = await createWorkspace(join(folder, 'case'))
  await ingest(workspace, [input])
  engine = await openEngine(workspace, { threads: 1, memoryBytes: 2 ** 28 })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** The scan of the audit log's files in the engine's plan, its lines joined. */
async function scanOf(kql: string): Promise<string> {
  const plan = await compileHere(kql, {
    now: new Date('2026-02-02T00:00:00Z'),
    present: { relations: ['audit'] },
  })
  if (!plan.ok) throw new Error(JSON.stringify(plan.errors))
  const { rows } = await engine.query(`EXPLAIN ${plan.sql}`)
  const text = String(rows[0]?.explain_value).replace(/[│\s]/g, '')
  return /READ_PARQUET.*/.exec(text)?.[0] ?? text
}

describe('a filter is told to the reader of the files', () => {
  it('time', async () => {
    const scan = await scanOf('OfficeActivity | where TimeGenerated > ago(12h) | summarize count() by UserId')
    expect(scan).toMatch(/Filters:.*CreationTime>'2026-02-0112:00:00'/)
  })

  it('operation, under both names', async () => {
    for (const kql of [
      'OfficeActivity | where Operation == "Send" | summarize count() by UserId',
      'CloudAppEvents | where ActionType == "Send" | summarize count() by AccountDisplayName',
    ])
      expect(await scanOf(kql)).toMatch(/Filters:.*Operation='Send'/)
  })

  it('mailbox, as a column and as a path of the record', async () => {
    for (const kql of [
      'OfficeActivity | where MailboxOwnerUPN == "person1@contoso.example" | summarize count() by Operation',
      'CloudAppEvents | where RawEventData.MailboxOwnerUPN == "person1@contoso.example" | summarize count() by ActionType',
    ])
      expect(await scanOf(kql)).toMatch(/Filters:.*MailboxOwnerUPN='person1@contoso\.example'/)
  })

  it('a list of values, and the bounds of a time between two', async () => {
    const scan = await scanOf(
      'OfficeActivity | where Operation in ("Send", "SendAs") and TimeGenerated between (datetime(2026-02-01T01:00) .. datetime(2026-02-01T02:00)) | count',
    )
    expect(scan).toMatch(/Operation/)
    expect(scan).toMatch(/CreationTime>='2026-02-0101:00:00'/)
    expect(scan).toMatch(/CreationTime<='2026-02-0102:00:00'/)
  })
})

describe('only columns a query needs are read', () => {
  it('typed ones', async () => {
    const scan = await scanOf('OfficeActivity | where Operation == "Send" | summarize count() by UserId')
    expect(scan).toMatch(/Projections:/)
    for (const column of ['Operation', 'UserId']) expect(scan).toContain(column)
    for (const column of ['raw', 'doc', 'Folders', 'ClientIPAddress']) expect(scan).not.toContain(column)
  })

  it('the document where a query asks for what only it says', async () => {
    const scan = await scanOf('CloudAppEvents | where tostring(RawEventData.Unheard.Of) == "x" | count')
    expect(scan).toContain('raw')
    expect(scan).not.toContain('Folders')
  })
})
