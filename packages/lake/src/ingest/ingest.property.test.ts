import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailRead, ndjson, rowsOf, smallEngine, type TestRecord } from '../testing/records.js'
import { createWorkspace, openEngine } from '../workspace.js'
import { ingest } from './ingest.js'

let folder: string
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-property-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a workspace says, without where each record happened to be seen first. */
async function storeOf(runs: readonly (readonly (readonly TestRecord[])[])[], options = {}) {
  const workspace = await createWorkspace(join(folder, `w${made++}`))
  const reports = []
  for (const [run, files] of runs.entries())
    reports.push(
      await ingest(
        workspace,
        files.map((records, at) => ndjson(`${run}-${at}.ndjson`, records)),
        { ...smallEngine, ...options },
      ),
    )
  const engine = await openEngine(workspace, smallEngine)
  const store = {
    records: await rowsOf(engine, 'SELECT Id, raw, sightings, Mailbox, Folders FROM audit ORDER BY Id'),
    variants: await rowsOf(engine, 'SELECT Id, raw FROM variants ORDER BY Id, raw'),
    indicators: await rowsOf(
      engine,
      'SELECT DISTINCT kind, value, Id FROM indicator ORDER BY kind, value, Id',
    ),
  }
  await engine.close()
  await rm(workspace.folder, { recursive: true })
  return { store, reports }
}

/** Records of few Ids and few bodies, so that repetitions and variants abound. */
const record = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('', 'x', 'xx', 'y'))
  .map(([number, note]) => mailRead(number, note === '' ? {} : { SessionId: note }))

/** A list cut into files, no two of which have equal content (equal content is the same file again). */
const files = fc
  .array(fc.array(record, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 })
  .map((lists) => lists.map((list, at) => [...list, mailRead(1000 + at)]))

const settings = { numRuns: 8 }

describe('de-duplication', () => {
  it('gives the same store whatever the order of records and files, and however they are split', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.infiniteStream(fc.nat()), async (lists, numbers) => {
        const next = () => numbers.next().value ?? 0
        const one = await storeOf([[lists.flat()]])
        const shuffled = lists
          .map((list) => [...list].sort(() => (next() % 3) - 1))
          .sort(() => (next() % 3) - 1)
        const many = await storeOf(shuffled.map((list) => [list]))
        const together = await storeOf([shuffled])
        const sliced = await storeOf([[shuffled.flat()]], { sliceCharacters: 2000 })
        expect(many.store).toEqual(one.store)
        expect(together.store).toEqual(one.store)
        expect(sliced.store).toEqual(one.store)
        const distinct = new Set(lists.flat().map(({ Id }) => Id)).size
        for (const { reports } of [one, many, together, sliced]) {
          const total = (of: 'rows' | 'records' | 'duplicates') =>
            reports.reduce((sum, report) => sum + report.totals[of], 0)
          expect(total('rows')).toBe(lists.flat().length)
          expect(total('records')).toBe(distinct)
          expect(total('records') + total('duplicates')).toBe(total('rows'))
          expect(reports.at(-1)?.totals.distinct).toBe(distinct)
        }
      }),
      settings,
    )
  })

  it('counts every line that held a record', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (lists) => {
        const { store } = await storeOf(lists.map((list) => [list]))
        const counted = new Map<unknown, number>()
        for (const { Id } of lists.flat()) counted.set(Id, (counted.get(Id) ?? 0) + 1)
        expect(new Map(store.records.map((row) => [row.Id, row.sightings]))).toEqual(counted)
      }),
      settings,
    )
  })

  it('keeps every body that differs, the longest one in view', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (lists) => {
        const { store } = await storeOf(lists.map((list) => [list]))
        const bodies = new Set(lists.flat().map((one) => JSON.stringify(one)))
        const kept = [...store.records, ...store.variants].map((row) => row.raw)
        expect(new Set(kept)).toEqual(bodies)
        expect(kept).toHaveLength(bodies.size)
        for (const { Id, raw } of store.records)
          for (const body of bodies)
            if (body.includes(String(Id))) expect(String(raw).length).toBeGreaterThanOrEqual(body.length)
      }),
      settings,
    )
  })
})

describe('ingesting again', () => {
  it('changes nothing and says so', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (lists) => {
        const once = await storeOf([lists])
        const twice = await storeOf([lists, lists])
        expect(twice.store).toEqual(once.store)
        const [, again] = twice.reports
        expect(again?.files.every((file) => file.already && file.records === 0)).toBe(true)
        expect(again?.totals.distinct).toBe(once.reports[0]?.totals.distinct)
      }),
      { numRuns: 4 },
    )
  })
})
