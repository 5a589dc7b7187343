import { native } from '../define.js'
import { writeJson } from '../json.js'
import { percentileOf, readNumber, readNumbers } from './numbers.js'

export interface Fence {
  readonly low: number
  readonly high: number
}

/** Tukey's fence between two percentiles: `tukey` 25 and 75, `ctukey` 10 and 90 unless given. */
export function fenceOf(values: readonly number[], kind: string, low?: number, high?: number): Fence {
  const [from, to] = kind === 'tukey' ? [25, 75] : [low ?? 10, high ?? 90]
  return { low: percentileOf(values, from), high: percentileOf(values, to) }
}

/**
 * How far outside the fence, in widths of it; 0 inside, negative below. A fence without width (more than the
 * percentiles' share of equal values) still tells what is outside it, by a very large score.
 */
export function outlierScore(value: number, { low, high }: Fence): number {
  const width = Math.max(high - low, 1e-9 * Math.max(1, Math.abs(high), Math.abs(low)))
  if (value > high) return (value - high) / width
  return value < low ? (value - low) / width : 0
}

/** https://learn.microsoft.com/kusto/query/series-outliers-function: a score for each element. */
export const seriesOutliers = native(
  'series_outliers',
  6,
  (series, kind, ignoreText, minimum, maximum, testPoints) => {
    const values = readNumbers(series ?? null)
    if (!values) return null
    const ignore = readNumber(ignoreText ?? null, Number.NaN)
    const usable = values.map((value) => (value === null || value === ignore ? null : value))
    const trained = usable
      .slice(0, usable.length - readNumber(testPoints ?? null, 0))
      .filter((value) => value !== null)
    if (trained.length === 0) return writeJson(values.map(() => 0))
    const optional = (text: string | null | undefined): number | undefined =>
      text ? Number(text) : undefined
    const fence = fenceOf(trained, (kind ?? 'ctukey').toLowerCase(), optional(minimum), optional(maximum))
    return writeJson(usable.map((value) => (value === null ? 0 : outlierScore(value, fence))))
  },
)
