import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEngine, openWorkspace } from '@bigyellowtaxi/lake'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const taxi = fileURLToPath(new URL('../../bin/taxi.js', import.meta.url))
const small = { threads: 1, memoryBytes: 2 ** 28 }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-process-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const record = (number: number): string =>
  JSON.stringify({
    CreationTime: new Date(Date.UTC(2024, 1, 1) + number * 1000).toISOString().slice(0, 19),
    Id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    Operation: 'MailItemsAccessed',
    OrganizationId: 'aaaaaaaa-0000-4000-8000-000000000001',
    RecordType: 50,
    Workload: 'Exchange',
    UserId: `person${number % 50}@fabrikam.example`,
    UserType: 0,
    UserKey: 'k',
    Version: 1,
    MailboxOwnerUPN: `person${number % 50}@fabrikam.example`,
    Filler: 'x'.repeat(400),
  })

/** Files of known size: one large enough for a segment of its own, several small ones that share one. */
const sizes = [200, 300, 40_000, 500, 600]
async function writeExports(): Promise<string[]> {
  let number = 0
  const paths: string[] = []
  for (const [at, size] of sizes.entries()) {
    const lines = Array.from({ length: size }, () => `${record(number++)}\n`)
    const path = join(folder, `export-${at}.ndjson`)
    await writeFile(path, lines.join(''))
    paths.push(path)
  }
  return paths
}

const start = (...args: string[]): ChildProcess => spawn(process.execPath, [taxi, ...args])

async function output(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (data) => {
    out += data
  })
  child.stderr?.on('data', (data) => {
    err += data
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

/** Records by file; throws if any file is there in part. */
async function wholeFiles(workspace: string): Promise<Map<string, number>> {
  const engine = await openEngine(await openWorkspace(workspace), small)
  const { rows } = await engine.query(
    'SELECT b.path, b.records, (SELECT count(*) FROM audit a WHERE a.batch = b.batch) AS stored FROM batches b',
  )
  await engine.close()
  for (const row of rows) expect(row.stored, String(row.path)).toBe(row.records)
  return new Map(rows.map((row) => [String(row.path), Number(row.records)]))
}

describe('a process that is killed', () => {
  it('leaves each file wholly in or wholly out, at whatever moment kill -9 comes', async () => {
    const paths = await writeExports()
    const workspace = join(folder, 'w')
    expect((await output(start('ingest', paths[0] as string, '--workspace', workspace))).code).toBe(0)
    for (let round = 0; round < 8; round++) {
      const child = start('ingest', ...paths, '--workspace', workspace)
      const ended = once(child, 'close')
      // moments from before the engine has started to after the last file
      await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 2000))
      child.kill('SIGKILL')
      await ended
      for (const [path, records] of await wholeFiles(workspace))
        expect(records).toBe(sizes[paths.indexOf(path)])
    }
    const { code, out } = await output(start('ingest', ...paths, '--workspace', workspace, '--json'))
    expect(code).toBe(0)
    expect(JSON.parse(out).totals.distinct).toBe(sizes.reduce((sum, size) => sum + size, 0))
    expect((await wholeFiles(workspace)).size).toBe(paths.length)
    expect(await readdir(join(workspace, 'staging'))).toEqual([])
  })
})

describe('readers beside a writer', () => {
  it('two processes query while a third ingests, and see whole files only', async () => {
    const paths = await writeExports()
    const workspace = join(folder, 'w')
    await output(start('ingest', paths[0] as string, '--workspace', workspace))
    const writer = output(start('ingest', ...paths, '--workspace', workspace))
    let writing = true
    const wholeSums = new Set<number>([200, 200 + 300, 40_200, 40_500, 41_600])
    const reader = async () => {
      for (let asked = 0; asked < 3 || (writing && asked < 20); asked++) {
        const sql = 'SELECT count(*) AS n, count(DISTINCT Id) AS ids FROM audit'
        const { code, out, err } = await output(
          start('sql', sql, '--workspace', workspace, '--format', 'ndjson', '--threads', '1'),
        )
        expect(err).toBe('')
        expect(code).toBe(0)
        const { n, ids } = JSON.parse(out)
        expect(ids).toBe(n)
        expect(wholeSums).toContain(n)
      }
    }
    const readers = [reader(), reader()]
    expect((await writer).code).toBe(0)
    writing = false
    await Promise.all(readers)
  })
})

describe.skipIf(process.platform === 'win32')('what is no file', () => {
  it('a socket is named and the files beside it load', async () => {
    const socket = join(folder, 'agent.sock')
    const server = createServer().listen(socket)
    await once(server, 'listening')
    const file = join(folder, "it's 100% [1].ndjson")
    await writeFile(file, `${record(1)}\n`)
    const { code, out, err } = await output(
      start('ingest', socket, join(folder, 'missing.csv'), file, '--workspace', join(folder, 'w'), '--json'),
    )
    server.close()
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      files: [
        { path: socket, error: { code: 'ING101', message: expect.stringContaining('socket') } },
        { error: { code: 'ING101' } },
        { path: file, rows: 1, records: 1 },
      ],
      totals: { rows: 1, records: 1, distinct: 1, duplicates: 0, rejects: 0 },
    })
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).file),
    ).toEqual([socket, join(folder, 'missing.csv')])
  })
})
