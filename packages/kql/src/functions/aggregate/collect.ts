import type { Expr } from '../../plan/expr.js'
import { literalValue } from '../../plan/expr.js'
import type { KustoType } from '../../plan/type.js'
import { empty, type Fragment, integer, sql } from '../../sql/fragment.js'
import { native } from '../native/define.js'
import { mergeBags } from '../native/dynamic-bag.js'
import { isArray, isBag, type Json, readDynamic, writeJson } from '../native/json.js'
import { callNative } from '../parts/call-native.js'
import { isArrayJson, items, toJson, toJsonItem } from '../parts/json-value.js'
import { type AggregateFunction, type AggregateFunctions, type AggregateSite, aggregate } from './entry.js'

const most = 1_048_576

/** The largest number of items: the last argument, a constant. */
function limitOf(args: readonly Expr[]): Fragment {
  const value = literalValue(args[1])
  const limit = typeof value === 'bigint' ? Number(value) : most
  return integer(Math.max(0, Math.min(limit, most)))
}

/** Collected values as a list; the items of dynamic arrays, not the arrays, as Kusto has it. */
function collected(x: Fragment, { filter, order, types }: AggregateSite): Fragment {
  const keep = filter.text === '' ? sql` FILTER (WHERE ${x} IS NOT NULL)` : filter
  if (types[0] !== 'dynamic') return withoutNulls(sql`list(${x}${order})${keep}`, filter)
  const parts = sql`CASE WHEN ${isArrayJson(x)} THEN ${items(x)} WHEN ${x} IS NOT NULL THEN [${x}] ELSE [] END`
  return sql`list_filter(flatten(coalesce(list(${parts}${order})${filter}, [])), lambda e: e <> 'null'::JSON)`
}

/** With a filter of the query's own, nulls are taken out afterwards. */
const withoutNulls = (list: Fragment, filter: Fragment): Fragment =>
  filter.text === ''
    ? sql`coalesce(${list}, [])`
    : sql`list_filter(coalesce(${list}, []), lambda e: e IS NOT NULL)`

/** A list as a dynamic array. */
const asArray = (list: Fragment, type: KustoType): Fragment => {
  if (type === 'dynamic' || type === 'string' || type === 'long' || type === 'int' || type === 'bool')
    return sql`to_json(${list})`
  return sql`to_json(list_transform(${list}, lambda e: ${toJson(sql`e`, type)}))`
}

const list: AggregateFunction = {
  args: ['any'],
  optional: ['long'],
  returns: 'dynamic',
  nulls: 'never',
  sql: {
    duckdb: ([x = empty], site) =>
      asArray(sql`list_slice(${collected(x, site)}, 1, ${limitOf(site.args)})`, site.types[0] ?? 'string'),
  },
  ref: 'make-list-aggregation-function',
}

const listWithNulls: AggregateFunction = {
  args: ['any'],
  returns: 'dynamic',
  nulls: 'never',
  sql: {
    duckdb: ([x = empty], { filter, order, types }) =>
      sql`to_json(coalesce(list(${toJsonItem(x, types[0] ?? 'string')}${order})${filter}, []))`,
  },
  ref: 'make-list-with-nulls-aggregation-function',
}

/**
 * Distinct values in the order they were first seen: the engine's own distinct list has none. Each value is
 * put back at the place of its first appearance, as long as looking for the places costs less than having the order
 * is worth (Kusto promises none).
 */
function inOrder(values: Fragment): Fragment {
  const distinct = sql`list_distinct(${values})`
  const placed = sql`list_transform(list_sort(list_transform(${distinct}, lambda e: {'p': list_position(${values}, e), 'e': e})), lambda _placed: _placed.e)`
  return sql`CASE WHEN len(${distinct}) * len(${values}) < 20000000 THEN ${placed} ELSE ${distinct} END`
}

const set: AggregateFunction = {
  args: ['any'],
  optional: ['long'],
  returns: 'dynamic',
  nulls: 'never',
  sql: {
    duckdb: ([x = empty], site) =>
      asArray(
        sql`list_slice(${inOrder(collected(x, site))}, 1, ${limitOf(site.args)})`,
        site.types[0] ?? 'string',
      ),
  },
  ref: 'make-set-aggregation-function',
}

