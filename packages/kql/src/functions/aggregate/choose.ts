import type { Expr } from '../../plan/expr.js'
import { bigint, empty, type Fragment, identifier, sql } from '../../sql/fragment.js'
import { type AggregateFunction, type AggregateFunctions, aggregate } from './entry.js'

/** Any value of a column that has one. */
const takeOne: AggregateFunction = {
  args: ['any'],
  returns: ([x]) => x?.type ?? 'string',
  nulls: 'own',
  sql: { duckdb: ([x = empty], { filter }) => sql`any_value(${x})${filter}` },
  ref: 'take-any-aggregation-function',
}

const any: AggregateFunction = {
  args: ['any'],
  rest: 'any',
  returns: ([x]) => x?.type ?? 'string',
  nulls: 'own',
  expand: (args) => args.map((arg) => aggregate('_take_any', arg.type, [arg])),
  ref: 'take-any-aggregation-function',
}

const anyIf: AggregateFunction = {
  args: ['any', 'bool'],
  returns: ([x]) => x?.type ?? 'string',
  nulls: 'own',
  lower: ([x, predicate], context) =>
    x && predicate && aggregate('_take_any', x.type, [x], context.coerce(predicate, 'bool')),
  ref: 'take-anyif-aggregation-function',
}

/**
 * The row with the least or greatest value of a column. Rows of one call agree on the row: the value comes with
 * its column in one struct. A group without any value gives one of its rows, NaN is beyond every number both ways.
 */
const chosen = (name: 'arg_max' | 'arg_min', ref: string): AggregateFunction => ({
  args: ['any'],
  rest: 'any',
  returns: ([x]) => x?.type ?? 'string',
  nulls: 'own',
  expand: (args) => {
    const [by] = args
    if (!by) return []
    return args.map((arg): ReturnType<typeof aggregate> => aggregate(`_${name}`, arg.type, [by, arg]))
  },
  ref,
})

const chosenValue = (name: Fragment, ref: string): AggregateFunction => ({
  args: ['any', 'any'],
  returns: ([, x]) => x?.type ?? 'string',
  nulls: 'own',
  sql: {
    // Values chosen together are given after the one that is meant: one struct, computed once for them all.
    duckdb: ([by = empty, x = empty, ...together], site) => {
      const least = name.text === 'arg_min'
      const type = site.types[0] ?? 'string'
      const values = together.length > 0 ? together : [x]
      const field = (i: number): Fragment => identifier(`v${i}`)
      const row = sql`struct_pack(${values.map((value, i) => sql`${field(i)} := ${value}`)})`
      const own = field(values.findIndex((value) => value.text === x.text))
      // A row without a moment comes behind every other: no tick is below zero or as far as this.
      const behind = bigint(least ? 9223372036854775807n : -1n)
      if (type === 'datetime') return sql`${name}(${row}, coalesce(${by}, ${behind}))${site.filter}.${own}`
      const key = orderable(by, type, least)
      return sql`coalesce(${name}(${row}, ${key})${site.filter}, first(${row})${site.filter}).${own}`
    },
  },
  ref,
})

const orderable = (by: Fragment, type: Expr['type'], least: boolean): Fragment => {
  if (type === 'dynamic') return sql`json_extract_string(${by}, '$')`
  if (type === 'real' && least) return sql`CASE WHEN isnan(${by}) THEN '-inf'::DOUBLE ELSE ${by} END`
  return by
}

export const chooseAggregates: AggregateFunctions = {
  take_any: any,
  any,
  take_anyif: anyIf,
  anyif: anyIf,
  _take_any: takeOne,
  arg_max: chosen('arg_max', 'arg-max-aggregation-function'),
  argmax: chosen('arg_max', 'arg-max-aggregation-function'),
  arg_min: chosen('arg_min', 'arg-min-aggregation-function'),
  argmin: chosen('arg_min', 'arg-min-aggregation-function'),
  _arg_max: chosenValue(sql`arg_max`, 'arg-max-aggregation-function'),
  _arg_min: chosenValue(sql`arg_min`, 'arg-min-aggregation-function'),
}
