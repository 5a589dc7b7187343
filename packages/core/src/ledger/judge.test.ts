import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Gap, gapKinds } from '../completeness/gap.js'
import { utc } from '../time.js'
import { judgeUntouched, type MailboxGrounds } from './judge.js'
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
  .map((parts): MailboxGrounds => ({ ...place, window, ...parts }))
const message = fc.record({
  date: fc.option(fc.integer({ min: -200, max: 990 }).map(hour)),
  folders: fc.constantFrom<readonly string[]>([], ['\\Inbox'], ['Archive']),
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

  it('is presumed copied when its folder was synchronised after it came, not before', () => {
    const inbox = { ...place, folderId: null, folder: '\\Inbox', records: 1, contexts: [], evidence: ['s'] }
    const all = {
      ...place,
      window,
      gaps: [],
      throttles: [],
      syncs: [{ ...inbox, first: hour(5), last: hour(5) }],
    }
    expect(verdictOf(judgeUntouched({ date: hour(1), folders: ['Inbox'] }, all))).toBe('presumed')
    expect(verdictOf(judgeUntouched({ date: hour(6), folders: ['Inbox'] }, all))).toBe('no-evidence')
    expect(verdictOf(judgeUntouched({ date: hour(1), folders: ['Archive'] }, all))).toBe('no-evidence')
  })

  it('is possible when its folder is not recorded and another folder was synchronised', () => {
    const archive = {
      ...place,
      folderId: null,
      folder: '\\Archive',
      records: 1,
      contexts: [],
      evidence: ['s'],
    }
    const all = {
      ...place,
      window,
      gaps: [],
      throttles: [],
      syncs: [{ ...archive, first: hour(5), last: hour(5) }],
    }
    expect(verdictOf(judgeUntouched({ date: hour(1), folders: [] }, all))).toBe('possible')
  })
})
