import { hourMs, msOf, utc } from '../time.js'
import type { Facts, TenantHour } from './facts.js'
import type { Gap } from './gap.js'

/** Three days without one record of anybody are no weekend. */
const holeMs = 72 * hourMs
/** Records the silence should have held at the log's own pace: below that a sparse log is just sparse. */
const expected = 20

const missing = (tenant: string, from: string | null, to: string | null, reason: string): Gap => ({
  kind: 'not-collected',
  tenant,
  mailbox: null,
  from,
  to,
  evidence: [],
  reason,
  fix: 'export the time in question',
})

function holes(tenant: string, hours: readonly TenantHour[]): readonly Gap[] {
  const own = hours.filter((hour) => hour.tenant === tenant).sort((a, b) => (a.hour < b.hour ? -1 : 1))
  const records = own.reduce((sum, hour) => sum + hour.records, 0)
  const span = msOf(own.at(-1)?.hour ?? '') - msOf(own[0]?.hour ?? '') + hourMs
  return own.slice(1).flatMap((next, i) => {
    const start = msOf(own[i]?.hour ?? next.hour) + hourMs
    const end = msOf(next.hour)
    const pace = records / Math.max(hourMs, span - (end - start))
    if (end - start <= holeMs || pace * (end - start) < expected) return []
    const days = Math.floor((end - start) / (24 * hourMs))
    return [missing(tenant, utc(start), utc(end), `no audit record of anybody for ${days} days`)]
  })
}

/** Before the first record, after the last one, and in long silence between them nobody collected anything. */
export const findNotCollected = ({ tenants, hours }: Facts): readonly Gap[] =>
  tenants.flatMap(({ tenant, first, last }) => [
    missing(tenant, null, first, `the audit log at hand begins at ${first}`),
    ...holes(tenant, hours),
    missing(tenant, last, null, `the audit log at hand ends at ${last}`),
  ])
