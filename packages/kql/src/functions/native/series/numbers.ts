import { isArray, type Json, readDynamic, writeJson } from '../json.js'

/** A series element: null is a gap. Whole numbers stay bigint, so that adding longs gives longs. */
export type Element = bigint | number | null

/** The elements of a series; undefined when the argument is not an array. What is not a number is a gap. */
export function readElements(text: string | null): Element[] | undefined {
  const value = readDynamic(text)
  return isArray(value) ? value.map(toElement) : undefined
}

/** The same as reals, for the functions that compute with reals only. */
export function readNumbers(text: string | null): (number | null)[] | undefined {
  return readElements(text)?.map((element) => (element === null ? null : Number(element)))
}

function toElement(value: Json): Element {
  if (typeof value === 'bigint' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value)) return Number(value)
  return null
}

/** A series argument without a gap, or undefined: the analytical functions answer null for anything else. */
export function readFilled(text: string | null): number[] | undefined {
  const numbers = readNumbers(text)
  return numbers?.every((value): value is number => value !== null) ? numbers : undefined
}

export const isPresent = (value: number | null): value is number => value !== null
export const isUsable = (value: number | null): value is number => value !== null && Number.isFinite(value)

export const writeSeries = (elements: readonly Element[] | undefined): string | null =>
  elements === undefined ? null : writeJson(elements)

/** A scalar argument given as text (numbers arrive as their decimal text). */
export const readNumber = (text: string | null, otherwise: number): number =>
  text === null || text === '' ? otherwise : Number(text)

export const readFlag = (text: string | null, otherwise: boolean): boolean =>
  text === null ? otherwise : text === 'true'

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length

/** Sum of squared distances from the mean. */
export function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
}

/** Percentile with linear interpolation between the two neighbours, of values in any order. */
export function percentileOf(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort()
  const at = ((sorted.length - 1) * percent) / 100
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

export const medianOf = (values: readonly number[]): number => percentileOf(values, 50)
