import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkspace, ingest, openEngine } from '@bigyellowtaxi/lake'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sweep } from './sweep.js'

const dir = mkdtempSync(join(tmpdir(), 'taxi-sweep-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const read = (id: string, ip: string, time: string) => ({
  Id: id,
  RecordType: 50,
  CreationTime: time,
  Operation: 'MailItemsAccessed',
  OrganizationId: '11111111-1111-4111-8111-111111111111',
  UserType: 0,
  UserKey: 'k',
  UserId: 'ann@bank.test',
  Workload: 'Exchange',
  ResultStatus: 'Succeeded',
  ClientIPAddress: ip,
  MailboxOwnerUPN: 'ann@bank.test',
  OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
})

beforeAll(async () => {
  const records = [
    read('00000000-0000-4000-8000-000000000001', '195.26.87.219', '2023-05-20T08:00:00'),
    read('00000000-0000-4000-8000-000000000002', '195.26.87.219', '2026-01-01T08:00:00'),
    read('00000000-0000-4000-8000-000000000003', '192.0.2.9', '2023-05-20T08:00:00'),
  ]
  const text = records.map((record) => JSON.stringify(record)).join('\n')
  const report = await ingest(await createWorkspace(join(dir, 'ws')), [
    {
      path: 'audit.ndjson',
      async *open() {
        yield new TextEncoder().encode(`${text}\n`)
      },
    },
  ])
  expect(report.totals.records).toBe(3)
})

it('an address matches inside its days and not years later, when somebody else has it', async () => {
  const engine = await openEngine({ folder: join(dir, 'ws') })
  const ioc = { type: 'ipv4', value: '195.26.87.219', source: 'ms-ti' }
  const bounds = { from: '2023-05-08T00:00:00Z', to: '2023-07-02T23:59:59Z' }
  const found = await sweep(engine, [
    { ioc, ...bounds },
    { ioc: { type: 'sha1', value: 'ab', source: 'ms-ti' }, from: undefined, to: undefined },
  ])
  expect(found.hits.map((hit) => hit.id)).toEqual(['00000000-0000-4000-8000-000000000001'])
  expect([found.swept, found.notSwept]).toEqual([1, ['sha1']])
  const open = await sweep(engine, [{ ioc, from: undefined, to: undefined }])
  expect(open.hits).toHaveLength(2)
  await engine.close()
})
