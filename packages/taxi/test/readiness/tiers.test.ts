import { join } from 'node:path'
import type { ReadinessVerdict } from '@bigyellowtaxi/core'
import type { MailboxTruth, SimulateOptions } from '@bigyellowtaxi/range'
import { describe, expect, it } from 'vitest'
import { assessFiles, type Given, inFolder, writeTenant } from './tenant.js'

/** What the licence lets be seen; only the log can know that Exchange throttled a mailbox. */
function expected(mailbox: MailboxTruth, given: Given): ReadinessVerdict {
  if (!mailbox.mailReadsWritten) return 'blind'
  return mailbox.throttledFrom !== null && given !== 'settings' ? 'partial' : 'complete'
}

const tenants: readonly (readonly [string, SimulateOptions])[] = [
  ['E5', { mailboxes: 12, days: 8, seed: 1, tier: 'E5' }],
  ['E3 since 2024', { mailboxes: 12, days: 8, seed: 2, tier: 'E3-now' }],
  ['E3 before 2024', { mailboxes: 12, days: 8, seed: 3, tier: 'E3-before-2024' }],
  ['Business', { mailboxes: 12, days: 8, seed: 4, tier: 'Business' }],
  ['mixed', { mailboxes: 40, days: 10, seed: 5, tier: 'mixed' }],
]

async function verdicts(options: SimulateOptions, given: Given) {
  return inFolder(async (folder) => {
    const tenant = writeTenant(join(folder, 'tenant'), options)
    const { mailboxes } = await assessFiles(join(folder, given), tenant.files(given))
    const said = new Map(mailboxes.map((mailbox) => [mailbox.mailbox, mailbox]))
    return tenant.truth.mailboxTiers.map((mailbox) => ({
      mailbox: mailbox.mailbox,
      expected: expected(mailbox, given),
      said: said.get(mailbox.mailbox)?.verdict ?? 'unknown',
      reasons: said.get(mailbox.mailbox)?.reasons ?? [],
    }))
  })
}

describe.each(tenants)('a tenant of licences %s', (_, options) => {
  it.each(['settings', 'both'] as const)(
    'is judged by %s as its licences are, every mailbox',
    async (given) => {
      const all = await verdicts(options, given)
      expect(all.filter(({ expected: truth, said }) => truth !== said)).toEqual([])
    },
  )

  it('is judged by its logs alone as its licences are, but for mailboxes nobody used', async () => {
    const all = await verdicts(options, 'logs')
    const wrong = all.filter(({ expected: truth, said }) => truth !== said)
    expect(wrong.filter(({ said }) => said !== 'unknown')).toEqual([])
    expect(
      wrong.filter(({ reasons }) => !reasons.some((reason) => /too little to tell|neither/.test(reason))),
    ).toEqual([])
    expect(wrong.length).toBeLessThanOrEqual(all.length / 10)
  })
})

describe('an intruder who switches auditing off and on again', () => {
  const options: SimulateOptions = {
    mailboxes: 20,
    days: 12,
    seed: 4,
    tier: 'mixed',
    storylines: ['audit-tamper'],
  }

  it('changes no verdict for good, and each switch is a finding with its record as evidence', async () => {
    await inFolder(async (folder) => {
      const tenant = writeTenant(join(folder, 'tenant'), options)
      const { mailboxes, findings } = await assessFiles(join(folder, 'both'), tenant.files('both'))
      const truth = new Map(tenant.truth.mailboxTiers.map((one) => [one.mailbox, expected(one, 'both')]))
      expect(mailboxes.filter((one) => truth.get(one.mailbox) !== one.verdict)).toEqual([])
      const switches = findings.filter((finding) => finding.check === 'changes-in-log')
      const own = new Set(tenant.truth.storylines.flatMap((story) => story.recordIds))
      expect(switches.length).toBeGreaterThanOrEqual(4)
      expect(switches.every((finding) => finding.evidence.some((id) => own.has(id)))).toBe(true)
    })
  })
})
