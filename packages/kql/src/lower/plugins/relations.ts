/** The few relations that plugins are made of. */
import { aggregate } from '../../functions/aggregate/entry.js'
import type { Json } from '../../functions/native/json.js'
import { writeJson } from '../../functions/native/json.js'
import { type Column, columnRef, type Expr, literal } from '../../plan/expr.js'
import type { Item, Relation } from '../../plan/relation.js'
import type { KustoType } from '../../plan/type.js'
import type { PluginContext } from './entry.js'

export const project = (input: Relation, items: readonly Item[]): Relation => ({
  kind: 'project',
  input,
  items,
  columns: items.map((item) => item.column),
})

export const filter = (input: Relation, condition: Expr): Relation => ({
  kind: 'filter',
  input,
  condition,
  columns: input.columns,
})

/** Each item its own column, made for it. */
export const item = (context: PluginContext, name: string, expr: Expr): Item => ({
  column: context.column(name, expr.type),
  expr,
})

/** The distinct rows of some columns. */
export const distinct = (input: Relation, keys: readonly Item[]): Relation => ({
  kind: 'aggregate',
  input,
  keys,
  aggregates: [],
  columns: keys.map((key) => key.column),
})

/** A dynamic array as the list that unnesting takes. */
export const itemsOf = (array: Expr): Expr => ({
  kind: 'call',
  name: '_items',
  args: [array],
  type: 'dynamic',
})

export interface OutputColumn {
  readonly name: string
  readonly type: KustoType
}

/**
 * A table computed in TypeScript: all rows of the input go into one JSON array of arrays (`cells`), the function
 * `via` turns it and its settings into another, and that one's cells become the columns.
 */
export const computed = (
  context: PluginContext,
  input: Relation,
  cells: readonly Expr[],
  via: string,
  settings: Json,
  columns: readonly OutputColumn[],
): Relation => computedOf(context, [{ input, cells }], via, settings, columns)

/** The same of several tables: the function is given each as an array, then the settings. */
export function computedOf(
  context: PluginContext,
  tables: readonly { readonly input: Relation; readonly cells: readonly Expr[] }[],
  via: string,
  settings: Json,
  columns: readonly OutputColumn[],
): Relation {
  const gathered = tables.map(({ input, cells }): Relation => {
    const column = context.column('rows', 'dynamic')
    const aggregates = [{ column, expr: aggregate('_rows_json', 'dynamic', cells) }]
    return { kind: 'aggregate', input, keys: [], aggregates, columns: [column] }
  })
  const collected = gathered.reduce((left, right) => ({
    kind: 'join',
    join: 'cross',
    left,
    right,
    columns: [...left.columns, ...right.columns],
  }))
  const given = literal('dynamic', writeJson(settings))
  const arrays = collected.columns.map(columnRef)
  const answer = item(context, 'answer', context.call(via, [...arrays, given], 'dynamic'))
  const row = context.column('row', 'dynamic')
  const answered = project(collected, [answer])
  const unnested: Relation = {
    kind: 'unnest',
    input: answered,
    items: [{ column: row, list: itemsOf(columnRef(answer.column)) }],
    keepEmpty: false,
    columns: [answer.column, row],
  }
  return project(
    unnested,
    columns.map(({ name, type }, place) => {
      const cell = context.call('_element', [columnRef(row), literal('long', BigInt(place))], 'dynamic')
      return item(context, name, typed(context, cell, type))
    }),
  )
}

/** Times come back from TypeScript as ticks. */
function typed(context: PluginContext, cell: Expr, type: KustoType): Expr {
  if (type !== 'datetime' && type !== 'timespan') return context.coerce(cell, type)
  return context.coerce(context.coerce(cell, 'long'), type)
}

/** A datetime or timespan as its ticks, anything else as it is: what natives count with. */
export const asTicks = (context: PluginContext, expr: Expr): Expr =>
  expr.type === 'datetime' || expr.type === 'timespan' ? context.call('tolong', [expr], 'long') : expr

export const columnNamed = (columns: readonly Column[], name: string): Column | undefined =>
  columns.find((column) => column.name === name)
