import type { NativeFunction } from '../../entry.js'
import { native } from '../define.js'
import { bagOf, writeJson } from '../json.js'
import { fitLine } from './fit.js'
import { isPresent, meanOf, medianOf, readNumber, readNumbers, writeSeries } from './numbers.js'
import { fenceOf, outlierScore } from './outliers.js'
import { detectPeriods } from './periods.js'

interface Settings {
  /** Points of one season; -1 finds it, 0 says there is none. */
  readonly period: number
  readonly trend: string
  /** Points at the end that take no part in learning. */
  readonly testPoints: number
  /** A season that repeats worse than this (0 to 1) is none. */
  readonly seasonalityThreshold: number
}

interface Parts {
  readonly baseline: readonly number[]
  readonly seasonal: readonly number[]
  readonly trend: readonly number[]
  readonly residual: readonly number[]
}

function readSettings(
  period: string | null | undefined,
  trend: string | null | undefined,
  testPoints: string | null | undefined,
  threshold: string | null | undefined,
): Settings {
  return {
    period: readNumber(period ?? null, -1),
    trend: (trend ?? 'avg').toLowerCase(),
    testPoints: readNumber(testPoints ?? null, 0),
    seasonalityThreshold: readNumber(threshold ?? null, 0.6),
  }
}

function trendOf(learned: readonly number[], length: number, kind: string): number[] {
  if (kind === 'linefit' && learned.length > 1) {
    const { slope, interception } = fitLine(learned)
    return Array.from({ length }, (_, index) => interception + slope * index)
  }
  const level = kind === 'avg' && learned.length > 0 ? meanOf(learned) : 0
  return new Array<number>(length).fill(level)
}

/** The median of the points of the same phase, for each point. */
function seasonOf(values: readonly number[], learned: number, period: number): number[] {
  if (period < 2 || learned < 2) return values.map(() => 0)
  const phases = Array.from({ length: period }, (_, phase) =>
    values.slice(0, learned).filter((_value, index) => index % period === phase),
  ).map((phase) => (phase.length > 0 ? medianOf(phase) : 0))
  return values.map((_, index) => phases[index % period] ?? 0)
}

function periodOf(learned: readonly number[], settings: Settings): number {
  if (settings.period >= 0) return Math.round(settings.period)
  const [best] = detectPeriods(learned, 2, learned.length / 2, 1)
  return best && best.score >= settings.seasonalityThreshold ? best.length : 0
}

/**
 * x = seasonal + trend + residual in the documented order: the season first (the median of each phase), then the
 * trend (average, line or none) of what the season leaves.
 * https://learn.microsoft.com/kusto/query/series-decompose-function
 */
function decompose(values: readonly number[], settings: Settings): Parts {
  const learned = Math.max(0, values.length - settings.testPoints)
  const seasonal = seasonOf(values, learned, periodOf(values.slice(0, learned), settings))
  const deseasoned = values.map((value, index) => value - (seasonal[index] ?? 0))
  const trend = trendOf(deseasoned.slice(0, learned), values.length, settings.trend)
  const baseline = trend.map((value, index) => value + (seasonal[index] ?? 0))
  const residual = values.map((value, index) => value - (baseline[index] ?? 0))
  return { baseline, seasonal, trend, residual }
}

/** Gaps are learned as the series' average, so that one hole does not silence a series. */
function readSeries(text: string | null | undefined): number[] | undefined {
  const values = readNumbers(text ?? null)
  const present = values?.filter(isPresent)
  if (!values || !present || present.length === 0) return undefined
  const level = meanOf(present)
  return values.map((value) => value ?? level)
}

export const decompositions: readonly NativeFunction[] = [
  native('series_decompose', 5, (series, period, trend, testPoints, threshold) => {
    const values = readSeries(series)
    if (!values) return null
    const parts = decompose(values, readSettings(period, trend, testPoints, threshold))
    return writeJson(bagOf({ ...parts }))
  }),
  native('series_decompose_forecast', 5, (series, testPoints, period, trend, threshold) => {
    const values = readSeries(series)
    if (!values) return null
    const parts = decompose(values, readSettings(period, trend ?? 'linefit', testPoints, threshold))
    const { baseline, ...rest } = parts
    return writeJson(bagOf({ forecast: baseline, ...rest }))
  }),
  native(
    'series_decompose_anomalies',
    7,
    (series, thresholdText, period, trend, testPoints, method, seasonality) => {
      const values = readSeries(series)
      if (!values) return null
      const settings = readSettings(period, trend, testPoints, seasonality)
      const { baseline, residual } = decompose(values, settings)
      const fence = fenceOf(
        residual.slice(0, Math.max(1, values.length - settings.testPoints)),
        (method ?? 'ctukey').toLowerCase(),
      )
      const scores = residual.map((value) => outlierScore(value, fence))
      const threshold = readNumber(thresholdText ?? null, 1.5)
      const flags = scores.map((score) => (score > threshold ? 1n : score < -threshold ? -1n : 0n))
      return writeJson(bagOf({ ad_flag: flags, ad_score: scores, baseline }))
    },
  ),
  native('series_seasonal', 3, (series, period, testPoints) => {
    const values = readSeries(series)
    if (!values) return null
    const settings = readSettings(period, 'none', testPoints, '0')
    const learned = values.length - settings.testPoints
    return writeSeries(seasonOf(values, learned, periodOf(values.slice(0, learned), settings)))
  }),
]
