import type { Habit } from '../life.js'
import { localMidnight, placeOf } from '../world/place.js'

/** Trips and VPN exits are facts of the world that every client shows; this habit only names them. */
export const away: Habit = {
  name: 'away',
  about: 'Business trips abroad and commercial VPN exits, seen through every client of the person',
  mistakenFor: 'impossible travel, foreign countries, hosting networks',
  start(life) {
    const { tenant } = life
    const last = new Map<number, string>()
    return (dayIndex) => {
      if (dayIndex < 0 || dayIndex >= tenant.days) return
      for (const who of tenant.people) {
        const place = placeOf(tenant, who, dayIndex)
        const network = place.vpn ?? (place.kind === 'away' ? place.network : undefined)
        const what = network
          ? `${place.vpn ? 'VPN exit' : 'trip'}: ${network.city}, ${network.country}, AS${network.asn}`
          : ''
        if (what !== '' && last.get(who.index) !== what)
          life.note({ subject: who.upn, what, from: localMidnight(tenant, who, dayIndex) })
        last.set(who.index, what)
      }
    }
  },
}
