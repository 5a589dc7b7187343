import { native } from '../define.js'
import { type Element, readElements, readFlag, readNumbers, sumOf, writeSeries } from './numbers.js'

/**
 * Finite impulse response: y[n] = Σ filter[k]·x[n-k], gaps and what lies before the series counting as 0.
 * Normalised by the filter's sum unless told otherwise or the filter has negative coefficients.
 */
export const seriesFir = native('series_fir', 4, (series, filterText, normalizeText, centerText) => {
  const elements = readElements(series ?? null)
  const filter = readElements(filterText ?? null)
  if (!elements || !filter || filter.some((value) => value === null)) return null
  const negative = filter.some((value) => value !== null && value < 0)
  const normalize = readFlag(normalizeText ?? null, !negative)
  if (normalize && negative) return null
  const shift = readFlag(centerText ?? null, false) ? Math.floor(filter.length / 2) : 0
  const whole = !normalize && [...elements, ...filter].every((value) => typeof value === 'bigint')
  const divisor = normalize ? sumOf(filter.map(Number)) : 1
  const output = elements.map((_, index): Element => {
    if (whole)
      return convolve(elements as bigint[], filter as bigint[], index + shift, 0n, (a, b, c) => a + b * c)
    const sum = convolve(elements.map(Number), filter.map(Number), index + shift, 0, (a, b, c) => a + b * c)
    return sum / divisor
  })
  return writeSeries(output)
})

function convolve<T>(
  x: readonly T[],
  filter: readonly T[],
  at: number,
  zero: T,
  add: (sum: T, a: T, b: T) => T,
): T {
  let sum = zero
  filter.forEach((coefficient, back) => {
    const value = x[at - back]
    if (value !== undefined) sum = add(sum, coefficient, value)
  })
  return sum
}

/** Infinite impulse response: a[0]·y[n] = Σ b[k]·x[n-k] - Σ a[k≥1]·y[n-k]. */
export const seriesIir = native('series_iir', 3, (series, numerators, denominators) => {
  const x = readNumbers(series ?? null)
  const b = readNumbers(numerators ?? null)
  const a = readNumbers(denominators ?? null)
  const lead = a?.[0]
  if (!x || !b || !a || !lead || [...a, ...b].includes(null)) return null
  const y: number[] = []
  x.forEach((_, index) => {
    let sum = 0
    b.forEach((coefficient, back) => {
      sum += (coefficient ?? 0) * (x[index - back] ?? 0)
    })
    a.forEach((coefficient, back) => {
      if (back > 0) sum -= (coefficient ?? 0) * (y[index - back] ?? 0)
    })
    y.push(sum / lead)
  })
  return writeSeries(y)
})
