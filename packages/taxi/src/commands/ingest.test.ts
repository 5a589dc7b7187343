import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { command } from './ingest.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-ingest-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const record = JSON.stringify({
  CreationTime: '2026-03-02T10:00:00',
  Id: 'aaaaaaaa-0000-4000-8000-000000000001',
  Operation: 'MailItemsAccessed',
  OrganizationId: '11111111-1111-4111-8111-111111111111',
  RecordType: 50,
  Workload: 'Exchange',
  UserId: 'ceo@contoso.example',
  UserType: 0,
})

async function ingest(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await command.run({
    args,
    options: { workspace: join(folder, 'my case'), threads: 1, memory: 2 ** 28 },
    io: {
      stdout: (text) => {
        out += text
      },
      stderr: (text) => {
        err += text
      },
      stdin: Readable.from([]),
      isTerminal: false,
      json: false,
      debug: false,
      signal: new AbortController().signal,
    },
  })
  return { code, out, err }
}

it('a folder of exports and many other files: the exports are listed, the others counted, nothing is an error', async () => {
  await mkdir(join(folder, 'in'))
  await writeFile(join(folder, 'in', 'audit.ndjson'), `${record}\n`)
  for (let i = 0; i < 9; i++) await writeFile(join(folder, 'in', `notes-${i}.txt`), `note ${i}`)
  const first = await ingest(join(folder, 'in'))
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toMatch(/No export, passed over: .*notes-4\.txt, and 4 more\n/)
  expect(first.out).toContain('1 row in')
  expect(first.out).toContain(`taxi ledger --workspace "${join(folder, 'my case')}"`)
  const again = await ingest(join(folder, 'in'))
  expect(again.out).toContain('Nothing new: all of this was ingested before.')
})

it('a folder without any export is an error that says so in one line', async () => {
  await mkdir(join(folder, 'in'))
  await writeFile(join(folder, 'in', 'notes.txt'), 'note')
  const { code, err } = await ingest(join(folder, 'in'))
  expect(code).toBe(1)
  expect(err).toBe('taxi: none of this is an export this tool knows [ING103]\n')
})
