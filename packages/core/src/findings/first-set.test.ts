import { describe, expect, it } from 'vitest'
import { type Document, testLake } from '../../test/lake.js'
import { admin, bind, ordinaryDays, owner, send, signIn } from '../../test/records.js'
import { investigate } from '../investigation.js'
import { everything } from '../scope.js'
import { externalAddresses } from './forwarding.js'

async function judge(audit: readonly Document[], signins: readonly Document[] = []) {
  const engine = await testLake([{ name: 'a', tables: { audit, signin: signins } }])
  const { detection } = await investigate(engine, everything)
  return {
    detection,
    findings: (rule: string) => detection.findings.filter((finding) => finding.rule === rule),
    outcome: (rule: string) => detection.outcomes.find((one) => one.rule === rule)?.outcome,
  }
}

const life = () => ordinaryDays('2026-03-02', 20)
const forged = (at: string, more: Partial<Parameters<typeof bind>[0]> = {}) =>
  bind({
    at,
    ip: '203.0.113.66',
    session: 'forged-session',
    token: 'forged-token-id-000000',
    app: 'bad0',
    ...more,
  })

describe('the first set of rules', () => {
  it('finds nothing in ordinary life', async () => {
    const { detection } = await judge(life())
    expect(detection.findings).toEqual([])
    expect(detection.incidents).toEqual([])
  })

  it('finds reads without a sign-in, and one incident of all it belongs to', async () => {
    const reads = [forged('2026-03-18T02:00:00'), forged('2026-03-18T02:10:00')]
    const { detection, findings } = await judge([...life(), ...reads])
    expect(findings('MBX-03')).toMatchObject([
      { severity: 'High', mailboxes: [owner], evidence: reads.map((read) => read.Id).sort() },
    ])
    expect(findings('MBX-01')).toHaveLength(1)
    expect(detection.incidents).toMatchObject([{ severity: 'High', score: 120, mailboxes: [owner] }])
  })

  it('weighs a read from a familiar network lightly: a sign-in is missing from the log', async () => {
    const days = life().filter(
      (record) =>
        record.CreationTime !== '2026-03-15T08:00:00' && record.CreationTime !== '2026-03-14T08:00:00',
    )
    const { detection, findings } = await judge(days)
    expect(findings('MBX-03')).toMatchObject([{ severity: 'Low' }])
    expect(detection.incidents).toEqual([])
  })

  it('never calls it clean where the sign-ins are missing', async () => {
    const reads = life().filter((record) => record.Operation !== 'UserLoggedIn')
    const { outcome, findings } = await judge([...reads, forged('2026-03-18T02:00:00')])
    expect(findings('MBX-03')).toEqual([])
    expect(outcome('MBX-03')).toBe('not-evaluable')
  })

  it('does not accuse a whole tenant when the sign-in log is broken', async () => {
    const mailboxes = Array.from({ length: 6 }, (_, i) => `user${i}@contoso.example`)
    const reads = mailboxes.map((mailbox) => bind({ at: '2026-03-18T02:00:00', mailbox, ip: '192.0.2.1' }))
    const { outcome, findings } = await judge([...life(), ...reads])
    expect(findings('MBX-03')).toEqual([])
    expect(outcome('MBX-03')).toBe('not-evaluable')
  })

  it('takes service REST into account only where its token and its application are strangers', async () => {
    const rest = { client: 'Client=REST;Client=RESTSystem;;' }
    const known = ordinaryDays('2026-03-02', 20).map((record) =>
      record.Operation === 'MailItemsAccessed' ? { ...record, AppId: 'good', ClientAppId: 'good' } : record,
    )
    const background = bind({
      at: '2026-03-18T03:00:00',
      ip: '203.0.113.9',
      app: 'good',
      token: 'unknown-1',
      ...rest,
    })
    const { findings } = await judge([...known, background])
    expect(findings('MBX-03')).toEqual([])
    const strange = await judge([...known, forged('2026-03-18T02:00:00', rest)])
    expect(strange.findings('MBX-03')).toHaveLength(1)
  })

  it('finds one token used by two accounts', async () => {
    const token = 'shared-token-id-000000'
    const signedIn = signIn('2026-03-10T08:00:00Z', { UniqueTokenIdentifier: token })
    const reads = [owner, 'cfo@contoso.example'].map((user) =>
      bind({ at: '2026-03-10T12:00:00', user, token }),
    )
    const { findings } = await judge([...life(), ...reads], [signedIn])
    expect(findings('MBX-06')).toHaveLength(1)
  })

  it('finds mail sent on outside, by rule, mailbox and transport rule, and leaves inside targets alone', async () => {
    const { findings } = await judge([
      ...life(),
      admin(
        '2026-03-10T12:00:00',
        'New-InboxRule',
        { Mailbox: owner, ForwardTo: 'smtp:thief@evil.example' },
        owner,
      ),
      admin(
        '2026-03-10T12:00:00',
        'New-InboxRule',
        { Name: 'inside', ForwardTo: 'colleague@contoso.example' },
        owner,
      ),
      admin('2026-03-10T12:00:00', 'Set-Mailbox', {
        Identity: owner,
        ForwardingSmtpAddress: 'smtp:thief@evil.example',
      }),
      admin('2026-03-10T12:00:00', 'New-TransportRule', { BlindCopyTo: 'thief@evil.example' }),
      {
        ...send({ at: '2026-03-11T12:00:00' }, '<u@x>', ''),
        Operation: 'UpdateInboxRules',
        OperationProperties: [{ Name: 'RuleActions', Value: '[{"Recipients":["drop@evil.example"]}]' }],
      },
    ])
    expect(findings('RUL-01')).toHaveLength(2)
    expect(findings('RUL-04')).toMatchObject([{ mailboxes: [owner] }])
    expect(findings('RUL-05')).toMatchObject([{ mailboxes: [] }])
  })

  it('finds every way of switching auditing off', async () => {
    const { detection } = await judge([
      ...life(),
      admin('2026-03-10T12:00:00', 'Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: 'False' }),
      admin('2026-03-10T12:00:00', 'Set-OrganizationConfig', { AuditDisabled: 'True' }),
      admin('2026-03-10T12:00:00', 'Set-MailboxAuditBypassAssociation', {
        Identity: 'x',
        AuditBypassEnabled: 'True',
      }),
      admin('2026-03-10T12:00:00', 'Set-Mailbox', { Identity: owner, AuditEnabled: 'False' }),
    ])
    expect(detection.findings.map((finding) => finding.rule).sort()).toEqual([
      'AUD-01',
      'AUD-02',
      'AUD-03',
      'AUD-04',
    ])
  })

  it('gives a finding the same id in every run', async () => {
    const reads = [forged('2026-03-18T02:00:00')]
    const [one, other] = [
      await judge([...life(), ...reads]),
      await judge([...life(), ...reads, forged('2026-03-19T02:00:00')]),
    ]
    expect(one.findings('MBX-03')[0]?.id).toBe(other.findings('MBX-03')[0]?.id)
  })
})

describe('an address in a parameter', () => {
  it('is external when no mailbox of the tenant has its domain', () => {
    const domains = new Set(['contoso.example'])
    expect(externalAddresses('"Bob" [SMTP:bob@Evil.example]; amy@contoso.example', domains)).toEqual([
      'bob@evil.example',
    ])
    expect(externalAddresses('EX:/o=ExchangeLabs/cn=Recipients', domains)).toEqual([])
  })
})
