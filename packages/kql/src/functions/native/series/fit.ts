import { native } from '../define.js'
import { bagOf, type JsonBag, readDynamic, writeJson } from '../json.js'
import { meanOf, readFilled, readNumber, squaresOf } from './numbers.js'

export interface Line {
  readonly slope: number
  readonly interception: number
  readonly variance: number
  readonly rvariance: number
  readonly rsquare: number
  readonly fit: readonly number[]
}

/** The least-squares line through (0, y0), (1, y1), …; variance is of the series, rvariance of what is left. */
export function fitLine(values: readonly number[]): Line {
  const count = values.length
  const middle = (count - 1) / 2
  const mean = meanOf(values)
  let across = 0
  let along = 0
  values.forEach((value, index) => {
    across += (index - middle) * (value - mean)
    along += (index - middle) ** 2
  })
  const slope = along === 0 ? 0 : across / along
  const interception = mean - slope * middle
  const fit = values.map((_, index) => interception + slope * index)
  return { slope, interception, fit, ...quality(values, fit) }
}

function quality(
  values: readonly number[],
  fit: readonly number[],
): Pick<Line, 'variance' | 'rvariance' | 'rsquare'> {
  const divisor = Math.max(values.length - 1, 1)
  const variance = squaresOf(values) / divisor
  const rvariance = values.reduce((sum, value, index) => sum + (value - (fit[index] ?? 0)) ** 2, 0) / divisor
  return { variance, rvariance, rsquare: variance === 0 ? 1 : Math.max(0, 1 - rvariance / variance) }
}

/** https://learn.microsoft.com/kusto/query/series-fit-line-function: the bag form; its keys are the columns. */
export const seriesFitLine = native('series_fit_line', 1, (series) => {
  const values = readFilled(series ?? null)
  if (!values || values.length < 2) return null
  const line = fitLine(values)
  return writeJson(
    bagOf({
      rsquare: line.rsquare,
      slope: line.slope,
      variance: line.variance,
      rvariance: line.rvariance,
      interception: line.interception,
      line_fit: line.fit,
    }),
  )
})

/**
 * Two lines that meet nowhere in particular: the split with the least residual variance. Both halves keep at
 * least two points.
 */
export const seriesFit2Lines = native('series_fit_2lines', 1, (series) => {
  const values = readFilled(series ?? null)
  if (!values || values.length < 4) return null
  let best: { split: number; left: Line; right: Line; left2: number } | undefined
  for (let split = 2; split <= values.length - 2; split++) {
    const left = fitLine(values.slice(0, split))
    const right = fitLine(values.slice(split))
    const residual = left.rvariance * (left.fit.length - 1) + right.rvariance * (right.fit.length - 1)
    if (!best || residual < best.left2) best = { split, left, right, left2: residual }
  }
  if (!best) return null
  const fit = [...best.left.fit, ...best.right.fit]
  const whole = quality(values, fit)
  return writeJson(
    bagOf({
      rsquare: whole.rsquare,
      split_idx: BigInt(best.split),
      variance: whole.variance,
      rvariance: whole.rvariance,
      line_fit: fit,
      right: half(best.right),
      left: half(best.left),
    }),
  )
})

const half = (line: Line): JsonBag =>
  bagOf({
    rsquare: line.rsquare,
    slope: line.slope,
    interception: line.interception,
    variance: line.variance,
    rvariance: line.rvariance,
  })

/** Polynomial of a degree (default 1) over given or counted x: [rsquare, coefficients (highest first), variance, rvariance, fit]. */
export const seriesFitPoly = native('series_fit_poly', 3, (ys, xs, degreeText) => {
  const y = readFilled(ys ?? null)
  if (!y) return null
  const x = readDynamic(xs ?? null) === null ? y.map((_, index) => index) : readFilled(xs ?? null)
  const degree = readNumber(degreeText ?? null, 1)
  if (!x || x.length !== y.length || !(degree >= 1 && degree <= 5) || y.length <= degree) return null
  const coefficients = solveNormal(x, y, degree)
  if (!coefficients) return null
  const fit = x.map((value) => coefficients.reduceRight((sum, coefficient) => sum * value + coefficient, 0))
  const { rsquare, variance, rvariance } = quality(y, fit)
  return writeJson(
    bagOf({ rsquare, coefficients: coefficients.toReversed(), variance, rvariance, poly_fit: fit }),
  )
})

/** Normal equations by Gaussian elimination on centred and scaled x, then expanded back; lowest power first. */
function solveNormal(x: readonly number[], y: readonly number[], degree: number): number[] | undefined {
  const centre = meanOf(x)
  const scale = Math.max(...x.map((value) => Math.abs(value - centre))) || 1
  const size = degree + 1
  const rows = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0))
  x.forEach((value, index) => {
    const powers = Array.from({ length: size }, (_, power) => ((value - centre) / scale) ** power)
    rows.forEach((row, i) => {
      powers.forEach((power, j) => {
        row[j] = (row[j] ?? 0) + (powers[i] ?? 0) * power
      })
      row[size] = (row[size] ?? 0) + (powers[i] ?? 0) * (y[index] ?? 0)
    })
  })
  const scaled = eliminate(rows)
  return scaled && expand(scaled, centre, scale)
}

function eliminate(rows: number[][]): number[] | undefined {
  const size = rows.length
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (magnitude(row, column) > magnitude(best, column) ? row : best))
    if (magnitude(pivot, column) < 1e-12) return undefined
    const from = rows.indexOf(pivot)
    ;[rows[column], rows[from]] = [pivot, rows[column] ?? pivot]
    rows.forEach((row, index) => {
      if (index === column) return
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1)
      pivot.forEach((value, at) => {
        row[at] = (row[at] ?? 0) - factor * value
      })
    })
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}

const magnitude = (row: readonly number[], column: number): number => Math.abs(row[column] ?? 0)

/** sum c[k]·((x - centre)/scale)^k as powers of x. */
function expand(scaled: readonly number[], centre: number, scale: number): number[] {
  let result: number[] = []
  for (const coefficient of scaled.toReversed()) {
    const next = new Array<number>(result.length + 1).fill(0)
    result.forEach((value, power) => {
      next[power] = (next[power] ?? 0) - (value * centre) / scale
      next[power + 1] = (next[power + 1] ?? 0) + value / scale
    })
    next[0] = (next[0] ?? 0) + coefficient
    result = next
  }
  return result
}
