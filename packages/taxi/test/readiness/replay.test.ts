import { join } from 'node:path'
import { assessReadiness } from '@bigyellowtaxi/core'
import { createWorkspace, ingest } from '@bigyellowtaxi/lake'
import { evaluate, type LicenceTier, readReport } from '@bigyellowtaxi/range'
import { describe, expect, it } from 'vitest'
import { type LoggingState, replaySources } from '../../src/detection/logging-state.js'
import { fixesOf, groupsOf } from '../../src/detection/mailbox-groups.js'
import { playState } from '../../src/detection/play-state.js'
import { replayJsonSchema, replaySchema } from '../../src/detection/replay-model.js'
import { runDetection } from '../../src/detection/run.js'
import { inputsOf } from '../../src/files/inputs.js'
import { replayText } from '../../src/render/readiness/replay-text.js'
import { inFolder, writeTenant } from './tenant.js'

const tenant = { mailboxes: 10, days: 10, seed: '3' }

/** What `taxi simulate`, `taxi ingest`, `taxi detect` and `taxi evaluate` come to, one after the other. */
async function really(storyline: string, tier: LicenceTier) {
  return inFolder(async (folder) => {
    const { truth, files } = writeTenant(join(folder, 'tenant'), { ...tenant, tier, storylines: [storyline] })
    const workspace = await createWorkspace(join(folder, 'workspace'))
    await ingest(
      workspace,
      inputsOf([...files('logs')], { stdin: process.stdin, workspace: workspace.folder }),
    )
    const { decided } = await runDetection({
      folder: workspace.folder,
      rulePaths: [],
      ruleIds: [],
      from: undefined,
      to: undefined,
      tenant: undefined,
      useStore: false,
      engine: {},
    })
    const [story] = evaluate(truth, readReport(JSON.stringify(decided))).storylines
    return { storyline, seen: story?.recall === 1 }
  })
}

const states: readonly (readonly [LicenceTier, LoggingState])[] = [
  ['E5', { mailboxAudit: 'everything', sources: new Set(replaySources) }],
  ['E3-before-2024', { mailboxAudit: 'no reads', sources: new Set(replaySources) }],
]

describe('the replay', () => {
  it.each(states)(
    'sees in a tenant of licence %s what detection then finds there',
    { timeout: 300_000 },
    async (tier, state) => {
      const storylines = ['storm-0558', 'bec-rule']
      const { cells } = await playState(state, { ...tenant, storylines, engine: {} })
      const found = await really('storm-0558', tier)
      expect(cells[0]).toMatchObject(found)
    },
  )

  it('without the unified audit log and sign-ins sees nothing', { timeout: 300_000 }, async () => {
    const state: LoggingState = { mailboxAudit: 'nothing', sources: new Set() }
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
const actions = ['MailItemsAccessed']
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
  },
  completeness: { tenants: [], mailboxes: [], gaps: [] },
  coverage: {},
  mailboxes: ['ann@contoso.example', 'bob@contoso.example', 'cem@contoso.example'],
  readsByLogon: new Map(),
  identifiers: { reads: 0, readsWithToken: 0, signIns: 0, signInsWithToken: 0 },
})

describe('what is played', () => {
  it('is one state for each way in which mailboxes are logged', () => {
    expect(groupsOf(readiness).map(({ name, today }) => [name, today.mailboxAudit])).toEqual([
      ['1 complete', 'everything'],
      ['1 blind', 'no reads'],
      ['1 blind, nothing written', 'nothing'],
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
    const blind = groupsOf(readiness).find((group) => group.today.mailboxAudit === 'no reads')
    if (!blind) throw new Error('no such group')
    const fixes = fixesOf(readiness, blind)
    expect(fixes[0]?.how[0]).toContain('Set-Mailbox -Identity <mailbox>')
    expect(fixes.every((fix) => fix.apply(blind.today).sources.has('unified-audit'))).toBe(true)
    expect(fixes.at(-1)?.apply(blind.today)).toEqual({
      mailboxAudit: 'everything',
      sources: new Set(replaySources),
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
