import { aggregate } from '../../functions/aggregate/entry.js'
import { type AggregateExpr, type Column, columnRef, type Expr, literal } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { Plugin, PluginArgument, PluginCall } from './entry.js'
import { distinct, item } from './relations.js'

/** count() unless the second argument is an aggregate. */
function aggregateOf(arg: PluginArgument | undefined): AggregateExpr {
  const expr = arg?.expr()
  return expr?.kind === 'aggregate' ? expr : aggregate('count', 'long', [])
}

/** Every column of the input that an aggregate reads. */
function columnsOf(expr: Expr): Column[] {
  if (expr.kind === 'column') return [expr.column]
  return 'args' in expr ? expr.args.flatMap(columnsOf) : []
}

/**
 * Each value of the pivot column becomes a column; rows are grouped by the other columns (all but the one pivoted
 * and the one aggregated, or those named). https://learn.microsoft.com/kusto/query/pivot-plugin
 */
function lower({ input, args, declared, context }: PluginCall): Relation {
  const [first, second, ...named] = args
  const pivoted = first?.column()
  if (!pivoted) return context.refuse('pivot() takes a column to turn')
  const measure = aggregateOf(second)
  const used = new Set([pivoted.id, ...measure.args.flatMap(columnsOf).map((column) => column.id)])
  const keys =
    named.length > 0
      ? named.map(
          (arg) =>
            arg.column() ?? context.refuse(`pivot() groups by columns, and there is no ${arg.text} here`),
        )
      : input.columns.filter((column) => !used.has(column.id))
  const label = context.call('tostring', [columnRef(pivoted)], 'string')
  const values = declared
    ? declared.map(({ name }) => name).filter((name) => !keys.some((key) => key.name === name))
    : context
        .probe(distinct(input, [item(context, 'value', label)]))
        .map(([value]) => String(value))
        .sort()
  const cells = values.map((value) => {
    const holds = context.call('==', [label, literal('string', value)], 'bool')
    const both = measure.filter ? context.call('and', [measure.filter, holds], 'bool') : holds
    return { column: context.column(value, measure.type), expr: { ...measure, filter: both } }
  })
  const groups = keys.map((key) => ({ column: context.column(key.name, key.type), expr: columnRef(key) }))
  return {
    kind: 'aggregate',
    input,
    keys: groups,
    aggregates: cells,
    columns: [...groups, ...cells].map(({ column }) => column),
  }
}

export const pivot: Plugin = { lower, ref: 'pivot-plugin' }
