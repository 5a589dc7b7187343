import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entities, Finding } from './finding.js'
import { buildIncidents, groupFindings, incidentThreshold, scoreOf } from './incident.js'

const none: Entities = { token: [], session: [], mailbox: [], account: [], app: [], ip: [] }

function finding(id: string, entities: Partial<Entities>, more: Partial<Finding> = {}): Finding {
  const all = { ...none, ...entities }
  return {
    id,
    rule: 'MBX-03',
    ruleVersion: '1.0.0',
    severity: 'High',
    title: 'a token no sign-in issued',
    techniques: [],
    tactics: [],
    entities: all,
    mailboxes: all.mailbox,
    evidence: [`record of ${id}`],
    reasons: [],
    points: incidentThreshold,
    first: '2026-03-02T10:00:00.000Z',
    last: '2026-03-02T11:00:00.000Z',
    detectedAt: '2026-03-02T11:00:00.000Z',
    ...more,
  }
}

const nothingOrdinary = { ordinary: new Set<string>() }

describe('incidents', () => {
  it('join what shares a token, a session, a mailbox, an app or an address, over several steps', () => {
    const incidents = buildIncidents(
      [
        finding('a', { mailbox: ['anna'], ip: ['203.0.113.1'] }),
        finding('b', { mailbox: ['bob'], ip: ['203.0.113.1'], token: ['t'] }),
        finding('c', { mailbox: ['carol'], token: ['t'] }),
        finding('d', { mailbox: ['dave'] }),
      ],
      nothingOrdinary,
    )
    expect(incidents.map((incident) => incident.mailboxes)).toEqual([['anna', 'bob', 'carol'], ['dave']])
  })

  it('do not join strangers by an address that everybody uses', () => {
    const groups = groupFindings(
      [
        finding('a', { mailbox: ['anna'], ip: ['192.0.2.1'] }),
        finding('b', { mailbox: ['bob'], ip: ['192.0.2.1'] }),
      ],
      { ordinary: new Set(['ip 192.0.2.1']) },
    )
    expect(groups).toHaveLength(2)
  })

  it('keep two stories of one person a month apart, unless a session joins them', () => {
    const later = { first: '2026-04-02T10:00:00.000Z', last: '2026-04-02T10:00:00.000Z' }
    const apart = [finding('a', { mailbox: ['anna'] }), finding('b', { mailbox: ['anna'] }, later)]
    const joined = [finding('a', { session: ['s'] }), finding('b', { session: ['s'] }, later)]
    expect(groupFindings(apart, nothingOrdinary)).toHaveLength(2)
    expect(groupFindings(joined, nothingOrdinary)).toHaveLength(1)
  })

  it('do not join by one person over the day, but by two: who gave and who reads', () => {
    const nextDay = { first: '2026-03-03T10:00:00.000Z', last: '2026-03-03T10:00:00.000Z' }
    const byAdmin = [finding('a', { account: ['admin'] }), finding('b', { account: ['admin'] }, nextDay)]
    const grantAndUse = [
      finding('a', { mailbox: ['anna'], account: ['admin', 'mallory'] }),
      finding('b', { mailbox: ['anna'], account: ['mallory'] }, nextDay),
    ]
    expect(groupFindings(byAdmin, nothingOrdinary)).toHaveLength(2)
    expect(groupFindings(grantAndUse, nothingOrdinary)).toHaveLength(1)
  })

  it('are not bridged by a light finding about a person', () => {
    const phone = finding('a', { mailbox: ['anna'], app: ['new'] }, { rule: 'MBX-01', points: 15 })
    const others = finding('b', { mailbox: ['bob'], app: ['new'] }, { rule: 'MBX-01', points: 15 })
    expect(groupFindings([phone, others, finding('c', { mailbox: ['anna'] })], nothingOrdinary)).toHaveLength(
      2,
    )
  })

  it('count a fact once, however many rules tell it', () => {
    const { score, reasons } = scoreOf([
      finding('a', {}, { rule: 'MBX-01', points: 15, fact: 'new-app', title: 'new to the mailbox' }),
      finding('b', {}, { rule: 'MBX-02', points: 25, fact: 'new-app', title: 'new to the tenant' }),
      finding('c', {}, { rule: 'MBX-24', points: 5, title: 'at night' }),
    ])
    expect(score).toBe(30)
    expect(reasons).toEqual([
      '+25 MBX-02 new to the tenant',
      '+0 MBX-01 new to the mailbox: what MBX-02 tells already',
      '+5 MBX-24 at night',
    ])
  })

  it('do not join by a mailbox that one of them only lists among many', () => {
    const sweep = finding('a', { mailbox: ['anna', 'bob', 'carol', 'dave'] })
    expect(groupFindings([sweep, finding('b', { mailbox: ['anna'] })], nothingOrdinary)).toHaveLength(2)
  })

  it('join what one account did within hours, over however many mailboxes', () => {
    const role = finding('a', { account: ['admin'] })
    const search = finding('b', { account: ['admin'], mailbox: ['anna', 'bob', 'carol', 'dave'] })
    expect(groupFindings([role, search], nothingOrdinary)).toHaveLength(1)
  })

  it('are raised when the sum is reached, not when the first light finding came', () => {
    const [incident] = buildIncidents(
      [
        finding(
          'a',
          { session: ['s'] },
          { rule: 'MBX-24', points: 5, detectedAt: '2026-03-01T00:00:00.000Z' },
        ),
        finding('b', { session: ['s'] }, { detectedAt: '2026-03-02T11:00:00.000Z' }),
      ],
      nothingOrdinary,
    )
    expect(incident?.detectedAt).toBe('2026-03-02T11:00:00.000Z')
  })

  it('count a rule once, however often it fired, and show the sum', () => {
    const { score, reasons } = scoreOf([
      finding('a', {}, { rule: 'MBX-03', points: 60 }),
      finding('b', {}, { rule: 'MBX-03', points: 60 }),
      finding('c', {}, { rule: 'MBX-01', points: 15, title: 'new app' }),
    ])
    expect(score).toBe(75)
    expect(reasons).toEqual(['+60 MBX-03 a token no sign-in issued (2 findings)', '+15 MBX-01 new app'])
  })

  it('are not made of findings too light to matter', () => {
    expect(buildIncidents([finding('a', { mailbox: ['anna'] }, { points: 5 })], nothingOrdinary)).toEqual([])
  })

  it('keep their id when later evidence joins', () => {
    const first = finding('a', { mailbox: ['anna'], session: ['s'] })
    const later = finding(
      'b',
      { mailbox: ['anna'], session: ['s'] },
      { first: '2026-03-03T10:00:00.000Z', last: '2026-03-03T10:00:00.000Z' },
    )
    const [before] = buildIncidents([first], nothingOrdinary)
    const [after] = buildIncidents([later, first], nothingOrdinary)
    expect(after?.id).toBe(before?.id)
    expect(after?.findings).toEqual(['a', 'b'])
  })

  it('are the same whatever order the findings come in, and no finding is in two', () => {
    const value = fc.constantFrom('p', 'q', 'r', 's')
    const some = fc.record({
      mailbox: fc.uniqueArray(value, { maxLength: 2 }),
      token: fc.uniqueArray(value, { maxLength: 1 }),
      ip: fc.uniqueArray(value, { maxLength: 1 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), fc.nat(), (drawn, shift) => {
        const findings = drawn.map(({ day, ...entities }, i) => {
          const time = `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`
          return finding(`f${i}`, entities, { first: time, last: time })
        })
        const turn = findings.length === 0 ? 0 : shift % findings.length
        const turned = [...findings.slice(turn), ...findings.slice(0, turn)]
        const incidents = buildIncidents(findings, nothingOrdinary)
        expect(buildIncidents(turned, nothingOrdinary)).toEqual(incidents)
        const members = incidents.flatMap((incident) => incident.findings)
        expect(members).toHaveLength(new Set(members).size)
      }),
    )
  })
})
