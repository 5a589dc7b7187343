import { describe, expect, it } from 'vitest'
import { readLedger } from '../src/ledger/ledger.js'
import { everything } from '../src/scope.js'
import { hasInvictus, invictusRecords } from './invictus.js'
import { testLake } from './lake.js'

/** Figures counted by hand from the same log, see its data sheet. */
describe.skipIf(!hasInvictus)('a real lab tenant of 2021 (skipped where ../shared is absent)', () => {
  it('lists every message that any bind names, once a mailbox', async () => {
    const engine = await testLake([{ name: 'invictus.csv', tables: { audit: invictusRecords() } }])
    const { ledger } = await readLedger(engine, everything)
    const read = ledger.messages.filter((message) => message.verdict === 'read')
    expect(new Set(read.map((message) => message.message)).size).toBe(291)
    expect(read.reduce((sum, message) => sum + message.accesses, 0)).toBe(1026)
    expect(new Set(read.flatMap((message) => message.evidence)).size).toBe(288)
    const syncs = ledger.folders.filter((folder) => folder.syncs > 0)
    expect(syncs.reduce((sum, folder) => sum + folder.syncs, 0)).toBe(30)
  })
})
