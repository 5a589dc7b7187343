import { describe, expect, it } from 'vitest'
import { type Document, type TestInput, testLake } from '../../test/lake.js'
import { admin, bind, ordinaryDays, owner, send, sync, userLoggedIn } from '../../test/records.js'
import { readQuestion } from '../access/question.js'
import { everything } from '../scope.js'
import { buildCompleteness } from './map.js'
import { readFacts } from './read-facts.js'

const first = '2026-03-02'

async function mapOf(
  audit: readonly Document[],
  inputs: readonly (Omit<TestInput, 'tables'> & { readonly audit: readonly Document[] })[] = [],
) {
  const engine = await testLake([
    { name: 'a.csv', tables: { audit } },
    ...inputs.map(({ audit, ...input }) => ({ ...input, tables: { audit } })),
  ])
  const map = buildCompleteness(await readFacts(engine, await readQuestion(engine, everything)))
  return {
    map,
    gaps: (kind: string) => map.gaps.filter((gap) => gap.kind === kind),
    state: (day: string, mailbox = owner) =>
      map.mailboxes.find((one) => one.mailbox === mailbox)?.days.find((cell) => cell.day === day)?.state,
  }
}

/** Enough records in an hour that an empty one beside it cannot be chance. */
const busyHour = (hour: string, count = 30): readonly Document[] =>
  Array.from({ length: count }, (_, i) =>
    userLoggedIn(`${hour}:${String(i).padStart(2, '0')}:00`, `user${i % 7}@contoso.example`),
  )

