import { dayMs, dayOf, msOf, startOfDay, utc } from '../time.js'
import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** Fewer actions than this on a day are a quiet day, not a switched-off log. */
const enough = 3

interface DaySum {
  readonly tenant: string
  readonly day: string
  readonly activity: number
  readonly reads: number
}

function daySums({ hours }: Facts): readonly DaySum[] {
  const sums = new Map<string, DaySum>()
  for (const { tenant, hour, activity, reads } of hours) {
    const day = dayOf(hour)
    const sum = sums.get(`${tenant}\n${day}`)
    sums.set(`${tenant}\n${day}`, {
      tenant,
      day,
      activity: (sum?.activity ?? 0) + activity,
      reads: (sum?.reads ?? 0) + reads,
    })
  }
  return [...sums.values()].sort((a, b) => (a.tenant + a.day < b.tenant + b.day ? -1 : 1))
}

/**
 * Days on which people worked in the tenant's mailboxes and none wrote a MailItemsAccessed although other days
 * have them: a setting, a licence or an export changed for everybody.
 */
export function findReadsSilent(facts: Facts): readonly Gap[] {
  const logged = new Set(facts.tenants.filter((one) => one.reads > 0).map((one) => one.tenant))
  return daySums(facts)
    .filter((sum) => logged.has(sum.tenant) && sum.activity >= enough && sum.reads === 0)
    .map(({ tenant, day, activity }) => ({
      kind: 'reads-silent',
      tenant,
      mailbox: null,
      from: startOfDay(day),
      to: utc(msOf(startOfDay(day)) + dayMs),
      evidence: [],
      reason: `${activity} action(s) of people in the tenant's mailboxes on ${day}, no MailItemsAccessed anywhere`,
      fix: 'check the tenant setting (Set-OrganizationConfig AuditDisabled), licences and the export filter for that day',
    }))
}
