import type { Expr } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import { double, empty, type Fragment, sql } from '../../sql/fragment.js'
import { type AggregateFunction, type AggregateFunctions, type AggregateSite, aggregate } from './entry.js'

type Words = (x: Fragment, site: AggregateSite) => Fragment

const one = (
  args: AggregateFunction['args'],
  returns: AggregateFunction['returns'],
  nulls: AggregateFunction['nulls'],
  words: Words,
  ref: string,
): AggregateFunction => ({
  args,
  returns,
  nulls,
  sql: { duckdb: ([x = empty], site) => words(x, site) },
  ref: `${ref}-aggregation-function`,
})

const same = ([x]: readonly Expr[]): KustoType =>
  x?.type === 'int' ? 'int' : x?.type === 'dynamic' ? 'real' : (x?.type ?? 'long')

/** Sums of nothing are 0. Whole sums wrap around at 64 bits, as Kusto's do. */
const sum = one(
  ['number'],
  ([x]) => (x?.type === 'int' ? 'long' : x?.type === 'dynamic' ? 'real' : (x?.type ?? 'long')),
  'never',
  (x, { filter, types }) => {
    if (types[0] === 'real') return sql`coalesce(sum(${x})${filter}, 0)`
    if (types[0] === 'decimal') return sql`coalesce(sum(${x})${filter}, 0)::DECIMAL(38, 18)`
    const wide = sql`coalesce(sum((${x})::BIGINT)${filter}, 0)`
    return sql`coalesce(TRY_CAST(${wide} AS BIGINT), (((${wide} + 9223372036854775808) & 18446744073709551615) - 9223372036854775808)::BIGINT)`
  },
  'sum',
)

/** Of numbers a real, NaN over nothing; of times a time, null over nothing. */
const avg = one(
  ['any'],
  ([x]) => (x?.type === 'datetime' || x?.type === 'timespan' || x?.type === 'decimal' ? x.type : 'real'),
  'own',
  (x, { filter, type, types }) => {
    if (type === 'decimal') return sql`(avg(${x})${filter})::DECIMAL(38, 18)`
    if (type === 'datetime' || type === 'timespan')
      return sql`(sum(${x})${filter} // count(${x})${filter})::BIGINT`
    const value =
      types[0] === 'dynamic' ? sql`TRY_CAST(json_extract_string(${x}, '$') AS DOUBLE)` : sql`(${x})::DOUBLE`
    return sql`coalesce(avg(${value})${filter}, ${double(Number.NaN)})`
  },
  'avg',
)

/** NaN and infinities have no spread: the engine would raise. */
const spread = (name: Fragment, ref: string): AggregateFunction =>
  one(
    ['any'],
    'real',
    'never',
    (x, { filter }) => {
      const value = sql`(${x})::DOUBLE`
      const safe = sql`coalesce(${name}(CASE WHEN isfinite(${value}) THEN ${value} END)${filter}, 0)`
      return sql`CASE WHEN coalesce(bool_or(NOT isfinite(${value}))${filter}, false) THEN ${double(Number.NaN)} ELSE ${safe} END`
    },
    ref,
  )

const pair = (name: Fragment, ref: string): AggregateFunction => ({
  args: ['real', 'real'],
  returns: 'real',
  nulls: 'never',
  sql: { duckdb: ([x = empty, y = empty], { filter }) => sql`coalesce(${name}(${y}, ${x})${filter}, 0)` },
  ref: `${ref}-aggregation-function`,
})

/** Bits of all values together; null over nothing. */
const bits = (name: Fragment, ref: string): AggregateFunction =>
  one(['long'], 'long', 'own', (x, { filter }) => sql`${name}(${x})${filter}`, ref)

/** NaN is above every number to the engine, and to Kusto both the least and the greatest. */
const extreme = (name: Fragment, ref: string): AggregateFunction =>
  one(
    ['any'],
    same,
    'own',
    (x, { filter, types }) => {
      if (types[0] === 'dynamic')
        return sql`TRY_CAST(${name}(TRY_CAST(json_extract_string(${x}, '$') AS DOUBLE))${filter} AS DOUBLE)`
      if (types[0] === 'bool') return sql`(${name}((${x})::INTEGER)${filter})::BOOLEAN`
      if (types[0] !== 'real') return sql`${name}(${x})${filter}`
      return sql`CASE WHEN coalesce(bool_or(isnan(${x}))${filter}, false) THEN ${double(Number.NaN)} ELSE ${name}(${x})${filter} END`
    },
    ref,
  )

