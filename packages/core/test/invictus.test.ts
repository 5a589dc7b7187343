import { beforeAll, describe, expect, it } from 'vitest'
import { readQuestion } from '../src/access/question.js'
import { readLedger } from '../src/ledger/ledger.js'
import { readLinks } from '../src/link/link.js'
import { summariseLinks } from '../src/link/summary.js'
import { everything } from '../src/scope.js'
import { hasInvictus, invictusRecords } from './invictus.js'
import { testLake } from './lake.js'

/** Figures counted by hand from the same log, see its data sheet. */
describe.skipIf(!hasInvictus)('a real lab tenant of 2021 (skipped where ../shared is absent)', () => {
  let engine: Awaited<ReturnType<typeof testLake>>
  beforeAll(async () => {
    engine = await testLake([{ name: 'invictus.csv', tables: { audit: invictusRecords() } }])
  })

  it('lists every message that any bind names, once a mailbox', async () => {
    const { ledger } = await readLedger(engine, everything)
    const read = ledger.messages.filter((message) => message.verdict === 'read')
    expect(new Set(read.map((message) => message.message)).size).toBe(291)
    expect(read.reduce((sum, message) => sum + message.accesses, 0)).toBe(1026)
    expect(new Set(read.flatMap((message) => message.evidence)).size).toBe(288)
    const syncs = ledger.folders.filter((folder) => folder.syncs > 0)
    expect(syncs.reduce((sum, folder) => sum + folder.syncs, 0)).toBe(30)
  })

  it('finds a sign-in behind all 94 interactive reads and keeps 224 of service REST apart', async () => {
    const links = await readLinks(engine, await readQuestion(engine, everything))
    const [interactive, service] = summariseLinks(links)
    expect(interactive).toMatchObject({ clientClass: 'interactive', records: 94, linked: 94, none: 0 })
    expect(service).toMatchObject({ clientClass: 'service-rest', records: 224 })
  })
})
