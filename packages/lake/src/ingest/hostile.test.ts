import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mailRead, ndjson, rowsOf, smallEngine, textInput } from '../testing/records.js'
import { createWorkspace, openEngine, type Workspace } from '../workspace.js'
import { ingest } from './ingest.js'
import type { Input } from './input.js'

let folder: string
let workspace: Workspace
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-hostile-'))
  workspace = await createWorkspace(join(folder, 'w'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const good = (number: number) => ndjson(`good-${number}.ndjson`, [mailRead(number)])
const load = (...inputs: Input[]) => ingest(workspace, inputs, smallEngine)
const line = (number: number) => JSON.stringify(mailRead(number))

describe('one bad input does not keep the others out', () => {
  it('a line of 100 MB is rejected by its number', async () => {
    async function* open() {
      yield Buffer.from(`${line(1)}\n{"Id":"`)
      const filler = Buffer.alloc(2 ** 20, 'x')
      for (let i = 0; i < 100; i++) yield filler
      yield Buffer.from(`"}\n${line(2)}\n`)
    }
    const report = await load({ path: 'long.ndjson', open }, good(3))
    expect(report.files[0]).toMatchObject({ rows: 3, records: 2, rejects: 1 })
    expect(report.files[1]).toMatchObject({ records: 1 })
    const engine = await openEngine(workspace, smallEngine)
    expect(await rowsOf(engine, 'SELECT line, code, length(text) < 400 AS short FROM rejects')).toEqual([
      { line: 2, code: 'ING202', short: true },
    ])
    expect(await rowsOf(engine, 'SELECT line FROM audit ORDER BY Id')).toEqual([
      { line: 1 },
      { line: 3 },
      { line: 1 },
    ])
    await engine.close()
  })

  it('a gzip bomb is refused, and nothing of it stays', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(`${line(1)}\n`), Buffer.alloc(400 * 2 ** 20, ' ')]))
    const report = await load(textInput('bomb.gz', bomb), good(2))
    expect(report.files[0]?.error).toMatchObject({ code: 'ING105', file: 'bomb.gz' })
    expect(report.totals).toMatchObject({ records: 1, distinct: 1 })
  })

  it('a truncated gzip gives what came before the break, and says so', async () => {
    const text = Array.from({ length: 2000 }, (_, i) => `${line(i)}\n`).join('')
    const packed = gzipSync(text)
    const report = await load(textInput('cut.gz', packed.subarray(0, packed.length / 2)), good(5000))
    const [cut] = report.files
    expect(cut?.error).toMatchObject({ code: 'ING104', file: 'cut.gz' })
    expect(cut?.records).toBeGreaterThan(100)
    expect(cut?.rows).toBe((cut?.records ?? 0) + (cut?.duplicates ?? 0) + (cut?.rejects ?? 0))
    const engine = await openEngine(workspace, smallEngine)
    const broken = await rowsOf(
      engine,
      'SELECT path, brokenOff IS NOT NULL AS cut FROM batches ORDER BY path',
    )
    expect(broken).toEqual([
      { path: 'cut.gz', cut: true },
      { path: 'good-5000.ndjson', cut: false },
    ])
    await engine.close()
  })

  it('malformed lines are kept with line and reason, and no good line is lost around them', async () => {
    const lines = Array.from({ length: 300 }, (_, i) => (i % 3 === 1 ? `{"Id": broken ${i}` : line(i)))
    const report = await load(textInput('mixed.ndjson', lines.join('\r\n')))
    expect(report.files[0]).toMatchObject({ rows: 300, records: 200, rejects: 100 })
    const engine = await openEngine(workspace, smallEngine)
    const rejected = await rowsOf(engine, 'SELECT line, reason FROM rejects ORDER BY line')
    expect(rejected.map((row) => row.line)).toEqual(Array.from({ length: 100 }, (_, i) => i * 3 + 2))
    expect(new Set(rejected.map((row) => row.reason))).toEqual(new Set(['not valid JSON']))
    await engine.close()
  })

  it('a record without a time is rejected; one without an id gets one from its content', async () => {
    const { Id: _, ...noId } = mailRead(1)
    const report = await load(
      ndjson('lacking.ndjson', [mailRead(0), noId, mailRead(2, { CreationTime: 'yesterday' }), 17, []]),
    )
    expect(report.files[0]).toMatchObject({ rows: 5, records: 2, rejects: 3 })
  })

  it('an unreadable, an empty and an unknown input are named', async () => {
    const denied: Input = {
      path: 'denied.csv',
      open() {
        throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open' })
      },
    }
    const report = await load(
      denied,
      textInput('empty.csv', ''),
      textInput('image.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])),
      good(1),
    )
    expect(report.files.map((file) => file.error?.code)).toEqual(['ING101', 'ING102', 'ING103', undefined])
    expect(report.totals.records).toBe(1)
  })

  it('a file cut in the middle of its last record loses that record only', async () => {
    const text = `${line(1)}\n${line(2)}\n`
    const report = await load(textInput('cut.ndjson', text.slice(0, -40)))
    expect(report.files[0]).toMatchObject({ rows: 2, records: 1, rejects: 1 })
  })

  it('text that is no UTF-8 does not take its neighbours with it', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${line(1)}\n`.repeat(1)),
      Buffer.alloc(300_000, `${line(3)}\n`),
      Buffer.from('\n{"Id":"'),
      Buffer.from([0xff, 0xfe, 0xc3]),
      Buffer.from(`"}\n${line(2)}\n`),
    ])
    const report = await load(textInput('latin.ndjson', bytes))
    expect(report.files[0]?.records).toBe(3)
  })
})

