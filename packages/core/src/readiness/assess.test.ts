import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessReadiness } from './assess.js'
import type { LogonReads, ReadinessFacts } from './check.js'
import { readinessChecks } from './checks/index.js'
import { judgeGroups, parseGroups } from './groups.js'
import type { Settings } from './settings.js'
import { type Document, daysOf, flagOf, listOf } from './value.js'
import { combine, type Judgement, readinessVerdicts } from './verdict.js'

const anna = 'anna@contoso.example'

function settingsOf(kinds: Readonly<Record<string, readonly Document[]>>): Settings {
  return {
    kinds: Object.keys(kinds),
    of: (kind) =>
      (kinds[kind] ?? []).map((document, i) => ({
        document,
        identity: String(
          document.Identity ??
            document.UserPrincipalName ??
            document.userPrincipalName ??
            document.name ??
            '',
        ),
        file: `${kind}.json`,
        line: i + 1,
      })),
  }
}

const use: LogonReads = {
  owner: 0,
  others: 0,
  ownerActivity: 10,
  othersActivity: 0,
  sends: 1,
  searches: 0,
  activeDays: 10,
  readDays: 0,
  daysSinceRead: 0,
  lastActive: '2026-03-20',
  lastRead: '',
  firstRead: '',
}

function facts(
  kinds: Readonly<Record<string, readonly Document[]>>,
  more: Partial<ReadinessFacts> = {},
): ReadinessFacts {
  return {
    settings: settingsOf(kinds),
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
    mailboxes: [anna],
    readsByLogon: new Map(),
    identifiers: { reads: 0, readsWithToken: 0, signIns: 0, signInsWithToken: 0 },
    tokenRenewals: 0,
    ...more,
  }
}

const full = ['Update', 'MailItemsAccessed', 'Send']
const mailbox = (fields: Document): Document => ({
  UserPrincipalName: anna,
  AuditEnabled: true,
  AuditOwner: full,
  AuditDelegate: full,
  AuditAdmin: full,
  ...fields,
})