const merged = native('make_bag', 1, (text) => {
  const bags = readDynamic(text ?? null)
  return writeJson(mergeBags(isArray(bags) ? bags : []))
})

const bag: AggregateFunction = {
  args: ['dynamic'],
  optional: ['long'],
  returns: 'dynamic',
  nulls: 'never',
  sql: {
    duckdb: ([x = empty], { filter, order }) =>
      sql`${callNative(merged, [sql`to_json(coalesce(list(${x}${order})${filter}, []))`])}::JSON`,
  },
  natives: [merged],
  ref: 'make-bag-aggregation-function',
}

/** The types that values at one place have, as buildschema() writes them. */
interface Shape {
  readonly scalars: Set<string>
  readonly members: Map<string, Shape>
  indexer: Shape | undefined
}
const newShape = (): Shape => ({ scalars: new Set(), members: new Map(), indexer: undefined })

function learn(shape: Shape, value: Json): void {
  if (isBag(value)) {
    for (const [key, item] of value) {
      const inner = shape.members.get(key) ?? newShape()
      shape.members.set(key, inner)
      learn(inner, item)
    }
  } else if (isArray(value)) {
    shape.indexer ??= newShape()
    for (const item of value) learn(shape.indexer, item)
  } else if (value !== null) shape.scalars.add(scalarName(value))
}

const scalarName = (value: string | number | bigint | boolean): string =>
  typeof value === 'bigint'
    ? 'long'
    : typeof value === 'number'
      ? 'double'
      : typeof value === 'boolean'
        ? 'bool'
        : 'string'

function describe(shape: Shape): Json {
  const options: Json[] = [...shape.scalars]
  const members = new Map([...shape.members].map(([key, inner]) => [key, describe(inner)]))
  if (shape.indexer) members.set('`indexer`', describe(shape.indexer))
  if (members.size > 0) options.push(members)
  return options.length === 1 ? (options[0] ?? null) : options
}

const schemaOf = native('buildschema', 1, (text) => {
  const values = readDynamic(text ?? null)
  const shape = newShape()
  for (const value of isArray(values) ? values : []) learn(shape, value)
  return isArray(values) && values.length > 0 ? writeJson(describe(shape)) : null
})

const schema: AggregateFunction = {
  args: ['dynamic'],
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([x = empty], { filter, order }) =>
      sql`${callNative(schemaOf, [sql`to_json(list(${x}${order})${filter})`])}::JSON`,
  },
  natives: [schemaOf],
  ref: 'buildschema-aggregation-function',
}

/** `make_list_if(x, predicate)`: the list of the rows where it holds. */
const when = (name: string, inner: AggregateFunction, ref: string): AggregateFunction => ({
  args: [...inner.args, 'bool'],
  ...(inner.optional ? { optional: inner.optional } : {}),
  returns: 'dynamic',
  nulls: 'never',
  lower: ([x, predicate, limit], context) =>
    x && predicate && aggregate(name, 'dynamic', limit ? [x, limit] : [x], context.coerce(predicate, 'bool')),
  ref,
})

/** All rows of a group as an array of arrays, for plugins that think in TypeScript. */
const rows: AggregateFunction = {
  args: [],
  rest: 'any',
  returns: 'dynamic',
  nulls: 'never',
  sql: {
    duckdb: (values, { filter, order, types }) => {
      const cells = values.map((value, index) => toJsonItem(value, types[index] ?? 'string'))
      return sql`to_json(coalesce(list(json_array(${cells})${order})${filter}, []))`
    },
  },
  ref: 'make-list-aggregation-function',
}

export const collectAggregates: AggregateFunctions = {
  make_list: list,
  makelist: { ...list, optional: ['long'] },
  make_list_if: when('make_list', list, 'make-list-if-aggregation-function'),
  make_list_with_nulls: listWithNulls,
  make_set: set,
  makeset: set,
  make_set_if: when('make_set', set, 'make-set-if-aggregation-function'),
  make_bag: bag,
  make_bag_if: when('make_bag', bag, 'make-bag-if-aggregation-function'),
  make_dictionary: bag,
  buildschema: schema,
  _rows_json: rows,
}