describe('completeness', () => {
  it('of an ordinary log is complete on every day between its first and last record', async () => {
    const { map } = await mapOf(ordinaryDays(first, 10))
    expect(map.mailboxes[0]?.days).toHaveLength(10)
    expect(map.mailboxes[0]?.days.every((day) => day.state === 'complete')).toBe(true)
    expect(map.gaps.map((gap) => gap.kind)).toEqual(['not-collected', 'not-collected'])
  })

  it('names a day on which the owner worked and no read was recorded', async () => {
    const { gaps, state } = await mapOf([
      ...ordinaryDays(first, 4),
      send({ at: '2026-03-06T09:00:00' }, '<x@x>', 'x'),
      ...ordinaryDays('2026-03-07', 3),
    ])
    expect(gaps('active-unlogged')).toMatchObject([
      { mailbox: owner, from: '2026-03-06T00:00:00Z', to: '2026-03-07T00:00:00Z' },
    ])
    expect(gaps('active-unlogged')[0]?.evidence).toHaveLength(1)
    expect(state('2026-03-06')).toBe('active-unlogged')
    expect(state('2026-03-05')).toBe('complete')
  })

  it('names days on which nobody in the tenant left a read', async () => {
    const busy = ['a', 'b', 'c'].map((name) =>
      send({ at: '2026-03-06T09:00:00', mailbox: `${name}@contoso.example` }, `<${name}@x>`, 'x'),
    )
    const { gaps, state } = await mapOf([
      ...ordinaryDays(first, 4),
      ...busy,
      ...ordinaryDays('2026-03-07', 3),
    ])
    expect(gaps('reads-silent')).toMatchObject([{ mailbox: null, from: '2026-03-06T00:00:00Z' }])
    expect(state('2026-03-06')).toBe('reads-silent')
  })

  it('says of a mailbox without any read that nothing shows they would be logged', async () => {
    const shared = 'shared@contoso.example'
    const { gaps, state } = await mapOf([
      ...ordinaryDays(first, 4),
      {
        ...bind({ at: '2026-03-03T00:00:00', mailbox: shared }),
        Operation: 'UpdateFolderPermissions',
        Folders: undefined,
      },
    ])
    expect(gaps('never-logged')).toMatchObject([{ mailbox: shared }])
    expect(state('2026-03-03', shared)).toBe('never-logged')
  })

  it('is blind for 24 hours after each throttle mark, across midnight', async () => {
    const { gaps, state } = await mapOf([
      ...ordinaryDays(first, 6),
      bind({ at: '2026-03-04T18:00:00', throttled: true }),
    ])
    expect(gaps('throttled')).toMatchObject([{ from: '2026-03-04T18:00:00Z', to: '2026-03-05T18:00:00Z' }])
    expect([state('2026-03-04'), state('2026-03-05'), state('2026-03-06')]).toEqual([
      'throttled',
      'throttled',
      'complete',
    ])
  })

  it.each([100, 5000, 50_000])('distrusts an input of exactly %i rows', async (rows) => {
    const { gaps } = await mapOf(ordinaryDays(first, 4), [
      { name: 'full.csv', rows, audit: [userLoggedIn(`${first}T12:00:00`)] },
    ])
    expect(gaps('export-cap')[0]?.reason).toContain('full.csv')
    expect(gaps('export-cap')).toHaveLength(1)
  })

  const beginning = { name: 'cut.csv', audit: [userLoggedIn(`${first}T12:00:00`)] }
  it.each([
    ['says nothing but that it is broken', {}, { from: null, to: `${first}T12:00:01Z` }],
    [
      'says it was a read',
      { operation: 'MailItemsAccessed', time: '2026-03-03T10:00:00Z' },
      { from: '2026-03-03T10:00:00Z', to: '2026-03-03T10:00:01Z' },
    ],
  ])('counts a line that could not be read as a lost read where it %s', async (_, line, gap) => {
    const { gaps } = await mapOf(ordinaryDays(first, 4), [{ ...beginning, rejects: [line] }])
    expect(gaps('rejected-lines')).toMatchObject([gap])
  })

  it('vouches for nothing where an archive breaks off', async () => {
    const { gaps } = await mapOf(ordinaryDays(first, 4), [
      { ...beginning, brokenOff: 'unexpected end of file' },
    ])
    expect(gaps('rejected-lines')).toMatchObject([
      { from: null, to: null, reason: expect.stringContaining('cut.csv') },
    ])
  })

  it('loses no read with a line that says it was something else', async () => {
    const { gaps } = await mapOf(ordinaryDays(first, 4), [
      { ...beginning, rejects: [{ operation: 'Add user.' }, { code: 'ING205' }] },
    ])
    expect(gaps('rejected-lines')).toEqual([])
  })

  it('knows that a read which names no mailbox may have been of any', async () => {
    const { MailboxOwnerUPN, MailboxGuid, ...ownerless } = bind({ at: `${first}T10:30:00` })
    const { gaps, state } = await mapOf([...ordinaryDays(first, 4), { ...ownerless, Id: 'ownerless' }])
    expect(gaps('ownerless-reads')).toMatchObject([
      { mailbox: null, from: `${first}T10:30:00Z`, to: `${first}T10:30:01Z`, evidence: ['ownerless'] },
    ])
    expect([state(first), state('2026-03-03')]).toEqual(['ownerless-reads', 'complete'])
  })

  it('believes an audit search that says it exceeded its limit', async () => {
    const query = {
      ConfigId: 'q',
      Kind: 'auditLogQueries',
      Identity: 'case 7',
      filterStartDateTime: '2026-03-03T00:00:00Z',
      filterEndDateTime: '2026-03-04T00:00:00Z',
      recordCountLimit: 1000000,
    }
    const gapsOf = async (isRecordCountLimitExceeded: boolean) => {
      const config = [{ ...query, isRecordCountLimitExceeded }]
      const engine = await testLake([{ name: 'a', tables: { audit: ordinaryDays(first, 4), config } }])
      const { gaps } = buildCompleteness(await readFacts(engine, await readQuestion(engine, everything)))
      return gaps.filter((gap) => gap.kind === 'export-cap')
    }
    expect(await gapsOf(true)).toMatchObject([{ from: '2026-03-03T00:00:00Z', to: '2026-03-04T00:00:00Z' }])
    expect(await gapsOf(false)).toEqual([])
  })

  it('sees hours without any record between busy ones, and takes a night for a night', async () => {
    const hours = [
      '2026-03-03T11',
      '2026-03-03T12',
      '2026-03-03T14',
      '2026-03-03T15',
      '2026-03-04T08',
      '2026-03-04T09',
    ]
    const { gaps } = await mapOf([...ordinaryDays(first, 4), ...hours.flatMap((hour) => busyHour(hour))])
    expect(gaps('silent-hours')).toMatchObject([{ from: '2026-03-03T13:00:00Z', to: '2026-03-03T14:00:00Z' }])
  })

  it('marks the beginning of a log that is as old as a retention period', async () => {
    const { gaps } = await mapOf([...ordinaryDays('2026-01-01', 1), ...ordinaryDays('2026-06-29', 2)])
    expect(gaps('retention-edge')).toMatchObject([{ from: null, to: '2026-01-01T08:00:00Z' }])
  })

  it('sees that synchronisation was not exported', async () => {
    const reads = Array.from({ length: 25 }, (_, i) => bind({ at: `2026-03-03T09:${String(i + 10)}:00` }))
    expect((await mapOf(reads)).gaps('sync-missing')).toHaveLength(1)
    expect((await mapOf([...reads, sync({ at: '2026-03-03T10:00:00' })])).gaps('sync-missing')).toEqual([])
  })

  it.each([
    [
      'Set-AdminAuditLogConfig',
      { UnifiedAuditLogIngestionEnabled: 'False' },
      { UnifiedAuditLogIngestionEnabled: 'True' },
    ],
    ['Set-OrganizationConfig', { AuditDisabled: 'True' }, { AuditDisabled: 'False' }],
    [
      'Set-MailboxAuditBypassAssociation',
      { Identity: 'svc', AuditBypassEnabled: 'True' },
      { Identity: 'svc', AuditBypassEnabled: 'False' },
    ],
    ['Set-Mailbox', { Identity: 'CEO', AuditEnabled: 'False' }, { Identity: 'CEO', AuditEnabled: 'True' }],
    [
      'Set-Mailbox',
      { Identity: 'CEO', AuditOwner: 'Send, HardDelete' },
      { Identity: 'CEO', AuditOwner: 'MailItemsAccessed, Send' },
    ],
  ])('is dark from %s %o until it is undone', async (operation, off, on) => {
    const undone = await mapOf([
      ...ordinaryDays(first, 8),
      admin('2026-03-04T12:00:00', operation, off),
      admin('2026-03-06T12:00:00', operation, on),
    ])
    expect(undone.gaps('auditing-off')).toMatchObject([
      { from: '2026-03-04T12:00:00Z', to: '2026-03-06T12:00:00Z' },
    ])
    expect(undone.state('2026-03-05')).toBe('auditing-off')
    expect(undone.state('2026-03-07')).toBe('complete')
    const open = await mapOf([...ordinaryDays(first, 8), admin('2026-03-04T12:00:00', operation, off)])
    expect(open.gaps('auditing-off')).toMatchObject([{ to: null }])
  })

  it('does not take a failed command or an added action for a switch-off', async () => {
    const { gaps } = await mapOf([
      ...ordinaryDays(first, 4),
      {
        ...admin('2026-03-03T12:00:00', 'Set-OrganizationConfig', { AuditDisabled: 'True' }),
        ResultStatus: 'False',
      },
      admin('2026-03-03T12:00:00', 'Set-Mailbox', {
        Identity: 'ceo',
        AuditOwner: '@{Add=SearchQueryInitiated}',
      }),
    ])
    expect(gaps('auditing-off')).toEqual([])
  })

  it('of a mailbox that no record mentions is dark on every day of its tenant', async () => {
    const engine = await testLake([{ name: 'a.csv', tables: { audit: ordinaryDays(first, 3) } }])
    const question = await readQuestion(engine, { ...everything, mailboxes: ['nobody@contoso.example'] })
    const map = buildCompleteness(await readFacts(engine, question))
    expect(map.mailboxes[0]?.days.map((day) => day.state)).toEqual([
      'never-logged',
      'never-logged',
      'never-logged',
    ])
  })

  it('of an empty workspace has no mailbox and no day to vouch for', async () => {
    const { map } = await mapOf([])
    expect(map).toMatchObject({ tenants: [], mailboxes: [], gaps: [] })
  })
})