/** check, what was exported, about whom, verdict; null where the check must hold its tongue. */
const cases: readonly (readonly [
  string,
  Readonly<Record<string, readonly Document[]>>,
  string,
  string | null,
])[] = [
  [
    'unified-audit',
    { 'Get-AdminAuditLogConfig': [{ UnifiedAuditLogIngestionEnabled: true }] },
    'tenant',
    'complete',
  ],
  [
    'unified-audit',
    { 'Get-AdminAuditLogConfig': [{ UnifiedAuditLogIngestionEnabled: 'False' }] },
    'tenant',
    'blind',
  ],
  [
    'unified-audit',
    { 'Get-AdminAuditLogConfig': [{ UnifiedAuditLogIngestionEnabled: 'perhaps' }] },
    'tenant',
    null,
  ],
  ['organization-audit', { 'Get-OrganizationConfig': [{ AuditDisabled: false }] }, 'tenant', 'complete'],
  ['organization-audit', { 'Get-OrganizationConfig': [{ AuditDisabled: 'True' }] }, 'tenant', 'blind'],
  ['scuba-gear', { ScubaGear: [{ PolicyId: 'MS.EXO.13.1v1', RequirementMet: true }] }, 'tenant', 'complete'],
  [
    'scuba-gear',
    { ScubaGear: [{ 'Control ID': 'MS.SECURITYSUITE.5.1v1', Result: 'Fail' }] },
    'tenant',
    'blind',
  ],
  ['scuba-gear', { ScubaGear: [{ PolicyId: 'MS.AAD.1.1v1', RequirementMet: false }] }, 'tenant', null],
  ['mailbox-audit-set', { 'Get-Mailbox': [mailbox({})] }, anna, 'complete'],
  [
    'mailbox-audit-set',
    {
      'Get-Mailbox': [
        mailbox({ AuditOwner: 'Update, MailItemsAccessed', AuditDelegate: '{Update, MailItemsAccessed}' }),
      ],
    },
    anna,
    'complete',
  ],
  ['mailbox-audit-set', { 'Get-Mailbox': [mailbox({ AuditDelegate: ['Update'] })] }, anna, 'partial'],
  [
    'mailbox-audit-set',
    {
      'Get-Mailbox': [mailbox({ AuditOwner: ['Update'], AuditDelegate: ['Update'], AuditAdmin: ['Update'] })],
    },
    anna,
    'blind',
  ],
  ['mailbox-audit-set', { 'Get-Mailbox': [mailbox({ AuditEnabled: false })] }, anna, 'blind'],
  [
    'mailbox-audit-set',
    { 'Get-Mailbox': [mailbox({ AuditOwner: '{Update, Move, MoveToDeletedItems, SoftDelete...}' })] },
    anna,
    'unknown',
  ],
  [
    'mailbox-audit-set',
    { 'Get-Mailbox': [{ UserPrincipalName: anna, AuditEnabled: true, DefaultAuditSet: ['Admin'] }] },
    anna,
    'blind',
  ],
  [
    'mailbox-audit-set',
    { 'Get-Mailbox': [{ UserPrincipalName: anna, AuditEnabled: true }] },
    anna,
    'unknown',
  ],
  ['mailbox-type', { 'Get-Mailbox': [mailbox({ RecipientTypeDetails: 'GroupMailbox' })] }, anna, 'blind'],
  ['mailbox-type', { 'Get-Mailbox': [mailbox({ RecipientTypeDetails: 'UserMailbox' })] }, anna, null],
  [
    'audit-bypass',
    { 'Get-MailboxAuditBypassAssociation': [{ Identity: 'anna', AuditBypassEnabled: true }] },
    anna,
    'blind',
  ],
  [
    'audit-bypass',
    { 'Get-MailboxAuditBypassAssociation': [{ Identity: 'backup', AuditByPassEnabled: 'True' }] },
    'tenant',
    'partial',
  ],
  [
    'audit-bypass',
    { 'Get-MailboxAuditBypassAssociation': [{ Identity: 'anna', AuditBypassEnabled: false }] },
    anna,
    'complete',
  ],
  ['audit-age-limit', { 'Get-Mailbox': [mailbox({ AuditLogAgeLimit: '00:00:00' })] }, anna, 'partial'],
  ['audit-age-limit', { 'Get-Mailbox': [mailbox({ AuditLogAgeLimit: '90.00:00:00' })] }, anna, null],
  [
    'licence',
    {
      users: [
        {
          userPrincipalName: anna,
          assignedPlans: [
            { servicePlanId: '2f442157-a11c-46b9-ae5b-6e39ff4e5849', capabilityStatus: 'Enabled' },
          ],
        },
      ],
    },
    anna,
    'complete',
  ],
  [
    'licence',
    {
      licenseDetails: [
        {
          userPrincipalName: anna,
          servicePlans: [{ servicePlanName: 'M365_ADVANCED_AUDITING', provisioningStatus: 'Disabled' }],
        },
      ],
    },
    anna,
    'partial',
  ],
  [
    'licence',
    {
      users: [
        {
          userPrincipalName: anna,
          assignedPlans: [
            { servicePlanId: '9aaf7827-d63c-4b61-89c3-182f06f82e5c', capabilityStatus: 'Enabled' },
          ],
        },
      ],
    },
    anna,
    'unknown',
  ],
  [
    'retention-policy',
    {
      'Get-UnifiedAuditLogRetentionPolicy': [
        { Identity: 'short', RetentionDuration: 'ThreeMonths', RecordTypes: ['ExchangeItem'] },
      ],
    },
    'tenant',
    'partial',
  ],
  [
    'retention-policy',
    {
      'Get-UnifiedAuditLogRetentionPolicy': [
        { Identity: 'long', RetentionDuration: 'TenYears', UserIds: anna },
      ],
    },
    anna,
    'complete',
  ],
  [
    'retention-policy',
    {
      'Get-UnifiedAuditLogRetentionPolicy': [
        { Identity: 'teams', RetentionDuration: 'ThreeMonths', RecordTypes: ['MicrosoftTeams'] },
      ],
    },
    'tenant',
    null,
  ],
  ['search-opt-in', { 'Get-Mailbox': [mailbox({})] }, 'mailbox-searches', 'blind'],
  [
    'search-opt-in',
    { 'Get-Mailbox': [mailbox({ AuditOwner: [...full, 'SearchQueryInitiated'] })] },
    'mailbox-searches',
    null,
  ],
  [
    'entra-licence',
    { subscribedSkus: [{ servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }] }] },
    'sign-ins-interactive',
    'complete',
  ],
  [
    'entra-licence',
    { subscribedSkus: [{ servicePlans: [{ servicePlanName: 'EXCHANGE_S_STANDARD' }] }] },
    'sign-ins-interactive',
    'partial',
  ],
  [
    'diagnostic-settings',
    {
      diagnosticSettings: [{ name: 'x', properties: { logs: [{ category: 'SignInLogs', enabled: true }] } }],
    },
    'sign-ins-interactive',
    'complete',
  ],
  [
    'diagnostic-settings',
    {
      diagnosticSettings: [
        { name: 'x', properties: { logs: [{ category: 'NonInteractiveUserSignInLogs', enabled: false }] } },
      ],
    },
    'sign-ins-non-interactive',
    'blind',
  ],
  [
    'table-retention',
    {
      workspaceTables: [
        { name: 'SigninLogs', properties: { retentionInDays: 90, totalRetentionInDays: 365 } },
      ],
    },
    'sign-ins-interactive',
    'complete',
  ],
  [
    'table-retention',
    {
      workspaceTables: [
        { name: 'SigninLogs', properties: { retentionInDays: 30, totalRetentionInDays: 30 } },
      ],
    },
    'sign-ins-interactive',
    'partial',
  ],
  [
    'activity-feed',
    { activityFeedSubscriptions: [{ contentType: 'Audit.Exchange', status: 'enabled' }] },
    'exchange-audit',
    'complete',
  ],
  [
    'activity-feed',
    { activityFeedSubscriptions: [{ contentType: 'Audit.Exchange', status: 'disabled' }] },
    'exchange-audit',
    'partial',
  ],
  [
    'exports-agree',
    {
      'Get-AdminAuditLogConfig': [{ UnifiedAuditLogIngestionEnabled: true }],
      ScubaGear: [{ 'Control ID': 'MS.SECURITYSUITE.5.1v1', Result: 'Fail' }],
    },
    'tenant',
    'partial',
  ],
  [
    'exports-agree',
    {
      'Get-AdminAuditLogConfig': [{ UnifiedAuditLogIngestionEnabled: true }],
      'Get-OrganizationConfig': [{ AuditDisabled: false }],
    },
    'tenant',
    null,
  ],
]

