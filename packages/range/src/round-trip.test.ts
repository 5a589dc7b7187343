import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readExport } from '@bigyellowtaxi/records'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsFiles } from './settings/write-settings.js'
import { simulate } from './simulate.js'
import { writeExports } from './write-exports.js'
import { shapeIds, writers } from './writers/index.js'

const out = mkdtempSync(join(tmpdir(), 'taxi-range-'))
const utf16 = writers.filter((writer) => writer.encodings?.includes('utf16'))

interface Outcome {
  readonly shape: string
  readonly ids: readonly string[]
  readonly rejects: readonly unknown[]
}

/** What the readers make of a file; the id under whichever name the table has for it. */
async function readBack(file: string): Promise<Outcome> {
  const reading = await readExport(createReadStream(join(out, file)))
  if (!reading.known) return { shape: 'unknown', ids: [], rejects: [reading.reasons] }
  const ids: string[] = []
  const rejects: unknown[] = []
  for await (const batch of reading.reads)
    for (const read of batch) {
      if ('reject' in read) rejects.push(read.reject)
      else {
        const doc = JSON.parse(read.record.doc ?? read.record.raw)
        ids.push(String(doc.Id ?? doc.RequestId ?? doc.EventId ?? doc.ConfigId))
      }
    }
  return { shape: reading.shape.id, ids, rejects }
}

describe('what the simulator writes, read back by the readers of records', () => {
  let auditIds: readonly string[] = []
  let attackerIds: readonly string[] = []

  beforeAll(async () => {
    const simulation = simulate({ mailboxes: 16, days: 6, seed: 'round-trip', storylines: ['all'] })
    const shapes = [...shapeIds, ...utf16.map(({ id }) => `${id}:utf16`)]
    const { truth } = writeExports(simulation, { out, shapes })
    attackerIds = truth.storylines.flatMap((story) => story.recordIds)
    auditIds = readFileSync(join(out, 'audit.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).Id)
  })

  afterAll(() => rmSync(out, { recursive: true, force: true }))

  it.each(writers.map(({ file, id }) => ({ file, id })))('$file has no rejects', async ({ file, id }) => {
    const { ids, rejects, shape } = await readBack(file)
    expect(rejects).toEqual([])
    expect(ids.length).toBeGreaterThan(0)
    expect(shape, `${id} was taken for ${shape}`).not.toBe('unknown')
  })

  it.each(writers.filter((writer) => writer.kind === 'audit' && !writer.accepts).map(({ file }) => file))(
    '%s holds every record, and each attacker record once',
    async (file) => {
      const { ids } = await readBack(file)
      expect([...ids].sort()).toEqual([...auditIds].sort())
      for (const id of attackerIds) expect(ids.filter((other) => other === id)).toEqual([id])
    },
  )

  it.each(utf16.map(({ file }) => file))('%s reads the same in UTF-16', async (file) => {
    const wide = await readBack(file.replace(/(\.\w+)$/, '.utf16$1'))
    expect(wide.rejects).toEqual([])
    expect(wide.ids).toEqual((await readBack(file)).ids)
  })

  it.each(Object.keys(settingsFiles))('settings/%s is known for what it is', async (file) => {
    const { rejects, shape } = await readBack(join('settings', file))
    expect(rejects).toEqual([])
    expect(shape).toBe('admin-settings')
  })
})
