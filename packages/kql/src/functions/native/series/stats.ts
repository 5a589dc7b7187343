import { native } from '../define.js'
import { bagOf, type Json, writeJson } from '../json.js'
import { isPresent, isUsable, readFlag, readNumbers, squaresOf, sumOf } from './numbers.js'

/**
 * Minimum, maximum and moments of a series in one bag; the first seven are the columns of `series_stats`.
 * Variance is the sample's (divided by n - 1), 0 for one element.
 */
export const seriesStats = native('series_stats', 2, (series, ignore) => {
  const all = readNumbers(series ?? null)
  if (!all) return null
  const ignoring = readFlag(ignore ?? null, false)
  const values = all.filter(ignoring ? isUsable : isPresent)
  // One gap or non-finite value spoils the statistics unless it is to be ignored, as in Kusto.
  if (values.length === 0 || (!ignoring && values.length < all.length))
    return writeJson(emptyStats(all.length))
  const minimum = values.reduce((a, b) => Math.min(a, b))
  const maximum = values.reduce((a, b) => Math.max(a, b))
  const variance = values.length > 1 ? squaresOf(values) / (values.length - 1) : 0
  const sum = sumOf(values)
  return writeJson(
    bagOf({
      min: minimum,
      min_idx: BigInt(all.indexOf(minimum)),
      max: maximum,
      max_idx: BigInt(all.indexOf(maximum)),
      avg: sum / values.length,
      stdev: Math.sqrt(variance),
      variance,
      sum,
      len: BigInt(all.length),
    }),
  )
})

function emptyStats(length: number): Json {
  const names = ['min', 'min_idx', 'max', 'max_idx', 'avg', 'stdev', 'variance', 'sum']
  return bagOf({ ...Object.fromEntries(names.map((name) => [name, null])), len: BigInt(length) })
}
