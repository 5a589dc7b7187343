/**
 * Arithmetic. Whole numbers are computed as 64-bit and wrap around; division by zero is NULL for whole numbers and
 * infinite for reals; the remainder is never negative; datetimes that leave their range are NULL.
 * Facts: results of the engine itself, and https://learn.microsoft.com/kusto/query/datetime-timespan-arithmetic.
 */
import type { Expr } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import { empty, type Fragment, sql } from '../../sql/fragment.js'
import type { CallSite, ScalarFunction, ScalarFunctions } from '../entry.js'
import { inRange } from '../parts/ticks.js'

const isWhole = (type: KustoType | undefined): boolean => type === 'int' || type === 'long'
const isSpan = (type: KustoType | undefined): boolean => type === 'timespan'
const isDate = (type: KustoType | undefined): boolean => type === 'datetime'

const long = (value: Fragment): Fragment => sql`(${value})::BIGINT`
const double = (value: Fragment): Fragment => sql`(${value})::DOUBLE`

/** A result wider than 64 bits keeps its low 64, as a signed number. */
const wrapped = (wide: Fragment): Fragment =>
  sql`(((${wide} + 9223372036854775808::HUGEINT) & 18446744073709551615::HUGEINT) - 9223372036854775808::HUGEINT)::BIGINT`

/** The engine's TRY does not take a subquery inside. */
const hasSubquery = (expr: Expr): boolean =>
  expr.kind === 'subquery' || ('args' in expr && expr.args.some(hasSubquery))

/** The engine raises where Kusto wraps: the slow, wide way is taken for those rows alone. */
const wrapping = (a: Fragment, operator: Fragment, b: Fragment, site: CallSite): Fragment =>
  site.args.some(hasSubquery)
    ? wrapped(sql`((${a})::HUGEINT ${operator} (${b})::HUGEINT)`)
    : tried(a, operator, b)

const tried = (a: Fragment, operator: Fragment, b: Fragment): Fragment =>
  sql`coalesce(TRY(${long(a)} ${operator} ${long(b)}), ${wrapped(sql`((${a})::HUGEINT ${operator} (${b})::HUGEINT)`)})`

function numeric(args: readonly Expr[]): KustoType {
  const types = args.map((argument) => argument.type)
  if (types.includes('real')) return 'real'
  return types.includes('decimal') ? 'decimal' : 'long'
}

type Rule = (a: Fragment, b: Fragment, site: CallSite) => Fragment

const operation = (returns: (args: readonly Expr[]) => KustoType, rule: Rule): ScalarFunction => ({
  args: ['any', 'any'],
  returns,
  nulls: 'own',
  sql: { duckdb: ([a = empty, b = empty], site) => rule(a, b, site) },
  ref: 'numerical-operators',
})

function sumType(args: readonly Expr[]): KustoType {
  const types = args.map((argument) => argument.type)
  if (types.filter(isDate).length === 2) return 'timespan'
  if (types.some(isDate)) return 'datetime'
  return types.some(isSpan) ? 'timespan' : numeric(args)
}

const addOrSubtract = (operator: Fragment): ScalarFunction =>
  operation(sumType, (a, b, site) => {
    if (site.types.some(isDate) && site.type === 'datetime') {
      return inRange(sql`TRY_CAST((${a})::HUGEINT ${operator} (${b})::HUGEINT AS BIGINT)`)
    }
    if (site.types.every((type) => isWhole(type) || isSpan(type) || isDate(type))) {
      return site.types.some(isDate)
        ? sql`(${long(a)} ${operator} ${long(b)})`
        : wrapping(a, operator, b, site)
    }
    if (site.type === 'decimal') return sql`(${a} ${operator} ${b})::DECIMAL(38, 18)`
    return sql`(${double(a)} ${operator} ${double(b)})`
  })

/** A real number of ticks is cut; what does not fit in a timespan is NULL. */
const ticks = (value: Fragment): Fragment => sql`TRY_CAST(trunc(${value}) AS BIGINT)`

const multiply = operation(
  (args) => (args.some((argument) => isSpan(argument.type)) ? 'timespan' : numeric(args)),
  (a, b, site) => {
    if (site.types.every((type) => isWhole(type) || isSpan(type))) return wrapping(a, sql`*`, b, site)
    if (site.types.some(isSpan)) return ticks(sql`${double(a)} * ${double(b)}`)
    if (site.type === 'decimal')
      return decimalOf(
        sql`${double(a)} * ${double(b)}`,
        sql`TRY_CAST((${a})::DECIMAL(38, 18) * (${b})::DECIMAL(38, 18) AS DECIMAL(38, 18))`,
      )
    return sql`(${double(a)} * ${double(b)})`
  },
)

/** Exact where the engine's decimal can hold it, by way of a real where not. */
const decimalOf = (real: Fragment, exact: Fragment): Fragment =>
  sql`coalesce(${exact}, TRY_CAST(${real} AS DECIMAL(38, 18)))`

const divide = operation(
  (args) => {
    const [a, b] = args.map((argument) => argument.type)
    if (isSpan(a)) return isSpan(b) ? 'real' : 'timespan'
    return numeric(args)
  },
  (a, b, site) => {
    const [left, right] = site.types
    if (isSpan(left) && isSpan(right)) return sql`CASE WHEN ${b} <> 0 THEN ${double(a)} / ${double(b)} END`
    if (isSpan(left)) return sql`CASE WHEN ${b} <> 0 THEN ${ticks(sql`${double(a)} / ${double(b)}`)} END`
    // The one quotient that overflows is the least long by -1, which wraps to itself.
    if (isWhole(left) && isWhole(right))
      return sql`CASE WHEN ${b} = -1 THEN ${wrapped(sql`-(${a})::HUGEINT`)} ELSE ${long(a)} // ${long(b)} END`
    if (site.type === 'decimal')
      return sql`CASE WHEN ${b} <> 0 THEN TRY_CAST(${double(a)} / ${double(b)} AS DECIMAL(38, 18)) END`
    return sql`(${double(a)} / ${double(b)})`
  },
)

const remainder = operation(
  (args) => (args.some((argument) => isSpan(argument.type)) ? 'timespan' : numeric(args)),
  (a, b, site) => {
    const real = site.type === 'real'
    const [x, y] = real ? [double(a), double(b)] : site.type === 'decimal' ? [a, b] : [long(a), long(b)]
    return sql`((${x} % ${y} + abs(${y})) % abs(${y}))`
  },
)

export const arithmeticFunctions: ScalarFunctions = {
  '+': addOrSubtract(sql`+`),
  '-': addOrSubtract(sql`-`),
  '*': multiply,
  '/': divide,
  '%': remainder,
  /** The sign: `-x`. */
  _negate: {
    args: ['number'],
    returns: ([value]) => (value?.type === 'int' ? 'long' : (value?.type ?? 'long')),
    nulls: 'propagate',
    sql: {
      duckdb: ([a = empty], site) =>
        isWhole(site.types[0]) || isSpan(site.types[0]) ? wrapping(sql`0`, sql`-`, a, site) : sql`(-${a})`,
    },
    ref: 'numerical-operators',
  },
}
