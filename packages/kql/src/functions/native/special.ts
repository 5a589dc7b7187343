import { native } from './define.js'

/** Lanczos' approximation of ln Γ(x) for x > 0, good to 1e-14. */
export function logGamma(x: number): number {
  const g = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x)
  const shifted = x - 1
  const sum = g.reduce(
    (total, factor, index) => (index === 0 ? factor : total + factor / (shifted + index)),
    0,
  )
  const t = shifted + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Regularised incomplete beta function by its continued fraction (Lentz). */
function betaCdf(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return Number.NaN
  if (x === 0 || x === 1) return x
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const guard = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guard(1 + even * d)
    c = guard(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guard(1 + odd * d)
    c = guard(1 + odd / c)
    const step = d * c
    h *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return h
}

/** The x whose cumulated probability is p, by halving. */
function betaInverse(p: number, a: number, b: number): number | null {
  if (!(a > 0 && b > 0)) return Number.NaN
  if (!(p >= 0 && p <= 1)) return null
  let [low, high] = [0, 1]
  for (let step = 0; step < 200 && high - low > 1e-17; step++) {
    const middle = (low + high) / 2
    if (betaCdf(middle, a, b) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function betaPdf(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return Number.NaN
  return Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x),
  )
}

/** erfc by its continued fraction for large x, erf by its series for small. */
function erf(x: number): number {
  return Math.abs(x) < 2.5 ? erfSeries(x) : x > 0 ? 1 - erfcTail(x) : erfcTail(-x) - 1
}

function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; n < 200 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= -(x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

function erfcTail(x: number): number {
  let value = 0
  for (let n = 120; n >= 1; n--) value = n / 2 / (x + value)
  return Math.exp(-x * x) / ((x + value) * Math.sqrt(Math.PI))
}

const erfc = (x: number): number => (x > 2.5 ? erfcTail(x) : 1 - erf(x))

/** Two-sided p-value of Welch's t-test from means, variances and counts. */
function welch(
  mean1: number,
  variance1: number,
  count1: number,
  mean2: number,
  variance2: number,
  count2: number,
): number {
  const [a, b] = [variance1 / count1, variance2 / count2]
  const t = (mean1 - mean2) / Math.sqrt(a + b)
  const freedom = (a + b) ** 2 / (a ** 2 / (count1 - 1) + b ** 2 / (count2 - 1))
  return betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5)
}

const numeric = (name: string, arity: number, apply: (...values: number[]) => number | null) =>
  native(name, arity, (...values) => {
    if (values.some((value) => value === null)) return null
    const result = apply(...values.map(Number))
    return result === null ? null : String(result)
  })

export const specialNatives = {
  betaCdf: numeric('beta_cdf', 3, (x = 0, a = 0, b = 0) => betaCdf(x, a, b)),
  betaInverse: numeric('beta_inv', 3, (p = 0, a = 0, b = 0) => betaInverse(p, a, b)),
  betaPdf: numeric('beta_pdf', 3, (x = 0, a = 0, b = 0) => betaPdf(x, a, b)),
  erf: numeric('erf', 1, (x = 0) => erf(x)),
  erfc: numeric('erfc', 1, (x = 0) => erfc(x)),
  welch: numeric('welch_test', 6, (m1 = 0, v1 = 0, n1 = 0, m2 = 0, v2 = 0, n2 = 0) =>
    welch(m1, v1, n1, m2, v2, n2),
  ),
} as const
