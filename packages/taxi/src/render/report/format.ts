import { UserError } from '../../output/error.js'

/** Shows instants in the chosen time zone; the data behind them stays UTC. */
export interface TimeFormat {
  readonly zone: string
  time(iso: string | null): string
  day(iso: string | null): string
}

const two = (n: number): string => String(n).padStart(2, '0')

function partsIn(formatter: Intl.DateTimeFormat, iso: string): Readonly<Record<string, string>> {
  return Object.fromEntries(formatter.formatToParts(new Date(iso)).map((part) => [part.type, part.value]))
}

/** `zone` as IANA names it, `UTC` by default; an unknown one is refused. */
export function timeFormat(zone = 'UTC'): TimeFormat {
  let formatter: Intl.DateTimeFormat
  try {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
  } catch {
    throw new UserError('USAGE', `'${zone}' is no time zone`, { hint: 'for instance Europe/Berlin or UTC' })
  }
  const time = (iso: string | null): string => {
    if (iso === null || Number.isNaN(Date.parse(iso))) return ''
    const part = partsIn(formatter, iso)
    return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`
  }
  return { zone, time, day: (iso) => time(iso).slice(0, 10) }
}

/** `1,234`. */
export const count = (n: number): string => n.toLocaleString('en-US')

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`

const units = ['B', 'KB', 'MB', 'GB'] as const

export function bytes(n: number | null): string {
  if (n === null) return ''
  let value = n
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}

/** `2024-02-01T07` as `07:00`, for axes. */
export const hourLabel = (iso: string): string => `${two(new Date(iso).getUTCHours())}:00`
