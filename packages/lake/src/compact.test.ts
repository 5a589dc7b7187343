import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { compact } from './compact.js'
import { ingest } from './ingest/ingest.js'
import { mailRead, ndjson, rowsOf, smallEngine, textInput } from './testing/records.js'
import { createWorkspace, openEngine, type Workspace } from './workspace.js'

let folder: string
let workspace: Workspace
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-compact-'))
  workspace = await createWorkspace(join(folder, 'w'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => mailRead(from + i))

async function everything() {
  const engine = await openEngine(workspace, smallEngine)
  const all = {
    records: await rowsOf(engine, 'SELECT * FROM audit ORDER BY Id'),
    variants: await rowsOf(engine, 'SELECT * FROM variants ORDER BY Id, raw'),
    indicators: await rowsOf(engine, 'SELECT DISTINCT * FROM indicator ORDER BY ALL'),
    batches: await rowsOf(engine, 'SELECT * FROM batches ORDER BY batch'),
    rejects: await rowsOf(engine, 'SELECT * FROM rejects ORDER BY batch, line'),
  }
  await engine.close()
  return all
}

/** Three runs that overlap, with variants, rejects and a body that a longer one replaced. */
async function fill() {
  await ingest(workspace, [ndjson('a.ndjson', range(0, 40))], smallEngine)
  await ingest(
    workspace,
    [ndjson('b.ndjson', [...range(20, 60), mailRead(3, { SessionId: 's' })])],
    smallEngine,
  )
  await ingest(workspace, [textInput('c.ndjson', `${JSON.stringify(mailRead(99))}\n{oops\n`)], smallEngine)
}

it('a compacted workspace answers as before', async () => {
  await fill()
  const before = await everything()
  const report = await compact(workspace, smallEngine)
  expect(report).toMatchObject({ segmentsBefore: 3, segmentsAfter: 1 })
  expect(report.filesAfter).toBeLessThan(report.filesBefore)
  expect(await everything()).toEqual(before)
})

it('ingesting after it goes on where it was: nothing is counted twice', async () => {
  await fill()
  await compact(workspace, smallEngine)
  const again = await ingest(workspace, [ndjson('d.ndjson', [...range(0, 70), mailRead(3)])], smallEngine)
  expect(again.files[0]).toMatchObject({ rows: 71, records: 10, duplicates: 61 })
  const same = await ingest(workspace, [ndjson('a.ndjson', range(0, 40))], smallEngine)
  expect(same.files[0]).toMatchObject({ already: true, records: 0 })
  const engine = await openEngine(workspace, smallEngine)
  expect(await rowsOf(engine, 'SELECT sightings FROM audit WHERE line = 41')).toEqual([{ sightings: 4 }])
  await engine.close()
})

it('who has the workspace open goes on reading; a later writer clears away', async () => {
  await fill()
  const engine = await openEngine(workspace, smallEngine)
  await compact(workspace, smallEngine)
  expect(await rowsOf(engine, 'SELECT count(*) AS n FROM audit')).toEqual([{ n: 61 }])
  const later = [ndjson('e.ndjson', range(200, 201))]
  await ingest(workspace, later, smallEngine)
  expect(await rowsOf(engine, 'SELECT count(*) AS n FROM audit')).toEqual([{ n: 61 }])
  await engine.close()
  await ingest(workspace, later, { ...smallEngine, graceMs: 0 })
  expect(await readdir(join(workspace.folder, 'segments'))).toEqual(['s000004', 's000005'])
})

it('an empty workspace, and one that is compact already, stay as they are', async () => {
  expect(await compact(workspace, smallEngine)).toMatchObject({ segmentsBefore: 0, segmentsAfter: 0 })
  await fill()
  await compact(workspace, smallEngine)
  expect(await compact(workspace, smallEngine)).toMatchObject({ segmentsBefore: 1, segmentsAfter: 1 })
})

it('a workspace of another engine version is refused by ingest and mended by compaction', async () => {
  await fill()
  const path = join(workspace.folder, 'segments', 's000002', 'segment.json')
  const segment = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ ...segment, hashProbe: '0' }))
  const more = [ndjson('f.ndjson', [mailRead(3, { SessionId: 's' })])]
  await expect(ingest(workspace, more, smallEngine)).rejects.toMatchObject({ code: 'LAKE104' })
  await compact(workspace, smallEngine)
  expect((await ingest(workspace, more, smallEngine)).files[0]).toMatchObject({ duplicates: 1, variants: 0 })
})
