import type { Head } from '../shape.js'
import { foldKey } from './keys.js'

/** How `03/04/2024` is meant. */
export type DateOrder = 'month-first' | 'day-first'

const iso = /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(\.\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/i
const slashed =
  /^(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})[\s,]*(?:(\d{1,2})[:.](\d\d)(?:[:.](\d\d)([.,]\d+)?)?\s*([ap])\.?\s?m\.?)?(?:(\d{1,2})[:.](\d\d)(?:[:.](\d\d)([.,]\d+)?)?)?\s*(?:UTC|Z|GMT)?$/i
const dotNet = /^\\?\/Date\((-?\d+)(?:[+-]\d{4})?\)\\?\/$/

/**
 * A time as exports spell it, as ISO 8601 in UTC; undefined when it is none. Reads ISO with and without zone
 * (without: UTC), `/Date(ms)/`, and culture-dependent forms (`2/1/2024 4:07:34 PM`, `01.02.2024 16:07:34`).
 */
export function isoTime(value: unknown, order: DateOrder = 'month-first'): string | undefined {
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value === 'object' && value !== null)
    return fromPowerShell(value as Record<string, unknown>, order)
  if (typeof value !== 'string') return undefined
  const text = value.replace(/[\u202f\u00a0\u200e\u200f]/g, ' ').trim()
  const plain = iso.exec(text)
  if (plain) return fromIso(plain)
  const ticks = dotNet.exec(text)
  if (ticks) return fromMs(Number(ticks[1]))
  const parts = slashed.exec(text)
  if (parts) return fromSlashed(parts, order)
  return /^\w{3,9},? /.test(text) ? fromEnglish(text) : undefined
}

/** Whether a file's dates put the day first, from the first rows' values in the given columns. */
export function dateOrderOf(head: Head, columns: readonly string[]): DateOrder {
  const wanted = new Set(columns.map(foldKey))
  let dotted = false
  for (const row of head.objects) {
    for (const key of Object.keys(row)) {
      const value = row[key]
      if (typeof value !== 'string' || !wanted.has(foldKey(key))) continue
      const parts = /^\s*(\d{1,2})([/.-])(\d{1,2})\2\d{2,4}\b/.exec(value)
      if (!parts) continue
      if (Number(parts[1]) > 12) return 'day-first'
      if (Number(parts[3]) > 12) return 'month-first'
      // en-US alone writes slashes with AM/PM in capitals; points and dashes are never month-first.
      if (parts[2] !== '/') dotted = true
    }
  }
  return dotted ? 'day-first' : 'month-first'
}

function fromIso(parts: RegExpExecArray): string | undefined {
  const [, year, month, day, hour = '0', minute = '00', second = '00', fraction = '', zone = 'Z'] = parts
  const numbers = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (/^z|utc$/i.test(zone)) return compose(numbers, fraction)
  const sign = zone.startsWith('-') ? -1 : 1
  const offset = sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))
  const shifted = new Date(
    Date.UTC(numbers[0], numbers[1] - 1, numbers[2], numbers[3], numbers[4] - offset, numbers[5]),
  )
  if (Number.isNaN(shifted.getTime())) return undefined
  return `${shifted.toISOString().slice(0, 19)}${fraction}Z`
}

function fromSlashed(parts: RegExpExecArray, order: DateOrder): string | undefined {
  const [, first = '', , second = '', third = ''] = parts
  const yearFirst = first.length === 4
  const dayFirst = !yearFirst && (Number(first) > 12 || (order === 'day-first' && Number(second) <= 12))
  const year = yearFirst ? first : third.length === 2 ? `20${third}` : third
  const month = yearFirst || dayFirst ? second : first
  const day = yearFirst ? third : dayFirst ? first : second
  const half = parts[9]?.toLowerCase()
  let hour = Number(parts[5] ?? parts[10] ?? 0)
  if (half === 'p' && hour < 12) hour += 12
  if (half === 'a' && hour === 12) hour = 0
  const minute = Number(parts[6] ?? parts[11] ?? 0)
  const secondOf = Number(parts[7] ?? parts[12] ?? 0)
  const fraction = (parts[8] ?? parts[13] ?? '').replace(',', '.')
  return compose([Number(year), Number(month), Number(day), hour, minute, secondOf], fraction)
}

function compose(
  [year, month, day, hour, minute, second]: readonly [number, number, number, number, number, number],
  fraction: string,
): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
    return undefined
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}${fraction.slice(0, 8)}Z`
}

/** A bare number is milliseconds, or seconds where milliseconds would mean a day before 1973; a small one is no time. */
function fromEpoch(value: number): string | undefined {
  if (value < 1e8) return undefined
  return fromMs(value > 1e8 && value < 1e11 ? value * 1000 : value)
}

function fromMs(value: number): string | undefined {
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.000Z$/, 'Z')
}

/** ConvertTo-Json of a DateTime with members: `{"value":"\/Date(…)\/","DisplayHint":2,"DateTime":"…"}`. */
function fromPowerShell(value: Record<string, unknown>, order: DateOrder): string | undefined {
  const inner = value.value ?? value.Value ?? value.DateTime
  return typeof inner === 'string' || typeof inner === 'number' ? isoTime(inner, order) : undefined
}

/** `Thursday, February 1, 2024 4:07:34 PM`, `Feb 1, 2024`, `Thu, 01 Feb 2024 16:07:34 GMT`: no zone means UTC. */
function fromEnglish(text: string): string | undefined {
  const zoned = /(?:GMT|UTC|Z|[+-]\d{4})$/.test(text) ? text : `${text} UTC`
  const ms = Date.parse(zoned)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().replace(/\.000Z$/, 'Z')
}
