/** An aggregate call inside summarize, make-series and their like: handed to the frame, which gives back its column. */
import { aggregateFunctions } from '../functions/aggregate/registry.js'
import { child, kindOf, list, type Node, nameOf } from '../kusto/syntax.js'
import type { AggregateExpr, Expr, SortKey } from '../plan/expr.js'
import { coerceArguments, lowerContext } from './call.js'
import { type Frame, type Lowering, refuse } from './scope.js'

/** Aggregates whose result depends on the order rows come in. */
const ordered = new Set([
  'make_list',
  'make_list_if',
  'makelist',
  'make_set',
  'make_set_if',
  'makeset',
  'make_list_with_nulls',
  'make_bag',
  'make_bag_if',
  'take_any',
  'any',
  'take_anyif',
  'anyif',
  'make_dictionary',
])

export function lowerAggregate(lowering: Lowering, node: Node, frame: Frame): Expr {
  if (!frame.onAggregate) return refuse(node, 'KQL300', 'an aggregate cannot stand here')
  const [first] = aggregatesOf(lowering, node, frame)
  return first
    ? frame.onAggregate(first)
    : refuse(node, 'KQL308', `${nameOf(child(node, 'Name'))}() gives nothing`)
}

/** The aggregates a call stands for: one, or several for percentiles. */
export function aggregatesOf(lowering: Lowering, node: Node, frame: Frame): readonly AggregateExpr[] {
  const name = nameOf(child(node, 'Name'))
  const entry =
    aggregateFunctions.get(name) ?? refuse(node, 'KQL308', `the aggregate ${name}() is not supported`)
  const { onAggregate: _outer, ...inside } = frame
  // `count(x)` is `count()`.
  const nodes = name === 'count' ? [] : list(child(node, 'ArgumentList'), 'Expressions')
  const given = nodes
    .filter((arg) => kindOf(arg) !== 'StarExpression')
    .map((arg) => lowering.expr(arg, inside))
  const args = coerceArguments(lowering, name, entry, given, node)
  const context = lowerContext(lowering, node)
  return (entry.expand?.(args, context) ?? [plainAggregate(name, args, context)]).map((found) =>
    withOrder(found, frame.order),
  )
}

function plainAggregate(
  name: string,
  args: readonly Expr[],
  context: ReturnType<typeof lowerContext>,
): AggregateExpr {
  const entry = aggregateFunctions.get(name)
  const lowered = entry?.lower?.(args, context)
  if (lowered) return lowered
  const returns = entry?.returns ?? 'long'
  return { kind: 'aggregate', name, args, type: typeof returns === 'function' ? returns(args) : returns }
}

const withOrder = (found: AggregateExpr, order: readonly SortKey[] | undefined): AggregateExpr =>
  order && ordered.has(found.name) && !found.order ? { ...found, order } : found
