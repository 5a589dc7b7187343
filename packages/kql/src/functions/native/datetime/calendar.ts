/** The proleptic Gregorian calendar in ticks of 100 ns since 0001-01-01, as .NET and Kusto count. */
export const TICKS_PER_DAY = 864_000_000_000n
export const MAX_TICKS = 3_155_378_975_999_999_999n
const DAYS_TO_UNIX_EPOCH = 719_162

export interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Ticks within the second. */
  readonly fraction: number
}

/** Ticks of a calendar moment; undefined where there is no such day or time. */
export function ticksOfMoment(moment: Moment): bigint | undefined {
  const { year, month, day, hour, minute, second, fraction } = moment
  if (year < 1 || year > 9999 || hour > 23 || minute > 59 || second > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || date.getUTCFullYear() !== year)
    return undefined
  const days = BigInt(Math.round(date.getTime() / 86_400_000) + DAYS_TO_UNIX_EPOCH)
  const seconds = BigInt(hour * 3600 + minute * 60 + second)
  return days * TICKS_PER_DAY + seconds * 10_000_000n + BigInt(fraction)
}

export function momentOfTicks(ticks: bigint): Moment {
  const days = Number(ticks / TICKS_PER_DAY)
  const inDay = ticks % TICKS_PER_DAY
  const date = new Date((days - DAYS_TO_UNIX_EPOCH) * 86_400_000)
  const seconds = Number(inDay / 10_000_000n)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: Number(inDay % 10_000_000n),
  }
}

export const inRange = (ticks: bigint): bigint | undefined =>
  ticks >= 0n && ticks <= MAX_TICKS ? ticks : undefined
