import { day, minute } from '../clock.js'
import type { Stream } from '../random.js'
import type { Mailbox } from './person.js'
import { localMidnight, placeOf } from './place.js'
import type { Tenant } from './tenant.js'

/** `count` times in somebody's working hours of a day, ascending; on a day off only now and then. */
export function workMoments(
  tenant: Tenant,
  who: Mailbox,
  dayIndex: number,
  stream: Stream,
  count: number,
): number[] {
  const place = placeOf(tenant, who, dayIndex)
  const wanted = place.kind === 'off' ? (stream.chance(150) ? 1 : 0) : count
  const midnight = localMidnight(tenant, who, dayIndex)
  const times = Array.from({ length: wanted }, () => {
    const late = stream.chance(60)
    const minutes = late ? stream.between(19 * 60, 23 * 60) : who.startsAt + stream.below(9 * 60 + 30)
    return midnight + minutes * minute + stream.below(60) * 1000
  })
  return times.sort((a, b) => a - b)
}

/** `count` times in the waking hours of a day, ascending: phones are looked at in bed and on the train. */
export function wakingMoments(
  tenant: Tenant,
  who: Mailbox,
  dayIndex: number,
  stream: Stream,
  count: number,
): number[] {
  const midnight = localMidnight(tenant, who, dayIndex)
  const times = Array.from(
    { length: count },
    () => midnight + stream.between(6 * 60 + 30, 23 * 60 + 15) * minute + stream.below(60) * 1000,
  )
  return times.sort((a, b) => a - b)
}

/** `count` times of a UTC day, ascending: machines do not sleep. */
export function anyMoments(tenant: Tenant, dayIndex: number, stream: Stream, count: number): number[] {
  const times = Array.from(
    { length: count },
    () => tenant.start + dayIndex * day + stream.below(86_400) * 1000,
  )
  return times.sort((a, b) => a - b)
}
