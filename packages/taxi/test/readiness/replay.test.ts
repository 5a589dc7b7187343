import { assessReadiness } from '@bigyellowtaxi/core'
import { simulate } from '@bigyellowtaxi/range'
import { describe, expect, it } from 'vitest'
import {
  type LoggingState,
  type ReplayPlace,
  replaySources,
  withheld,
} from '../../src/detection/logging-state.js'
import { groupsOf } from '../../src/detection/mailbox-groups.js'
import { playState } from '../../src/detection/play-state.js'
import { fixesOf } from '../../src/detection/replay-fixes.js'
import { replayJsonSchema, replaySchema } from '../../src/detection/replay-model.js'
import { replayText } from '../../src/render/readiness/replay-text.js'

const tenant = { mailboxes: 10, days: 10, seed: '3', investigatedAfter: 0 }

describe('the replay', () => {
  it('without the unified audit log and sign-ins sees nothing', { timeout: 300_000 }, async () => {
    const state: LoggingState = { lost: new Set(['unified-audit']), sources: new Set(), gone: new Map() }
    const { cells } = await playState(state, { ...tenant, storylines: ['storm-0558'], engine: {} })
    expect(cells).toMatchObject([
      { storyline: 'storm-0558', seen: false, minutes: null, rules: [], findings: 0 },
    ])
  })

  it('has a published JSON Schema that is made of its model', async () => {
    await expect(`${JSON.stringify(replayJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../../docs/generated/readiness-replay.schema.json',
    )
  })
})

const place = { file: 'Get-Mailbox.json', line: 1, identity: '' }
const actions = ['MailItemsAccessed', 'Send']
const mailbox = (UserPrincipalName: string, fields: object) => ({
  ...place,
  document: {
    UserPrincipalName,
    AuditEnabled: true,
    AuditOwner: actions,
    AuditDelegate: actions,
    AuditAdmin: actions,
    ...fields,
  },
})
const readiness = assessReadiness({
  settings: {
    kinds: ['Get-Mailbox'],
    of: (kind) =>
      kind === 'Get-Mailbox'
        ? [
            mailbox('ann@contoso.example', {}),
            mailbox('dan@contoso.example', { AuditDelegate: ['Update'] }),
            mailbox('bob@contoso.example', { AuditEnabled: false }),
            mailbox('cem@contoso.example', {
              AuditOwner: ['Update'],
              AuditDelegate: ['Update'],
              AuditAdmin: ['Update'],
            }),
          ]
        : [],
  },
  logs: {
    tenants: [],
    mailboxes: [],
    days: [],
    hours: [],
    settings: [],
    inputs: [],
    cappedQueries: [],
    throttles: [],
    ownerless: [],
  },
  completeness: { tenants: [], mailboxes: [], gaps: [] },
  coverage: new Map(),
  mailboxes: ['ann@contoso.example', 'bob@contoso.example', 'cem@contoso.example', 'dan@contoso.example'],
  readsByLogon: new Map(),
  identifiers: { reads: 0, readsWithToken: 0, signIns: 0, signInsWithToken: 0 },
  tokenRenewals: 0,
})

describe('what is played', () => {
  it('is one state for each way in which mailboxes are logged', () => {
    expect(groupsOf(readiness).map(({ name }) => name)).toEqual([
      '1 complete',
      '1 partial, no reads by delegates',
      '1 blind',
      '1 blind, nothing written',
    ])
  })

  it('keeps to the groups of a risk profile', () => {
    const member = {
      mailbox: 'bob@contoso.example',
      group: 'VIP',
      level: 'complete',
      retentionDays: 0,
      line: 2,
    } as const
    expect(groupsOf(readiness, [member]).map(({ name }) => name)).toEqual(['VIP: 1 blind, nothing written'])
  })

  it('after a fix is today and that one thing more, with the command that does it', () => {
    const blind = groupsOf(readiness).find((group) => group.name === '1 blind')
    if (!blind) throw new Error('no such group')
    const fixes = fixesOf(readiness, blind)
    expect(fixes[0]?.how[0]).toContain('Set-Mailbox -Identity <mailbox>')
    expect(fixes.map(({ name }) => name)).toEqual([
      'log mail reads',
      'log searches',
      ...replaySources.map((source) => `collect ${source}`),
      'all of these',
    ])
    expect(fixes.at(-1)?.apply(blind.today)).toEqual({
      lost: new Set(),
      sources: new Set(replaySources),
      gone: new Map(),
    })
  })
})

describe('what is said', () => {
  const cell = (seen: boolean, findings = seen ? 1 : 0) => ({
    storyline: 'storm-0558',
    variant: 'loud',
    seen,
    minutes: findings > 0 ? 41 : null,
    rules: findings > 0 ? ['MBX-01'] : [],
    findings,
  })
  const said = (...cells: ReturnType<typeof cell>[]) => {
    const names = ['today', 'log mail reads', 'all of these']
    return replayText(
      replaySchema.parse({
        version: 1,
        tenant,
        groups: [
          {
            group: '2 blind',
            verdict: 'blind',
            mailboxes: ['ann@contoso.example'],
            unlogged: [],
            gone: [],
            states: cells.map((one, i) => ({ after: names[i], how: [], cells: [one], notEvaluable: [] })),
          },
        ],
      }),
    )
  }
  it('names what would show the unseen', () =>
    expect(said(cell(false), cell(true))).toMatch(/INVISIBLE\s+seen with: log mail reads/))
  it('says what only everything together would show', () =>
    expect(said(cell(false), cell(false), cell(true))).toMatch(/only with all of these together/))
  it('does not pass a weak finding for an incident', () =>
    expect(said(cell(false, 1), cell(false))).toMatch(
      /no incident, only MBX-01 after 41 min\s+no setting or source helps/,
    ))
})

describe('records that are beyond their retention when somebody looks', () => {
  const [kept] = groupsOf(
    { ...readiness, mailboxes: readiness.mailboxes.map((one) => ({ ...one, retentionDays: 30 })) },
    [],
    {
      days: 10,
      investigatedAfter: 25,
    },
  )

  it('are not played, and the fix is to keep them for longer', () => {
    expect(kept?.today.gone).toEqual(new Map([['unified-audit', 5]]))
    const longer = kept && fixesOf(readiness, kept, 35).find(({ name }) => name.startsWith('keep'))
    expect(longer?.name).toBe('keep unified-audit for 35 days')
    expect(kept && longer?.apply(kept.today).gone.size).toBe(0)
  })

  it('are in no export', () => {
    const days = (gone: ReadonlyMap<ReplayPlace, number>) => {
      const simulated = simulate({ mailboxes: 5, days: 4, seed: '1' })
      const { start } = simulated.tenant
      const state: LoggingState = { lost: new Set(), sources: new Set(replaySources), gone }
      const found = { audit: new Set<number>(), signIn: new Set<number>() }
      for (const { kind, time } of withheld(simulated, state).happenings())
        if (kind === 'audit' || kind === 'signIn') found[kind].add(Math.floor((time - start) / 86_400_000))
      return { audit: Math.min(...found.audit), signIn: Math.min(...found.signIn) }
    }
    expect(days(new Map()).audit).toBe(0)
    expect(days(new Map([['unified-audit', 3]])).audit).toBe(3)
    expect(days(new Map([['unified-audit', 3]])).signIn).toBeLessThanOrEqual(0)
  })
})