describe('settings exports', () => {
  it.each(cases)('%s %j: %s is %s', (check, kinds, subject, verdict) => {
    const found = readinessChecks
      .find((one) => one.id === check)
      ?.judge(facts(kinds))
      .find((judgement) => judgement.subject === subject)
    expect(found?.verdict ?? null).toBe(verdict)
    if (verdict === 'blind' || verdict === 'partial')
      expect(found?.reason).toMatch(/\w+\.json:\d|no diagnostic|not subscribed/)
  })

  it('every check has a case that judges, or is about the logs', () => {
    const judged = new Set(cases.filter(([, , , verdict]) => verdict !== null).map(([check]) => check))
    const ofSettings = readinessChecks.filter((check) => !check.id.endsWith('-in-log'))
    expect(ofSettings.map((check) => check.id).filter((id) => !judged.has(id))).toEqual(['exports-whole'])
  })

  it('of which a part could not be read are a finding, and change no verdict', () => {
    const kinds = { 'Get-Mailbox': [mailbox({})] }
    const settings = { ...settingsOf(kinds), cut: [{ file: 'b.json', lost: 2, line: 7 }] }
    const { findings, mailboxes } = assessReadiness(facts({}, { settings }))
    expect(findings.map(({ check, reason }) => [check, reason.slice(0, 41)])).toContainEqual([
      'exports-whole',
      '2 part(s) of b.json could not be read (b.',
    ])
    expect(mailboxes[0]?.verdict).toBe('complete')
  })
})

