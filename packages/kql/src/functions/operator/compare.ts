/**
 * Comparison. One NULL operand: `==` is false and `!=` is true; two: NULL; order comparisons: NULL
 * (https://learn.microsoft.com/kusto/query/scalar-data-types/null-values). Strings are never NULL and compare
 * plainly, so that the engine can use its statistics. NaN equals nothing and has no order, unlike in the engine.
 */
import { type Expr, literalValue } from '../../plan/expr.js'
import { empty, type Fragment, sql } from '../../sql/fragment.js'
import type { CallSite, ScalarFunction, ScalarFunctions } from '../entry.js'

const isConstant = (expr: Expr | undefined): boolean => {
  const value = literalValue(expr)
  return value !== undefined && value !== null && !Number.isNaN(value)
}

/** Whether NaN could meet NaN, or a NaN an order comparison. */
const mayBeNaN = ({ types, args }: CallSite, both: boolean): boolean => {
  const unsure = args.filter((argument) => !isConstant(argument)).length
  return types.includes('real') && (both ? unsure === args.length : unsure > 0)
}

const notNaN = (fragment: Fragment, { types, args }: CallSite, both: boolean): Fragment => {
  if (!mayBeNaN({ types, args, type: 'bool' }, both)) return empty
  return sql` AND NOT isnan(${fragment})`
}

function equals(a: Fragment, b: Fragment, site: CallSite): Fragment {
  const [left, right] = site.args
  if (site.types[0] === 'string') return sql`(${a} = ${b})`
  if (isConstant(right)) return sql`(${a} IS NOT NULL AND ${a} = ${b})`
  if (isConstant(left)) return sql`(${b} IS NOT NULL AND ${a} = ${b})`
  const same = sql`(${a} IS NOT DISTINCT FROM ${b}${notNaN(a, site, true)})`
  return sql`CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE ${same} END`
}

function differs(a: Fragment, b: Fragment, site: CallSite): Fragment {
  if (site.types[0] === 'string') return sql`(${a} <> ${b})`
  if (isConstant(site.args[0]) || isConstant(site.args[1])) return sql`(${a} IS DISTINCT FROM ${b})`
  const nan = mayBeNaN(site, true) ? sql` OR isnan(${a})` : empty
  return sql`CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE (${a} IS DISTINCT FROM ${b}${nan}) END`
}

const comparison = (
  duckdb: (a: Fragment, b: Fragment, site: CallSite) => Fragment,
  ref: string,
): ScalarFunction => ({
  args: ['common', 'common'],
  returns: 'bool',
  nulls: 'own',
  sql: { duckdb: ([a = empty, b = empty], site) => duckdb(a, b, site) },
  ref,
})

const order = (operator: Fragment): ScalarFunction =>
  comparison((a, b, site) => {
    const [left, right] = site.args
    const nan = [
      isConstant(left) ? empty : notNaN(a, site, false),
      isConstant(right) ? empty : notNaN(b, site, false),
    ]
    return sql`(${a} ${operator} ${b}${nan[0] ?? empty}${nan[1] ?? empty})`
  }, 'numerical-operators')

const between = (negated: boolean): ScalarFunction => ({
  args: ['common', 'common', 'common'],
  returns: 'bool',
  nulls: 'own',
  sql: {
    duckdb: ([value = empty, low = empty, high = empty]) =>
      negated
        ? sql`coalesce(NOT (${value} BETWEEN ${low} AND ${high}), true)`
        : sql`(${value} BETWEEN ${low} AND ${high})`,
  },
  ref: 'between-operator',
})

export const compareFunctions: ScalarFunctions = {
  '==': comparison(equals, 'numerical-operators'),
  '!=': comparison(differs, 'numerical-operators'),
  '<>': comparison(differs, 'numerical-operators'),
  '<': order(sql`<`),
  '<=': order(sql`<=`),
  '>': order(sql`>`),
  '>=': order(sql`>=`),
  between: between(false),
  '!between': between(true),
}
