import type { Expr } from '../../plan/expr.js'
import { literal, literalValue } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import { double, empty, type Fragment, sql, text } from '../../sql/fragment.js'
import type { LowerContext } from '../entry.js'
import { digestNatives } from '../native/digest.js'
import { isArray, readDynamic } from '../native/json.js'
import { callNative } from '../parts/call-native.js'
import { toJsonItem } from '../parts/json-value.js'
import { type AggregateFunction, type AggregateFunctions, type AggregateSite, aggregate } from './entry.js'

const ref = 'percentiles-aggregation-function'
const valueType = ([x]: readonly Expr[]): KustoType => (x?.type === 'dynamic' ? 'real' : (x?.type ?? 'long'))

/** Percentages asked for: numbers, or the items of constant arrays. */
function percentages(args: readonly Expr[], context: LowerContext): Expr[] {
  return args.flatMap((arg) => {
    if (arg.type !== 'dynamic') return [context.coerce(arg, 'real')]
    const value = literalValue(arg)
    const list = readDynamic(typeof value === 'string' ? value : null)
    if (!isArray(list)) return context.refuse('percentiles must be constant')
    return list.map((item) => literal('real', Number(item)))
  })
}

/** Nearest rank: the least value with at least that share of the values at or below it. Exact. */
const nearest = (x: Fragment, percent: Fragment, { filter }: AggregateSite): Fragment =>
  sql`quantile_disc(${x}, greatest(0.0, least(1.0, (${percent})::DOUBLE / 100)))${filter}`

const percentile: AggregateFunction = {
  args: ['any', 'real'],
  returns: valueType,
  nulls: 'own',
  sql: { duckdb: ([x = empty, p = empty], site) => nearest(x, p, site) },
  ref,
}

const several: AggregateFunction = {
  args: ['any'],
  rest: 'any',
  returns: valueType,
  nulls: 'own',
  expand: ([x, ...rest], context) =>
    x ? percentages(rest, context).map((p) => aggregate('percentile', valueType([x]), [x, p])) : [],
  ref,
}

/** All of them in one array. */
const array: AggregateFunction = {
  args: ['any'],
  rest: 'any',
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([x = empty], site) => {
      const wanted = constants(site.args.slice(1))
      const type = site.types[0] ?? 'real'
      const cells = wanted.map((p) => toJsonItem(nearest(x, double(p), site), type))
      return sql`CASE WHEN count(${x})${site.filter} > 0 THEN json_array(${cells}) END`
    },
  },
  lower: (args, context) => {
    percentages(args.slice(1), context)
    return undefined
  },
  ref,
}

const constants = (args: readonly Expr[]): number[] =>
  args.flatMap((arg) => {
    const value = literalValue(arg)
    if (arg.type !== 'dynamic') return [Number(value)]
    const list = readDynamic(String(value))
    return isArray(list) ? list.map(Number) : []
  })

/** The same with a weight: the value counted that many times. A native walks the sorted pairs. */
const weighted = (
  x: Fragment,
  weight: Fragment,
  wanted: readonly number[],
  { filter, types }: AggregateSite,
): Fragment => {
  const pairs = sql`to_json(list(json_array(${toJsonItem(x, types[0] ?? 'real')}, ${weight}))${filter})`
  return sql`${callNative(digestNatives.weighted, [pairs, text(JSON.stringify(wanted))])}::JSON`
}

const weightedOne: AggregateFunction = {
  args: ['any', 'long', 'real'],
  returns: valueType,
  nulls: 'own',
  sql: {
    duckdb: ([x = empty, w = empty], site) => {
      const value = weighted(numberOf(x, site), w, constants(site.args.slice(2)), {
        ...site,
        types: ['long'],
      })
      return site.type === 'real'
        ? sql`TRY_CAST(json_extract_string(${value}, '$[0]') AS DOUBLE)`
        : sql`TRY_CAST(json_extract_string(${value}, '$[0]') AS BIGINT)`
    },
  },
  natives: [digestNatives.weighted],
  ref,
}

/** Times are weighed as their ticks. */
const numberOf = (x: Fragment, { types }: AggregateSite): Fragment =>
  types[0] === 'real' ? x : sql`(${x})::BIGINT`

const weightedSeveral: AggregateFunction = {
  args: ['any', 'long'],
  rest: 'any',
  returns: valueType,
  nulls: 'own',
  expand: ([x, w, ...rest], context) =>
    x && w ? percentages(rest, context).map((p) => aggregate('percentilew', valueType([x]), [x, w, p])) : [],
  ref,
}

const weightedArray: AggregateFunction = {
  args: ['any', 'long'],
  rest: 'any',
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([x = empty, w = empty], site) =>
      weighted(numberOf(x, site), w, constants(site.args.slice(2)), { ...site, types: ['long'] }),
  },
  natives: [digestNatives.weighted],
  ref,
}

/** Sketches that keep everything: exact, and as large as the data's distinct values. */
const hll: AggregateFunction = {
  args: ['any'],
  optional: ['any'],
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([x = empty], { filter }) =>
      sql`CASE WHEN count(*)${filter} > 0 THEN to_json(list_sort(list_filter(coalesce(list(DISTINCT CASE WHEN ${x} IS NOT NULL THEN hash(${x})::VARCHAR END)${filter}, []), lambda h: h IS NOT NULL))) END`,
  },
  ref: 'hll-aggregation-function',
}

const digest: AggregateFunction = {
  args: ['any'],
  optional: ['any'],
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([x = empty, w = sql`1`], { filter }) =>
      sql`CASE WHEN count(*)${filter} > 0 THEN ${callNative(digestNatives.build, [sql`to_json(list(json_array((${x})::DOUBLE, ${w}))${filter})`])}::JSON END`,
  },
  natives: [digestNatives.build],
  ref: 'tdigest-aggregation-function',
}

const merging = (native: typeof digestNatives.mergeHll, reference: string): AggregateFunction => ({
  args: ['dynamic'],
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([x = empty], { filter }) =>
      sql`${callNative(native, [sql`to_json(list(${x})${filter})`])}::JSON`,
  },
  natives: [native],
  ref: reference,
})

export const percentileAggregates: AggregateFunctions = {
  percentile,
  percentiles: several,
  percentiles_array: array,
  percentilew: weightedOne,
  percentilesw: weightedSeveral,
  percentilesw_array: weightedArray,
  hll,
  hll_if: {
    ...hll,
    args: ['any', 'bool'],
    lower: ([x, predicate]) => x && aggregate('hll', 'dynamic', [x], predicate),
  },
  hll_merge: merging(digestNatives.mergeHll, 'hll-merge-aggregation-function'),
  tdigest: digest,
  tdigest_merge: merging(digestNatives.mergeDigest, 'tdigest-merge-aggregation-function'),
  merge_tdigest: merging(digestNatives.mergeDigest, 'tdigest-merge-aggregation-function'),
}
