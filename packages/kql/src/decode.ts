/** How a row of the engine becomes KQL values in JSON: datetimes ISO 8601 with `Z`, dynamics as JSON, exact numbers. */

import type { CompiledColumn } from './compile.js'
import { momentOfTicks } from './functions/native/datetime/calendar.js'
import type { KustoType } from './schema.js'

export type KqlValue =
  | string
  | number
  | boolean
  | null
  | readonly KqlValue[]
  | { readonly [name: string]: KqlValue }

type Decode = (value: unknown) => KqlValue

const pad = (value: bigint | number, length: number): string => String(value).padStart(length, '0')

/** `2024-01-31T12:00:00.0000000Z` of ticks since year 1. */
export function datetimeText(ticks: bigint): string {
  const m = momentOfTicks(ticks)
  const fraction = ticks % 10_000_000n
  const seconds = (ticks / 10_000_000n) % 86_400n
  const time = `${pad(seconds / 3600n, 2)}:${pad((seconds / 60n) % 60n, 2)}:${pad(seconds % 60n, 2)}`
  return `${pad(m.year, 4)}-${pad(m.month, 2)}-${pad(m.day, 2)}T${time}.${pad(fraction, 7)}Z`
}

/** `[-][d.]hh:mm:ss[.fffffff]` of ticks. */
export function timespanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks
  const seconds = size / 10_000_000n
  const days = seconds / 86_400n
  const time = `${pad((seconds / 3600n) % 24n, 2)}:${pad((seconds / 60n) % 60n, 2)}:${pad(seconds % 60n, 2)}`
  const fraction = size % 10_000_000n
  return `${ticks < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${time}${fraction > 0n ? `.${pad(fraction, 7)}` : ''}`
}

/** Whole numbers beyond 2^53 are text, so that no digit is lost. */
const whole: Decode = (value) => {
  const exact = BigInt(String(value))
  return exact >= BigInt(Number.MIN_SAFE_INTEGER) && exact <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(exact)
    : String(exact)
}

const real: Decode = (value) => {
  const number = Number(value)
  if (Number.isFinite(number)) return number
  return Number.isNaN(number) ? 'NaN' : number > 0 ? 'Infinity' : '-Infinity'
}

const dynamic: Decode = (value) => {
  if (typeof value !== 'string') return value as KqlValue
  try {
    return JSON.parse(value) as KqlValue
  } catch {
    return value
  }
}

const decoders: Readonly<Record<KustoType, Decode>> = {
  bool: (value) => value === true || value === 'true',
  int: whole,
  long: whole,
  real,
  decimal: (value) => trimmed(String(value)),
  datetime: (value) => datetimeText(BigInt(String(value))),
  timespan: (value) => timespanText(BigInt(String(value))),
  guid: (value) => String(value),
  string: (value) => String(value),
  dynamic,
}

/** A decimal without the zeros its storage adds. */
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** One value of a column; NULL is null, of a string the empty string. */
export function decodeValue(value: unknown, type: KustoType): KqlValue {
  if (value === null || value === undefined) return type === 'string' ? '' : null
  return decoders[type](value)
}

/** A row of the engine, by the compiled query's columns. */
export function decodeRow(
  row: Readonly<Record<string, unknown>>,
  columns: readonly CompiledColumn[],
): Record<string, KqlValue> {
  const out: Record<string, KqlValue> = Object.create(null) as Record<string, KqlValue>
  for (const column of columns) out[column.name] = decodeValue(row[column.sqlName], column.type)
  return out
}
