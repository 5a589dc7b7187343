import { isoDay } from '../date/calendar.js'
import { readDated } from '../date/dated.js'
import type { Incident } from '../model.js'
import type { SweepTarget } from './hunt.js'

/** Leased servers change hands: a week before and after the published days is as far as a match may reach. */
export const defaultMarginDays = 7

/** What a sweep of a workspace looks for, each value only inside the days it was seen plus a margin. */
export function sweepTargets(incident: Incident, marginDays = defaultMarginDays): SweepTarget[] {
  return (incident.iocs ?? [])
    .filter((ioc) => ioc.sweep !== false)
    .map((ioc) => {
      const first = readDated(ioc.first_seen)?.first
      const last = readDated(ioc.last_seen)?.last
      return {
        ioc,
        from: first === undefined ? undefined : `${isoDay(first - marginDays)}T00:00:00Z`,
        to: last === undefined ? undefined : `${isoDay(last + marginDays)}T23:59:59Z`,
      }
    })
}
