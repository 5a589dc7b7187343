import { native } from '../define.js'
import { writeJson } from '../json.js'
import { inRange, momentOfTicks, ticksOfMoment } from './calendar.js'

/** What a clock in the zone shows at a UTC moment, in ticks; undefined for an unknown zone. */
function localTicks(utc: bigint, zone: string): bigint | undefined {
  const clock = clockOf(zone)
  if (!clock) return undefined
  const fraction = Number(utc % 10_000_000n)
  const { year, month, day, hour, minute, second } = momentOfTicks(utc)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second)
  const part = Object.fromEntries(clock.formatToParts(date).map(({ type, value }) => [type, Number(value)]))
  return ticksOfMoment({
    year: part.year ?? 0,
    month: part.month ?? 0,
    day: part.day ?? 0,
    hour: (part.hour ?? 0) % 24,
    minute: part.minute ?? 0,
    second: part.second ?? 0,
    fraction,
  })
}

const clocks = new Map<string, Intl.DateTimeFormat | null>()

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  let made: Intl.DateTimeFormat | null = null
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    // Not a zone of the platform's database.
  }
  clocks.set(zone, made)
  return made
}

/** The UTC moment at which the zone's clock shows the local time: guess, look, and correct twice (for DST). */
function utcTicks(local: bigint, zone: string): bigint | undefined {
  let guess = local
  for (let round = 0; round < 2; round++) {
    const shown = localTicks(guess, zone)
    if (shown === undefined) return undefined
    guess += local - shown
  }
  return inRange(guess)
}

export const utcToLocal = native('datetime_utc_to_local', 2, (ticks, zone) =>
  ticks && zone ? (localTicks(BigInt(ticks), zone)?.toString() ?? null) : null,
)
export const localToUtc = native('datetime_local_to_utc', 2, (ticks, zone) =>
  ticks && zone ? (utcTicks(BigInt(ticks), zone)?.toString() ?? null) : null,
)
export const listTimezones = native('datetime_list_timezones', 0, () =>
  writeJson(Intl.supportedValuesOf('timeZone')),
)
