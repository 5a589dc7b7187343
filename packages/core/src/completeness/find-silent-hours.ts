import { hourMs, msOf, utc } from '../time.js'
import type { Facts, TenantHour } from './facts.js'
import type { Gap } from './gap.js'

/** Neighbours this busy make an empty hour between them a matter of chance below one in 10^8 (Poisson). */
const busy = 20
/** Longer silence is a night or a weekend unless the same hours speak on other days. */
const shortRun = 3
const longestRun = 72
const speaks = 5

const hourOfDay = (ms: number): number => (ms / hourMs) % 24

/** Median record count of an hour of the day over the days that have any record. */
function usual(hours: readonly TenantHour[]): (ms: number) => number {
  const days = new Set(hours.map((hour) => hour.hour.slice(0, 10))).size
  const byHour = new Map<number, number[]>()
  for (const hour of hours) {
    const key = hourOfDay(msOf(hour.hour))
    byHour.set(key, [...(byHour.get(key) ?? []), hour.records])
  }
  return (ms) => {
    const counts = byHour.get(hourOfDay(ms)) ?? []
    const all = [...counts, ...new Array<number>(Math.max(0, days - counts.length)).fill(0)].sort(
      (a, b) => a - b,
    )
    return all[Math.floor(all.length / 2)] ?? 0
  }
}

/** Hours without one record of the tenant while the hours around have many: ingestion or collection stopped. */
export function findSilentHours({ hours }: Facts): readonly Gap[] {
  const gaps: Gap[] = []
  const tenants = [...new Set(hours.map((hour) => hour.tenant))].sort()
  for (const tenant of tenants) {
    const own = hours.filter((hour) => hour.tenant === tenant).sort((a, b) => (a.hour < b.hour ? -1 : 1))
    const usually = usual(own)
    for (const [i, next] of own.entries()) {
      const previous = own[i - 1]
      if (!previous) continue
      const start = msOf(previous.hour) + hourMs
      const end = msOf(next.hour)
      const run = (end - start) / hourMs
      if (run < 1 || run > longestRun || previous.records < busy || next.records < busy) continue
      const empty = Array.from({ length: run }, (_, k) => start + k * hourMs)
      const odd = empty.filter((ms) => usually(ms) >= speaks).length
      if (run > shortRun && odd < run / 2) continue
      gaps.push({
        kind: 'silent-hours',
        tenant,
        mailbox: null,
        from: utc(start),
        to: utc(end),
        evidence: [],
        reason: `no record of anybody for ${run} hour(s), ${previous.records} in the hour before and ${next.records} in the hour after`,
        fix: 'export this stretch again; if it stays empty, ask Microsoft about the ingestion',
      })
    }
  }
  return gaps
}