/** `sumif(x, p)` is `sum(x)` of the rows where p holds. */
const filtered = (name: string, inner: AggregateFunction, place: number, ref: string): AggregateFunction => ({
  args: [...inner.args.slice(0, place), 'bool'],
  ...(inner.optional ? { optional: inner.optional } : {}),
  returns: inner.returns,
  nulls: inner.nulls,
  lower: (args, context) => {
    const rest = [...args.slice(0, place), ...args.slice(place + 1)]
    const predicate = args[place] && context.coerce(args[place], 'bool')
    const type = typeof inner.returns === 'function' ? inner.returns(rest) : inner.returns
    return aggregate(name, type, rest, predicate)
  },
  ref: `${ref}-aggregation-function`,
})

const count: AggregateFunction = {
  args: [],
  optional: ['any'],
  returns: 'long',
  nulls: 'never',
  sql: { duckdb: (_args, { filter }) => sql`count(*)${filter}` },
  // count(predicate) counts where it holds; count(x) of another type counts rows.
  lower: ([predicate]) =>
    predicate?.type === 'bool' ? aggregate('count', 'long', [], predicate) : undefined,
  ref: 'count-aggregation-function',
}

const countIf: AggregateFunction = {
  args: ['bool'],
  returns: 'long',
  nulls: 'never',
  lower: ([predicate]) => aggregate('count', 'long', [], predicate),
  ref: 'countif-aggregation-function',
}

/** Exact, unlike Kusto's estimate; null is not counted, the empty string is. */
const distinctCount: AggregateFunction = {
  args: ['any'],
  optional: ['any'],
  returns: 'long',
  nulls: 'never',
  sql: { duckdb: ([x = empty], { filter }) => sql`count(DISTINCT ${x})${filter}` },
  ref: 'dcount-aggregation-function',
}

const variance = spread(sql`var_samp`, 'variance')
const deviation = spread(sql`stddev_samp`, 'stdev')
const populationVariance = spread(sql`var_pop`, 'variancep')
const covariance = pair(sql`covar_samp`, 'covariance')
const populationCovariance = pair(sql`covar_pop`, 'covariancep')
const least = extreme(sql`min`, 'min')
const greatest = extreme(sql`max`, 'max')

export const statisticsAggregates: AggregateFunctions = {
  count,
  cnt: count,
  countif: countIf,
  sum,
  sumif: filtered('sum', sum, 1, 'sumif'),
  avg,
  avgif: filtered('avg', avg, 1, 'avgif'),
  min: least,
  minif: filtered('min', least, 1, 'minif'),
  max: greatest,
  maxif: filtered('max', greatest, 1, 'maxif'),
  dcount: distinctCount,
  dcountif: filtered('dcount', distinctCount, 1, 'dcountif'),
  count_distinct: { ...distinctCount, ref: 'count-distinct-aggregation-function' },
  count_distinctif: filtered('dcount', distinctCount, 1, 'count-distinctif'),
  stdev: deviation,
  stdevif: filtered('stdev', deviation, 1, 'stdevif'),
  stdevp: spread(sql`stddev_pop`, 'stdevp'),
  variance,
  varianceif: filtered('variance', variance, 1, 'varianceif'),
  variancep: populationVariance,
  variancepif: filtered('variancep', populationVariance, 1, 'variancepif'),
  covariance,
  covarianceif: filtered('covariance', covariance, 2, 'covarianceif'),
  covariancep: populationCovariance,
  covariancepif: filtered('covariancep', populationCovariance, 2, 'covariancepif'),
  binary_all_and: bits(sql`bit_and`, 'binary-all-and'),
  binary_all_or: bits(sql`bit_or`, 'binary-all-or'),
  binary_all_xor: bits(sql`bit_xor`, 'binary-all-xor'),
}