it.each([
  ['anna@contoso.example', 'anna@contoso.example'],
  ["o'hara@contoso.example", "'o''hara@contoso.example'"],
  ['a;Remove-Mailbox b', "'a;Remove-Mailbox b'"],
  ['a\u2019;Remove-Mailbox b', "'a\u2019\u2019;Remove-Mailbox b'"],
  ['-Confirm:0', "'-Confirm:0'"],
  ['$(calc)', "'$(calc)'"],
])('a command that is made to be pasted takes %j as one argument', (name, argument) => {
  const kinds = { 'Get-Mailbox': [mailbox({ UserPrincipalName: name, AuditEnabled: false })] }
  const { judgements } = assessReadiness(facts(kinds))
  const fix = judgements.find(({ check }) => check === 'mailbox-audit-set')?.fix
  expect(fix).toContain(`Set-Mailbox -Identity ${argument.toLowerCase()} -AuditEnabled`)
})

describe('the logs', () => {
  const seen = (reads: Partial<LogonReads>) =>
    assessReadiness(facts({}, { readsByLogon: new Map([[anna, { ...use, ...reads }]]) })).mailboxes[0]

  it('show a mailbox in use without a read as blind', () => expect(seen({})?.verdict).toBe('blind'))
  it('say nothing of a mailbox hardly used', () => expect(seen({ activeDays: 1 })?.verdict).toBe('unknown'))
  it('show reads as complete', () =>
    expect(seen({ owner: 5, readDays: 9, lastRead: '2026-03-20' })?.verdict).toBe('complete'))
  it('show the day on which reads stopped', () =>
    expect(seen({ owner: 5, readDays: 5, daysSinceRead: 8, lastRead: '2026-03-10' })).toMatchObject({
      verdict: 'blind',
      since: '2026-03-10',
    }))
  it('do not take an absence with a stray action for a stop', () =>
    expect(
      seen({ owner: 5, readDays: 5, daysSinceRead: 2, lastRead: '2026-03-10', lastActive: '2026-03-20' })
        ?.verdict,
    ).toBe('complete'))
  it('show reads by delegates alone as partial', () =>
    expect(seen({ others: 5, ownerActivity: 40, readDays: 9, lastRead: '2026-03-20' })?.verdict).toBe(
      'partial',
    ))
})

describe('settings and logs together', () => {
  it('that contradict each other are a finding', () => {
    const { findings } = assessReadiness(
      facts({ 'Get-Mailbox': [mailbox({})] }, { readsByLogon: new Map([[anna, use]]) }),
    )
    expect(findings.filter((finding) => finding.kind === 'contradiction')).toMatchObject([{ subject: anna }])
  })

  it('answer what a cut-off list leaves open', () => {
    const cut = { 'Get-Mailbox': [mailbox({ AuditOwner: '{Update, Move...}' })] }
    const reads = new Map([[anna, { ...use, owner: 5, readDays: 9, lastRead: '2026-03-20' }]])
    expect(assessReadiness(facts(cut)).mailboxes[0]?.verdict).toBe('unknown')
    expect(assessReadiness(facts(cut, { readsByLogon: reads })).mailboxes[0]?.verdict).toBe('complete')
  })

  it('a tenant without ingestion is blind everywhere, whatever its mailboxes say', () => {
    const off = {
      'Get-AdminAuditLogConfig': [{ UnifiedAuditLogIngestionEnabled: false }],
      'Get-Mailbox': [mailbox({})],
    }
    expect(assessReadiness(facts(off)).mailboxes[0]?.verdict).toBe('blind')
  })

  it('nothing said is unknown', () =>
    expect(assessReadiness(facts({})).mailboxes[0]?.verdict).toBe('unknown'))
})

describe('the combined verdict', () => {
  const judgement = fc.record({
    check: fc.constantFrom('a', 'b'),
    subject: fc.constant(anna),
    verdict: fc.constantFrom(...readinessVerdicts),
    basis: fc.constantFrom('settings' as const, 'logs' as const),
    reason: fc.constant(''),
  })
  const decisive = (one: Judgement) => one.check === 'a'

  it('never gets better by a bad judgement, and is never complete without a decisive one', () => {
    fc.assert(
      fc.property(fc.array(judgement), (judgements) => {
        expect(
          combine(
            [...judgements, { check: 'b', subject: anna, verdict: 'blind', basis: 'logs', reason: '' }],
            decisive,
          ),
        ).toBe('blind')
        if (combine(judgements, decisive) === 'complete')
          expect(judgements.some((one) => decisive(one) && one.verdict === 'complete')).toBe(true)
      }),
    )
  })
})

