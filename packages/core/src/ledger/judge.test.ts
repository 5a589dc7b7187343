import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Gap, gapKinds } from '../completeness/gap.js'
import { utc } from '../time.js'
import { judgeUntouched, type MailboxGrounds } from './judge.js'
import type { Place } from './place.js'
import type { FolderSync } from './sync.js'
import { isWeaker, verdictOf } from './verdict.js'

const place = { tenant: 't', mailbox: 'm@x.example' }
const hour = (n: number): string => utc(Date.parse('2026-03-01T00:00:00Z') + n * 3_600_000)
const window = { from: hour(0), to: hour(1000) }

const times = fc.integer({ min: -100, max: 1100 }).map(hour)
const gap = fc
  .record({
    kind: fc.constantFrom(...gapKinds),
    from: fc.option(times),
    to: fc.option(times),
    own: fc.boolean(),
  })
  .map(
    ({ kind, from, to, own }): Gap => ({
      kind,
      tenant: 't',
      mailbox: own ? place.mailbox : null,
      from: from !== null && to !== null && from > to ? to : from,
      to: from !== null && to !== null && from > to ? from : to,
      evidence: [],
      reason: 'seen',
      fix: '',
    }),
  )
const sync = fc.record({ folder: fc.constantFrom('\\Inbox', '\\Archive', '(unknown)'), last: times }).map(
  ({ folder, last }): FolderSync => ({
    ...place,
    folderId: null,
    folder,
    records: 1,
    first: last,
    last,
    contexts: [],
    evidence: ['s'],
  }),
)
const throttle = times.map((from) => ({
  ...place,
  from,
  to: utc(Date.parse(from) + 86_400_000),
  evidence: ['t'],
}))
const grounds = fc
  .record({
    gaps: fc.array(gap, { maxLength: 4 }),
    syncs: fc.array(sync, { maxLength: 3 }),
    throttles: fc.array(throttle, { maxLength: 2 }),
  })
  .map((parts): MailboxGrounds => ({ ...place, window, unnamed: [], ...parts }))
const placeOf = fc.record({
  folder: fc.constantFrom('\\Inbox', 'Archive', 'Sent Items'),
  at: fc.option(times),
})
const message = fc.record({
  date: fc.option(fc.integer({ min: -200, max: 990 }).map(hour)),
  places: fc.array(placeOf, { maxLength: 3 }),
})

describe('a message nobody was seen to open', () => {
  it('is never cleared while a gap covers any time after it arrived', () => {
    fc.assert(
      fc.property(message, grounds, (known, all) => {
        const since = Math.max(Date.parse(known.date ?? window.from), Date.parse(window.from))
        const dark = all.gaps.some(
          (one) =>
            (one.from === null || Date.parse(one.from) < Date.parse(window.to)) &&
            (one.to === null || Date.parse(one.to) > since),
        )
        if (dark) expect(verdictOf(judgeUntouched(known, all))).not.toBe('no-evidence')
      }),
    )
  })

  it('is never judged lower when more is known', () => {
    fc.assert(
      fc.property(message, grounds, grounds, (known, some, more) => {
        const both = {
          ...some,
          gaps: [...some.gaps, ...more.gaps],
          syncs: [...some.syncs, ...more.syncs],
          throttles: [...some.throttles, ...more.throttles],
        }
        const before = verdictOf(judgeUntouched(known, some))
        expect(isWeaker(verdictOf(judgeUntouched(known, both)), before)).toBe(false)
      }),
    )
  })

  const synced = (folder: string, at = 5): MailboxGrounds => ({
    ...place,
    window,
    gaps: [],
    throttles: [],
    unnamed: [],
    syncs: [
      {
        ...place,
        folderId: null,
        folder,
        records: 1,
        contexts: [],
        evidence: ['s'],
        first: hour(at),
        last: hour(at),
      },
    ],
  })
  const judged = (all: MailboxGrounds, arrived: number | null, ...places: readonly Place[]) =>
    verdictOf(judgeUntouched({ date: arrived === null ? null : hour(arrived), places }, all))
  const listed = (folder: string): Place => ({ folder, at: null })
  const seen = (folder: string, at: number): Place => ({ folder, at: hour(at) })
  const left = (folder: string, at: number): Place => ({ folder, at: hour(at), left: true })

  it('is presumed copied when its folder was synchronised after it came, not before', () => {
    expect(judged(synced('\\Inbox'), 1, listed('Inbox'))).toBe('presumed')
    expect(judged(synced('\\Inbox'), 6, listed('Inbox'))).toBe('no-evidence')
    expect(judged(synced('\\Inbox'), 1)).toBe('presumed')
    expect(judged(synced('(unknown)'), 1, listed('Archive'))).toBe('presumed')
  })

  it('is possible when its folder is not recorded and another folder was synchronised', () => {
    expect(judged(synced('\\Archive'), 1)).toBe('possible')
  })

  it('is not cleared because it lies elsewhere now: it was delivered to the Inbox that was synchronised', () => {
    expect(judged(synced('\\Inbox'), 1, listed('Archive'))).toBe('possible')
    expect(judged(synced('\\Inbox'), 1, seen('\\Archive', 9))).toBe('possible')
  })

  it('is presumed copied when it was moved or deleted out of the folder after that, possible when before', () => {
    expect(judged(synced('\\Inbox'), 1, left('\\Inbox', 9))).toBe('presumed')
    expect(judged(synced('\\Inbox'), 1, left('\\Inbox', 3))).toBe('possible')
    expect(judged(synced('\\Archive'), 1, left('\\Inbox', 3))).toBe('possible')
  })

  it('is cleared of a folder that it was recorded outside of, before and after', () => {
    expect(judged(synced('\\Archive'), 1, listed('Inbox'))).toBe('no-evidence')
    expect(judged(synced('\\Archive'), 1, seen('\\Inbox', 3), seen('\\Inbox', 9))).toBe('no-evidence')
    expect(judged(synced('\\Archive'), 1, seen('\\Inbox', 3))).toBe('possible')
    expect(judged(synced('\\Inbox'), 1, seen('Sent Items', 1))).toBe('no-evidence')
    expect(judged(synced('\\Projects'), 1, seen('Sent Items', 1))).toBe('possible')
  })

  it('lies in one folder whatever the language of the mailbox calls it', () => {
    expect(judged(synced('\\Posteingang'), 1)).toBe('presumed')
    expect(judged(synced('\\Gesendete Elemente'), 1, seen('Sent Items', 1))).toBe('presumed')
    expect(judged(synced('/受信トレイ/'), 1, listed('Inbox'))).toBe('presumed')
  })

  it('is possible while an access before it was deleted names no message', () => {
    const access = { kind: 'attachment' as const, last: hour(5), accesses: 1, evidence: ['a'] }
    const all = { ...synced('\\Inbox'), syncs: [], unnamed: [access] }
    expect(judged(all, 1)).toBe('possible')
    expect(judged(all, 6)).toBe('no-evidence')
  })
})
