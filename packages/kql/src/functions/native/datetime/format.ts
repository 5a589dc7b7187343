import { native } from '../define.js'
import { momentOfTicks } from './calendar.js'

const pad = (value: number | bigint, length: number): string => value.toString().padStart(length, '0')

/** Letters of a datetime format (https://learn.microsoft.com/kusto/query/format-datetime-function). */
const letters = /y{1,5}|M{1,2}|d{1,2}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|F{1,7}|tt/g

export function formatDatetime(ticks: bigint, format: string): string {
  const moment = momentOfTicks(ticks)
  const fraction = pad(moment.fraction, 7)
  const words: Readonly<Record<string, (length: number) => string>> = {
    y: (length) => (length <= 2 ? pad(moment.year % 100, length) : pad(moment.year, length)),
    M: (length) => pad(moment.month, length),
    d: (length) => pad(moment.day, length),
    H: (length) => pad(moment.hour, length),
    h: (length) => pad(moment.hour % 12 || 12, length),
    m: (length) => pad(moment.minute, length),
    s: (length) => pad(moment.second, length),
    f: (length) => fraction.slice(0, length),
    F: (length) => fraction.slice(0, length).replace(/0+$/, ''),
    t: () => (moment.hour < 12 ? 'AM' : 'PM'),
  }
  return format.replace(letters, (run) => words[run[0] ?? '']?.(run.length) ?? run)
}

/** Days unpadded unless doubled, hours to decimals as in datetimes; a negative span starts with a minus. */
export function formatTimespan(ticks: bigint, format: string): string {
  const size = ticks < 0n ? -ticks : ticks
  const fraction = pad(size % 10_000_000n, 7)
  const seconds = size / 10_000_000n
  const words: Readonly<Record<string, (length: number) => string>> = {
    d: (length) => pad(seconds / 86_400n, length),
    H: (length) => pad((seconds / 3600n) % 24n, length),
    h: (length) => pad((seconds / 3600n) % 24n, length),
    m: (length) => pad((seconds / 60n) % 60n, length),
    s: (length) => pad(seconds % 60n, length),
    f: (length) => fraction.slice(0, length),
    F: (length) => fraction.slice(0, length).replace(/0+$/, ''),
  }
  const text = format.replace(/d{1,8}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|F{1,7}/g, (run) => {
    return words[run[0] ?? '']?.(run.length) ?? run
  })
  return ticks < 0n ? `-${text}` : text
}

export const formatDatetimeNative = native('format_datetime', 2, (ticks, format) =>
  ticks ? formatDatetime(BigInt(ticks), format ?? '') : null,
)
export const formatTimespanNative = native('format_timespan', 2, (ticks, format) =>
  ticks ? formatTimespan(BigInt(ticks), format ?? '') : null,
)
