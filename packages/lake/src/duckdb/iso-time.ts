const ticksPerDay = 864_000_000_000n

const two = (n: number): string => String(n).padStart(2, '0')

/** Year, month and day of a day number counted from 1970-01-01 (Howard Hinnant's civil_from_days). */
function civil(dayNumber: number): string {
  const z = dayNumber + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const sign = year < 0 ? '-' : ''
  return `${sign}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/**
 * Nanoseconds since 1970 as ISO 8601 in UTC, with as many decimals as are not zero, at most 7 (the tick of
 * 100 ns that KQL's datetime counts in). A JavaScript Date would stop at milliseconds.
 */
export function isoTime(nanos: bigint): string {
  const ticks = nanos >= 0n ? nanos / 100n : (nanos - 99n) / 100n
  let days = ticks / ticksPerDay
  if (ticks < days * ticksPerDay) days -= 1n
  const inDay = Number(ticks - days * ticksPerDay)
  const seconds = Math.floor(inDay / 10_000_000)
  const fraction = String(inDay % 10_000_000)
    .padStart(7, '0')
    .replace(/0+$/, '')
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${civil(Number(days))}T${clock}${fraction === '' ? '' : `.${fraction}`}Z`
}
