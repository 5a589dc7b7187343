import { native } from '../define.js'
import { inRange, ticksOfMoment } from './calendar.js'

/**
 * Text as a datetime in ticks, in the forms Kusto documents (ISO 8601, RFC 822, RFC 850) and the month-first
 * ones .NET takes; undefined where it is none.
 * https://learn.microsoft.com/kusto/query/scalar-data-types/datetime
 */
export function parseDatetime(text: string): bigint | undefined {
  const trimmed = text.trim()
  for (const { form, groups } of dateForms) {
    const found = form.exec(trimmed)
    if (!found) continue
    const part = (name: keyof typeof groups): string | undefined => {
      const place = groups[name]
      return place === undefined ? undefined : found[place]
    }
    const rest = timeForm.exec(trimmed.slice(found[0].length) || (part('late') ?? ''))
    const time = groups.time === undefined ? rest : timeForm.exec(` ${part('time') ?? ''}`)
    if (!time) return undefined
    return momentOf(part('year') ?? '', part('month') ?? '1', part('day') ?? '1', time)
  }
  return undefined
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const word = '([A-Za-z]{3})[a-z]*'
const weekday = String.raw`(?:[A-Za-z]{3,9},?\s+)?`

interface DateForm {
  readonly form: RegExp
  readonly groups: Readonly<Partial<Record<'year' | 'month' | 'day' | 'time' | 'late', number>>>
}

const dateForms: readonly DateForm[] = [
  { form: /^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)/, groups: { year: 1, month: 2, day: 3 } },
  { form: /^(\d{4})(\d{2})(\d{2})(?=$|T)/, groups: { year: 1, month: 2, day: 3 } },
  { form: /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/, groups: { month: 1, day: 2, year: 3 } },
  {
    form: new RegExp(`^${weekday}(\\d{1,2})[ -]${word}[ -](\\d{4}|\\d{2})(?!\\d)`),
    groups: { day: 1, month: 2, year: 3 },
  },
  {
    form: new RegExp(`^${weekday}${word}\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})(?!\\d)`),
    groups: { month: 1, day: 2, year: 3 },
  },
  {
    form: new RegExp(`^${weekday}${word}\\s+(\\d{1,2})\\s+([\\d:.]+)\\s+(\\d{4})$`),
    groups: { month: 1, day: 2, time: 3, year: 4 },
  },
  { form: /^(\d{4})-(\d{1,2})$/, groups: { year: 1, month: 2 } },
  { form: new RegExp(`^${word}\\s+(\\d{4})$`), groups: { month: 1, year: 2 } },
  { form: /^(\d{4})$/, groups: { year: 1 } },
]

/** Hours, minutes, seconds, decimals, AM or PM, zone; all of it may be absent. */
const timeForm =
  /^(?:[T\s,]+(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,:](\d+))?)?)?\s*([AaPp][Mm])?)?\s*(Z|z|GMT|UTC|UT|[+-]\d{1,2}(?::?\d{2})?)?$/

function momentOf(year: string, month: string, day: string, time: RegExpExecArray): bigint | undefined {
  const [, hour = '0', minute, second = '0', decimals = '', half, zone = 'Z'] = time
  // A bare number after the date is no time.
  if (time[1] !== undefined && minute === undefined && half === undefined) return undefined
  const named = monthNames.indexOf(month.toLowerCase()) + 1
  const short = year.length === 2 ? (Number(year) < 50 ? 2000 : 1900) : 0
  const ticks = ticksOfMoment({
    year: Number(year) + short,
    month: named || Number(month),
    day: Number(day),
    hour: hourOf(Number(hour), half),
    minute: Number(minute ?? 0),
    second: Number(second),
    fraction: Number(decimals.slice(0, 7).padEnd(7, '0')),
  })
  return ticks === undefined ? undefined : inRange(ticks - offsetOf(zone))
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return Number.POSITIVE_INFINITY
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

function offsetOf(zone: string): bigint {
  const found = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone)
  if (!found) return 0n
  const minutes = BigInt(found[2] ?? 0) * 60n + BigInt(found[3] ?? 0)
  return (found[1] === '-' ? -minutes : minutes) * 600_000_000n
}

const unitTicks: Readonly<Record<string, number>> = {
  d: 864e9,
  day: 864e9,
  days: 864e9,
  h: 36e9,
  hr: 36e9,
  hrs: 36e9,
  hour: 36e9,
  hours: 36e9,
  m: 6e8,
  min: 6e8,
  minute: 6e8,
  minutes: 6e8,
  s: 1e7,
  sec: 1e7,
  second: 1e7,
  seconds: 1e7,
  ms: 1e4,
  milli: 1e4,
  millis: 1e4,
  millisecond: 1e4,
  milliseconds: 1e4,
  micro: 10,
  micros: 10,
  microsecond: 10,
  microseconds: 10,
  nano: 0.01,
  nanos: 0.01,
  nanosecond: 0.01,
  nanoseconds: 0.01,
  tick: 1,
  ticks: 1,
}

/** Text as a timespan in ticks: `1.02:03:04.5`, `13:00`, `2d`, `90min`; undefined where it is none. */
export function parseTimespan(text: string): bigint | undefined {
  const trimmed = text.trim()
  const clock =
    /^(-)?(?:(\d{1,8})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(trimmed) ??
    /^(-)?(\d{1,8}):(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,7}))?$/.exec(trimmed)
  if (clock) return clockTicks(clock)
  const plain = /^(-?)(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(trimmed)
  const unit = plain && (plain[3] === '' ? 864e9 : unitTicks[plain[3]?.toLowerCase() ?? ''])
  if (!plain || unit === undefined || unit === null) return undefined
  const ticks = BigInt(Math.round(Number(plain[2]) * unit))
  return plain[1] === '-' ? -ticks : ticks
}

function clockTicks([
  ,
  sign,
  days = '0',
  hours = '0',
  minutes = '0',
  seconds = '0',
  decimals = '',
]: RegExpExecArray): bigint | undefined {
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds)
  const ticks = whole * 10_000_000n + BigInt(decimals.padEnd(7, '0'))
  return sign ? -ticks : ticks
}

export const readDatetime = native('read_datetime', 1, (text) =>
  text ? (parseDatetime(text)?.toString() ?? null) : null,
)
export const readTimespan = native('read_timespan', 1, (text) =>
  text ? (parseTimespan(text)?.toString() ?? null) : null,
)