describe('values as they are printed', () => {
  it.each([
    ['{A, B...}', ['A', 'B'], true],
    ['A,B', ['A', 'B'], false],
    ['A|B', ['A', 'B'], false],
    [['A', 'B'], ['A', 'B'], false],
    [{ value: ['A'], Count: 1 }, ['A'], false],
  ])('list %j', (value, items, isTruncated) => expect(listOf(value)).toEqual({ items, isTruncated }))
  it('a list that is only the name of its type says nothing', () =>
    expect(listOf('System.Collections.ArrayList')).toBeUndefined())
  it.each([
    ['True', true],
    ['$false', false],
    [1, true],
    ['', undefined],
    [null, undefined],
  ])('flag %j', (value, flag) => expect(flagOf(value)).toBe(flag))
  it.each([
    ['90.00:00:00', 90],
    ['00:00:00', 0],
    ['P180D', 180],
    ['TwelveMonths', 365],
    ['soon', undefined],
  ])('days %j', (value, days) => expect(daysOf(value)).toBe(days))
})

describe('a risk profile', () => {
  const csv = `Mailbox,Group,Level,RetentionDays\n${anna},VIP,complete,365\nbob@contoso.example,VIP,,\n`

  it('counts the people whose logging falls short, and says how', () => {
    const parsed = parseGroups(csv)
    if (!parsed.ok) throw new Error(parsed.message)
    const readiness = assessReadiness(facts({ 'Get-Mailbox': [mailbox({})] }))
    expect(judgeGroups(readiness, parsed.members)).toMatchObject([
      {
        group: 'VIP',
        people: 2,
        met: 0,
        short: [
          { mailbox: anna, missing: '365 days are asked for, how long is kept is unknown' },
          { mailbox: 'bob@contoso.example' },
        ],
      },
    ])
  })

  it('without the columns it needs says which line and column', () =>
    expect(parseGroups('Name,Group\nx,y\n')).toEqual({
      ok: false,
      code: 'RDY101',
      message: 'the header has no column mailbox',
      line: 1,
    }))

  const rows = (mark: string, quote = '') =>
    [
      ['Mailbox', 'Group', 'Level', 'RetentionDays'],
      ['Anna@contoso.example', 'Board; finance, law', 'partial', '365'],
      ['bob@contoso.example', 'VIP', '', ''],
    ]
      .map((cells) => cells.map((cell) => (/[,;]/.test(cell) || quote ? `"${cell}"` : cell)).join(mark))
      .join('\r\n')
  it.each([
    ['commas', rows(',')],
    ['semicolons', rows(';')],
    ['tabs', rows('\t')],
    ['everything quoted', rows(';', '"')],
    ['a byte order mark', `\uFEFF${rows(';')}`],
    ['a separator line', `sep=;\r\n${rows(';')}\r\n\r\n`],
    ['names as a person writes them', rows(',').replace('RetentionDays', 'retention days')],
  ])('are read with %s', (_, csv) => {
    const parsed = parseGroups(csv)
    expect(parsed.ok && parsed.members.map(({ line: _line, ...member }) => member)).toEqual([
      { mailbox: anna, group: 'Board; finance, law', level: 'partial', retentionDays: 365 },
      { mailbox: 'bob@contoso.example', group: 'VIP', level: 'complete', retentionDays: 0 },
    ])
  })

  it.each([
    ['a number of days that is none', 'Mailbox,Group,RetentionDays\na@b.example,VIP,a year\n', 2],
    ['a level that is none', 'Mailbox,Group,Level\n\na@b.example,VIP,best\n', 3],
    ['a quote that never ends', 'Mailbox,Group\n"a@b.example,VIP\n', 2],
  ])('name the line of %s', (_, csv, line) => expect(parseGroups(csv)).toMatchObject({ ok: false, line }))

  it('count somebody who stands there twice as one person, of whom the more is asked', () => {
    const parsed = parseGroups(`Mailbox,Group,Level\n${anna},VIP,partial\n${anna},VIP,complete\n`)
    const readiness = assessReadiness(facts({ 'Get-Mailbox': [mailbox({ AuditDelegate: ['Update'] })] }))
    expect(judgeGroups(readiness, parsed.ok ? parsed.members : [])).toMatchObject([
      { people: 1, met: 0, short: [{ mailbox: anna }] },
    ])
  })
})
