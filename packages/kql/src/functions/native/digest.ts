import { native } from './define.js'
import { isArray, type Json, readDynamic, writeJson } from './json.js'

/** A digest is its values with their weights, sorted; a distinct-count sketch is the hashes it has seen. */
type Centroid = readonly [value: number, weight: number]

function centroids(value: Json): Centroid[] {
  if (!isArray(value)) return []
  return value.flatMap((pair): Centroid[] => {
    if (!isArray(pair) || pair[0] === null) return []
    return [[Number(pair[0]), Number(pair[1] ?? 1)]]
  })
}

/** Equal values become one, sorted. */
function compact(all: readonly Centroid[]): Centroid[] {
  const weights = new Map<number, number>()
  for (const [value, weight] of all) if (weight > 0) weights.set(value, (weights.get(value) ?? 0) + weight)
  return [...weights].sort(([a], [b]) => a - b)
}

/** The least value with at least that share of the weight at or below it. */
function rankOf(sorted: readonly Centroid[], percent: number): number | null {
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0)
  let passed = 0
  for (const [value, weight] of sorted) {
    passed += weight
    if (passed >= (total * percent) / 100 - 1e-9) return value
  }
  return sorted.at(-1)?.[0] ?? null
}

const spelled = (value: number | null): Json =>
  value !== null && Number.isSafeInteger(value) ? BigInt(value) : value
const digestOf = (text: string | null | undefined): Centroid[] =>
  compact(centroids(readDynamic(text ?? null)))

/** The bag of weights at or below a value. */
const below = (sorted: readonly Centroid[], value: number): number =>
  sorted.reduce((sum, [at, weight]) => (at <= value ? sum + weight : sum), 0)

export const digestNatives = {
  weighted: native('percentilew', 2, (pairs, wanted) => {
    const sorted = digestOf(pairs)
    const asked = readDynamic(wanted ?? null)
    if (sorted.length === 0 || !isArray(asked)) return null
    return writeJson(asked.map((percent) => spelled(rankOf(sorted, Number(percent)))))
  }),
  build: native('tdigest', 1, (pairs) => writeJson(digestOf(pairs))),
  mergeDigest: native('tdigest_merge', 1, (list) => {
    const digests = readDynamic(list ?? null)
    if (!isArray(digests)) return null
    return writeJson(compact(digests.flatMap(centroids)))
  }),
  mergeHll: native('hll_merge', 1, (list) => {
    const sketches = readDynamic(list ?? null)
    if (!isArray(sketches)) return null
    return writeJson([...new Set(sketches.flatMap((sketch) => (isArray(sketch) ? sketch : [])))])
  }),
  percentile: native('percentile_tdigest', 2, (digest, percent) => {
    const value = rankOf(digestOf(digest), Number(percent))
    return value === null ? null : writeJson(value)
  }),
  percentiles: native('percentiles_array_tdigest', 2, (digest, wanted) => {
    const sorted = digestOf(digest)
    const asked = readDynamic(wanted ?? null)
    return isArray(asked) && sorted.length > 0 ? writeJson(asked.map((p) => rankOf(sorted, Number(p)))) : null
  }),
  rank: native('rank_tdigest', 2, (digest, value) => {
    const sorted = digestOf(digest)
    return sorted.length > 0 && value !== null ? String(below(sorted, Number(value))) : null
  }),
  percentRank: native('percentrank_tdigest', 2, (digest, value) => {
    const sorted = digestOf(digest)
    const total = sorted.reduce((sum, [, weight]) => sum + weight, 0)
    return total > 0 && value !== null ? String((below(sorted, Number(value)) / total) * 100) : null
  }),
  count: native('dcount_hll', 1, (sketch) => {
    const hashes = readDynamic(sketch ?? null)
    return isArray(hashes) ? String(hashes.length) : null
  }),
} as const
