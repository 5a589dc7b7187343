import type { NativeFunction } from '../../entry.js'
import { native } from '../define.js'
import { isArray, type Json, readDynamic, writeJson } from '../json.js'
import { type Element, readElements, writeSeries } from './numbers.js'

/** Functions of one series, element by element (https://learn.microsoft.com/kusto/query/series-exp-function). */
const unary: Readonly<Record<string, (value: number) => number>> = {
  series_exp: Math.exp,
  series_log: Math.log,
  series_sin: Math.sin,
  series_cos: Math.cos,
  series_tan: Math.tan,
  series_asin: Math.asin,
  series_acos: Math.acos,
  series_atan: Math.atan,
  series_floor: Math.floor,
  series_ceiling: Math.ceil,
}

/** These keep longs long. */
const preserving: Readonly<Record<string, (value: bigint | number) => bigint | number>> = {
  series_abs: (value) => (value < 0 ? -value : value),
  series_sign: (value) =>
    typeof value === 'bigint' ? (value > 0n ? 1n : value < 0n ? -1n : 0n) : Math.sign(value),
}

interface Arithmetic {
  readonly long?: (left: bigint, right: bigint) => bigint
  readonly real: (left: number, right: number) => number
}

const arithmetic: Readonly<Record<string, Arithmetic>> = {
  series_add: { long: (left, right) => left + right, real: (left, right) => left + right },
  series_subtract: { long: (left, right) => left - right, real: (left, right) => left - right },
  series_multiply: { long: (left, right) => left * right, real: (left, right) => left * right },
  series_divide: { real: (left, right) => left / right },
  series_pow: { real: (left, right) => left ** right },
}

const comparisons: Readonly<Record<string, (left: number | bigint, right: number | bigint) => boolean>> = {
  series_less: (left, right) => left < right,
  series_less_equals: (left, right) => left <= right,
  series_greater: (left, right) => left > right,
  series_greater_equals: (left, right) => left >= right,
  // Loose on purpose: 1 and 1.0 are equal.
  series_equals: (left, right) => Number(left) === Number(right),
  series_not_equals: (left, right) => Number(left) !== Number(right),
}

/**
 * Pairs the elements of two series, or of a series and a number; the longer one's rest is paired with a gap.
 * undefined when neither is an array.
 */
function pairs(left: string | null, right: string | null): [Element, Element][] | undefined {
  const sides = [left, right].map((text) => ({ array: readElements(text), scalar: readDynamic(text) }))
  const [first, second] = sides
  const length = Math.max(first?.array?.length ?? -1, second?.array?.length ?? -1)
  if (length < 0 || !first || !second) return undefined
  const element = (side: typeof first, index: number): Element => {
    if (side.array) return side.array[index] ?? null
    return typeof side.scalar === 'bigint' || typeof side.scalar === 'number' ? side.scalar : null
  }
  return Array.from({ length }, (_, index) => [element(first, index), element(second, index)])
}

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value)

function combine([left, right]: [Element, Element], { long, real }: Arithmetic): Element {
  if (left === null || right === null) return null
  if (long && typeof left === 'bigint' && typeof right === 'bigint') return wrap(long(left, right))
  return real(Number(left), Number(right))
}

export const elementwise: readonly NativeFunction[] = [
  ...Object.entries(unary).map(([name, apply]) =>
    native(name, 1, (series) =>
      writeSeries(
        readElements(series ?? null)?.map((value) => (value === null ? null : apply(Number(value)))),
      ),
    ),
  ),
  ...Object.entries(preserving).map(([name, apply]) =>
    native(name, 1, (series) =>
      writeSeries(readElements(series ?? null)?.map((value) => (value === null ? null : apply(value)))),
    ),
  ),
  ...Object.entries(arithmetic).map(([name, operation]) =>
    native(name, 2, (left, right) =>
      writeSeries(pairs(left ?? null, right ?? null)?.map((pair) => combine(pair, operation))),
    ),
  ),
  ...Object.entries(comparisons).map(([name, holds]) =>
    native(name, 2, (left, right) => {
      const found = pairs(left ?? null, right ?? null)
      if (!found) return null
      return writeJson(found.map(([a, b]): Json => (a === null || b === null ? null : holds(a, b))))
    }),
  ),
  native('series_dot_product', 2, (left, right) => reducePairs(left ?? null, right ?? null, dotProduct)),
  native('series_pearson_correlation', 2, (left, right) => reducePairs(left ?? null, right ?? null, pearson)),
  native('series_cosine_similarity', 2, (left, right) => reducePairs(left ?? null, right ?? null, cosine)),
  native('series_sum', 1, (series) => reduceOne(series ?? null, (values) => total(values))),
  native('series_product', 1, (series) =>
    reduceOne(series ?? null, (values) => values.reduce((a, b) => a * b, 1)),
  ),
  native('series_magnitude', 1, (series) =>
    reduceOne(series ?? null, (values) => Math.sqrt(total(values.map((value) => value * value)))),
  ),
]

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

function reduceOne(text: string | null, reduce: (values: number[]) => number): string | null {
  if (!isArray(readDynamic(text))) return null
  const present = readElements(text)?.filter((value) => value !== null)
  return present ? reduce(present.map(Number)).toString() : null
}

function reducePairs(
  left: string | null,
  right: string | null,
  reduce: (pairs: readonly (readonly [number, number])[]) => number,
): string | null {
  const found = pairs(left, right)
  if (!found || found.some(([a, b]) => a === null || b === null)) return null
  return reduce(found.map(([a, b]) => [Number(a), Number(b)] as const)).toString()
}

const dotProduct = (values: readonly (readonly [number, number])[]): number =>
  total(values.map(([a, b]) => a * b))

function cosine(values: readonly (readonly [number, number])[]): number {
  const [left, right] = [total(values.map(([a]) => a * a)), total(values.map(([, b]) => b * b))]
  return dotProduct(values) / Math.sqrt(left * right)
}

function pearson(values: readonly (readonly [number, number])[]): number {
  const meanLeft = total(values.map(([a]) => a)) / values.length
  const meanRight = total(values.map(([, b]) => b)) / values.length
  const covariance = total(values.map(([a, b]) => (a - meanLeft) * (b - meanRight)))
  const left = total(values.map(([a]) => (a - meanLeft) ** 2))
  const right = total(values.map(([, b]) => (b - meanRight) ** 2))
  return covariance / Math.sqrt(left * right)
}
