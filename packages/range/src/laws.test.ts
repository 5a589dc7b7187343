import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.js'
import { type LicenceTier, tiers } from './tiers/index.js'
import { defaultShapes, writers } from './writers/index.js'

interface Bind {
  readonly Id: string
  readonly CreationTime: string
  readonly Operation: string
  readonly RecordType: number
  readonly UserId: string
  readonly LogonType: number
  readonly ClientIPAddress: string
  readonly ClientInfoString: string
  readonly SessionId?: string
  readonly MailboxOwnerUPN: string
  readonly OperationCount: number
  readonly OperationProperties: readonly { readonly Name: string; readonly Value: string }[]
  readonly Folders?: readonly { readonly FolderItems: readonly { readonly InternetMessageId: string }[] }[]
}

const options = { mailboxes: 60, days: 9, seed: 'laws', storylines: ['all'] } as const

function records(): Bind[] {
  const seen = new Map<string, Bind>()
  for (const { kind, id, build } of simulate(options).happenings())
    if (kind === 'audit') seen.set(id, build() as unknown as Bind)
  return [...seen.values()].sort((a, b) => (a.CreationTime < b.CreationTime ? -1 : 1))
}

const contextOf = (r: Bind): string =>
  [r.MailboxOwnerUPN, r.UserId, r.LogonType, r.ClientIPAddress, r.ClientInfoString, r.SessionId].join('|')

const property = (record: Bind, name: string): string | undefined =>
  record.OperationProperties.find(({ Name }) => Name === name)?.Value

describe('the laws of MailItemsAccessed', () => {
  const all = records()
  const binds = all.filter((r) => r.Operation === 'MailItemsAccessed' && r.RecordType === 50)

  it('aggregates the opens of one context within two minutes into one record', () => {
    const last = new Map<string, number>()
    for (const bind of binds) {
      const at = Date.parse(`${bind.CreationTime}Z`)
      const before = last.get(contextOf(bind)) ?? Number.NEGATIVE_INFINITY
      expect(at - before).toBeGreaterThanOrEqual(120_000)
      last.set(contextOf(bind), at)
    }
  })

  it('does not write the same message of one context twice within an hour', () => {
    const last = new Map<string, number>()
    for (const bind of binds) {
      const at = Date.parse(`${bind.CreationTime}Z`)
      for (const { InternetMessageId } of bind.Folders?.flatMap((folder) => folder.FolderItems) ?? []) {
        const key = `${contextOf(bind)}|${InternetMessageId}`
        expect(at - (last.get(key) ?? Number.NEGATIVE_INFINITY), key).toBeGreaterThanOrEqual(3_600_000)
        last.set(key, at)
      }
    }
  })

  it('counts in OperationCount the messages the record lists', () => {
    for (const bind of binds)
      expect(bind.Folders?.flatMap((folder) => folder.FolderItems)).toHaveLength(bind.OperationCount)
  })

  it('stops writing binds for a day after a throttled record, and the mailbox lives on', () => {
    const throttled = binds.filter((bind) => property(bind, 'IsThrottled') === 'True')
    expect(throttled).toHaveLength(1)
    const [mark] = throttled
    if (!mark) return
    const from = Date.parse(`${mark.CreationTime}Z`)
    const within = (r: Bind): boolean => {
      const after = Date.parse(`${r.CreationTime}Z`) - from
      return r.MailboxOwnerUPN === mark.MailboxOwnerUPN && after > 60_000 && after < 86_300_000
    }
    expect(binds.filter(within)).toEqual([])
    expect(all.filter(within).length).toBeGreaterThan(0)
    const before = binds.filter(
      (r) =>
        r.MailboxOwnerUPN === mark.MailboxOwnerUPN &&
        from - Date.parse(`${r.CreationTime}Z`) < 86_400_000 &&
        r.CreationTime <= mark.CreationTime,
    )
    expect(before.length).toBeGreaterThanOrEqual(1000)
  })

  it('names access type and throttling in no fixed order', () => {
    const first = new Set(binds.map((bind) => bind.OperationProperties[0]?.Name))
    expect([...first].sort()).toEqual(['IsThrottled', 'MailAccessType'])
  })
})

describe('licence tiers', () => {
  const small = { ...options, mailboxes: 40, days: 5, density: 60 }
  const lines = (tier: LicenceTier | 'mixed'): string[] => {
    const simulation = simulate({ ...small, tier })
    const open = defaultShapes.flatMap((id) => writers.filter((writer) => writer.id === id))
    const written = new Map(open.map((writer) => [writer.kind, writer.open(simulation.tenant)]))
    return [...simulation.happenings()].map((happening) => {
      const text = written.get(happening.kind)?.write(happening.build(), happening) ?? ''
      return `${happening.kind} ${text.replace(/^(\[|,)?\n/, '')}`
    })
  }
  const full = lines('E5')
  const known = new Set(full)

  it.each([...Object.keys(tiers), 'mixed'] as const)('%s writes a subset of what E5 writes', (tier) => {
    const some = lines(tier as LicenceTier)
    expect(some.filter((line) => !known.has(line)).slice(0, 1)).toEqual([])
  })

  it('writes no mail read under a licence that does not record them', () => {
    for (const tier of ['E3-before-2024', 'Business'] as const)
      expect(lines(tier).filter((line) => line.includes('"Operation":"MailItemsAccessed"'))).toEqual([])
  })

  it('keeps sign-ins and directory changes whatever the licence', () => {
    const signIns = (all: readonly string[]) => all.filter((line) => line.startsWith('signIn ')).length
    expect(signIns(lines('Business'))).toBe(signIns(full))
  })

  it('says in the truth which attacker records the licence withheld', () => {
    const simulation = simulate({ ...small, tier: 'Business' })
    const ids = new Set([...simulation.happenings()].map(({ id }) => id))
    const storm = simulation.truth().storylines.find(({ name }) => name === 'storm-0558')
    expect(storm?.recordIds).toEqual([])
    expect(storm?.unloggedIds.length).toBeGreaterThan(0)
    expect(storm?.unloggedIds.filter((id) => ids.has(id))).toEqual([])
    expect(storm?.messagesRead.every(({ logged }) => !logged)).toBe(true)
  })
})
