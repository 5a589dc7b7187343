import { empty, type Fragment, sql } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { digestNatives } from './native/digest.js'
import { callNative } from './parts/call-native.js'
import { nativeRow } from './parts/row.js'

/** Any number of sketches into one. */
const merging = (native: typeof digestNatives.mergeHll, ref: string): ScalarFunction => ({
  args: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  nulls: 'own',
  sql: { duckdb: (sketches) => sql`${callNative(native, [sql`json_array(${sketches.map(orNull)})`])}::JSON` },
  natives: [native],
  ref,
})
const orNull = (value: Fragment): Fragment => sql`coalesce(${value}, 'null'::JSON)`

/** Percentiles as further arguments, or one array of them. */
const percentiles: ScalarFunction = {
  args: ['dynamic'],
  rest: 'any',
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([digest = empty, ...wanted], { types }) => {
      const list = types[1] === 'dynamic' ? (wanted[0] ?? empty) : sql`json_array(${wanted})`
      return sql`${callNative(digestNatives.percentiles, [digest, list])}::JSON`
    },
  },
  natives: [digestNatives.percentiles],
  ref: 'percentiles-array-tdigest-function',
}

/** Sketches made by hll() and tdigest(): see functions/aggregate/percentile.ts. */
export const sketchFunctions: ScalarFunctions = {
  dcount_hll: nativeRow(['dynamic'], 'long', digestNatives.count, 'dcount-hll-function'),
  hll_merge: merging(digestNatives.mergeHll, 'hll-merge-function'),
  tdigest_merge: merging(digestNatives.mergeDigest, 'tdigest-merge-function'),
  merge_tdigest: merging(digestNatives.mergeDigest, 'tdigest-merge-function'),
  percentile_tdigest: {
    ...nativeRow(['dynamic', 'real'], 'dynamic', digestNatives.percentile, 'percentile-tdigest-function'),
    optional: ['any'],
    lower: (args, context) =>
      args.length > 2 ? context.call('percentile_tdigest', args.slice(0, 2)) : undefined,
  },
  percentiles_array_tdigest: percentiles,
  rank_tdigest: nativeRow(['dynamic', 'real'], 'real', digestNatives.rank, 'rank-tdigest-function'),
  percentrank_tdigest: nativeRow(
    ['dynamic', 'real'],
    'real',
    digestNatives.percentRank,
    'percentrank-tdigest-function',
  ),
}