describe('names are only names', () => {
  it.each([
    "o'clock; DROP TABLE audit;--.ndjson",
    '100%.ndjson',
    'new\nline.ndjson',
    '*?[a].ndjson',
    '"quoted".ndjson',
  ])('a file called %j', async (path) => {
    const report = await load(ndjson(path, [mailRead(1), { Id: 'x' }]))
    expect(report.files[0]).toMatchObject({ path, records: 1, rejects: 1 })
    const engine = await openEngine(workspace, smallEngine)
    expect(await rowsOf(engine, 'SELECT path FROM batches UNION SELECT path FROM rejects')).toEqual([
      { path },
    ])
    await engine.close()
  })

  it.each(["o'clock", 'a [1] *', '100%', 'ünïcode'])('a workspace called %j', async (named) => {
    const odd = await createWorkspace(join(folder, named))
    await ingest(odd, [good(1), textInput('bad.ndjson', `${line(7)}\n{`)], smallEngine)
    const engine = await openEngine(odd, smallEngine)
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM audit')).toEqual([{ n: 2 }])
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM rejects')).toEqual([{ n: 1 }])
    await engine.close()
  })
})

describe('a run that is stopped', () => {
  it('leaves the workspace as it was', async () => {
    await load(good(1))
    const abort = new AbortController()
    async function* open() {
      yield Buffer.from(`${line(2)}\n`)
      abort.abort()
      yield Buffer.from(`${line(3)}\n`)
    }
    await expect(
      ingest(workspace, [{ path: 'slow.ndjson', open }], { ...smallEngine, signal: abort.signal }),
    ).rejects.toThrow()
    expect(await readdir(join(workspace.folder, 'staging'))).toEqual([])
    const engine = await openEngine(workspace, smallEngine)
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM audit')).toEqual([{ n: 1 }])
    await engine.close()
  })

  it('one writer at a time: a second one is told', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    async function* open() {
      yield Buffer.from(`${line(1)}\n`)
      await held
    }
    const first = load({ path: 'slow.ndjson', open })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await expect(load(good(2))).rejects.toMatchObject({ code: 'LAKE103' })
    release()
    expect((await first).totals.records).toBe(1)
  })
})

describe('equal content', () => {
  it('under two names in one run is one input', async () => {
    const report = await load(
      ndjson('a.ndjson', [mailRead(1)]),
      ndjson('copy of a.ndjson', [mailRead(1)]),
      good(2),
    )
    expect(report.files.map((file) => [file.path, file.records, file.already])).toEqual([
      ['a.ndjson', 1, false],
      ['copy of a.ndjson', 0, true],
      ['good-2.ndjson', 1, false],
    ])
    const engine = await openEngine(workspace, smallEngine)
    expect(await rowsOf(engine, 'SELECT DISTINCT sightings FROM audit')).toEqual([{ sightings: 1 }])
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM batches')).toEqual([{ n: 2 }])
    await engine.close()
  })
})
