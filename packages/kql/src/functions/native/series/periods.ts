import { native } from '../define.js'
import { bagOf, writeJson } from '../json.js'
import { meanOf, readFilled, readNumber, readNumbers, squaresOf } from './numbers.js'

export interface Period {
  readonly length: number
  readonly score: number
}

/**
 * How well a series repeats after `lag` points, 0 to 1: autocorrelation, with the shorter overlap of long lags
 * made up for by the root of its share. This gives the documented 0.84 of series_periods_validate's example.
 */
function repetition(values: readonly number[]): (lag: number) => number {
  const mean = meanOf(values)
  const total = squaresOf(values)
  const known = new Map<number, number>()
  return (lag) => {
    if (total === 0 || lag < 1 || lag >= values.length) return 0
    const seen = known.get(lag)
    if (seen !== undefined) return seen
    let sum = 0
    for (let at = lag; at < values.length; at++) {
      sum += ((values[at] ?? 0) - mean) * ((values[at - lag] ?? 0) - mean)
    }
    const score = (sum / total) * Math.sqrt(values.length / (values.length - lag))
    known.set(lag, score)
    return score
  }
}

/** A period stands on a hill: nothing within a quarter of its length repeats better. */
function isHill(score: (lag: number) => number, lag: number): boolean {
  const reach = Math.max(1, Math.floor(lag / 4))
  for (let step = 1; step <= reach; step++) {
    if (score(lag - step) > score(lag) || score(lag + step) > score(lag)) return false
  }
  return score(lag) > 0
}

/** A multiple or a fraction of a better period says nothing new. */
const isHarmonic = (lag: number, found: readonly Period[]): boolean =>
  found.some(({ length }) => {
    const ratio = Math.max(lag, length) / Math.min(lag, length)
    return Math.abs(ratio - Math.round(ratio)) < 0.1
  })

/** The best `count` periods between `minimum` and `maximum` points, best first. */
export function detectPeriods(
  values: readonly number[],
  minimum: number,
  maximum: number,
  count: number,
): Period[] {
  const score = repetition(values)
  const longest = Math.min(Math.floor(maximum), Math.floor(values.length / 2))
  const hills: Period[] = []
  for (let lag = Math.max(2, Math.ceil(minimum)); lag <= longest; lag++) {
    if (isHill(score, lag)) hills.push({ length: lag, score: Math.min(1, score(lag)) })
  }
  const found: Period[] = []
  for (const hill of hills.toSorted((a, b) => b.score - a.score || a.length - b.length)) {
    if (found.length < count && !isHarmonic(hill.length, found)) found.push(hill)
  }
  return found
}

const rounded = (score: number): number => Math.round(score * 100) / 100

export const seriesPeriodsDetect = native('series_periods_detect', 4, (series, minimum, maximum, count) => {
  const values = readFilled(series ?? null)
  if (!values) return null
  const wanted = readNumber(count ?? null, 1)
  const found = detectPeriods(
    values,
    readNumber(minimum ?? null, 0),
    readNumber(maximum ?? null, values.length),
    wanted,
  )
  const at = (index: number): Period => found[index] ?? { length: 0, score: 0 }
  const places = Array.from({ length: wanted }, (_, index) => at(index))
  return writeJson(
    bagOf({ periods: places.map(({ length }) => length), scores: places.map(({ score }) => score) }),
  )
})

export const seriesPeriodsValidate = native('series_periods_validate', 2, (series, periods) => {
  const values = readFilled(series ?? null)
  const asked = readNumbers(periods ?? null)
  if (!values || !asked) return null
  const score = repetition(values)
  const scores = asked.map((period) => {
    const lag = Math.round(period ?? 0)
    return lag >= 2 && isHill(score, lag) ? rounded(score(lag)) : 0
  })
  return writeJson(bagOf({ periods: asked, scores }))
})
