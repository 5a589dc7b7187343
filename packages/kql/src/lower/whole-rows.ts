/** Window functions that no window of the engine says: all rows in order go through a function in TypeScript. */
import { windowFunctions } from '../functions/window/registry.js'
import type { Node } from '../kusto/syntax.js'
import { type Column, columnRef, type Expr, type WindowExpr } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import { substitute } from '../plan/walk.js'
import { lowerContext } from './call.js'
import { asTicks, computedOf } from './plugins/relations.js'
import { item, shareRows } from './rows.js'
import type { Lowering } from './scope.js'

/** Whether it is one of them. */
export const isWhole = (expr: WindowExpr): boolean => windowFunctions.get(expr.name)?.whole !== undefined

/** The rows with the function's value for each, found by the row's place. */
export function withWhole(
  lowering: Lowering,
  input: Relation,
  place: Column,
  column: Column,
  expr: WindowExpr,
  at: Node,
): Relation {
  const context = { ...lowerContext(lowering, at), column: lowering.column, probe: lowering.services.probe }
  const shared = shareRows(lowering, 'rows', { relation: input }, true)
  const [left, read] = [shared().relation, shared().relation]
  const inner = new Map<number, Expr>(
    input.columns.map((own, i) => [own.id, columnRef(read.columns[i] ?? own)]),
  )
  const moved = (part: Expr) => substitute(part, inner)
  const group = context.call('pack_array', expr.partition.map(moved))
  const cells = [moved(columnRef(place)), group, ...expr.args.map(moved)]
  const via = windowFunctions.get(expr.name)?.whole ?? expr.name
  const values = computedOf(
    context,
    [{ input: read, cells: cells.map((cell) => asTicks(context, cell)) }],
    via,
    null,
    [
      { name: '_place', type: 'long' },
      { name: column.name, type: column.type },
    ],
  )
  const [key, value] = values.columns
  if (!key || !value) return input
  const leftPlace = left.columns[input.columns.indexOf(place)] ?? place
  const both: Relation = {
    kind: 'join',
    join: 'inner',
    left,
    right: values,
    condition: {
      kind: 'call',
      name: '_join_equal',
      args: [columnRef(leftPlace), columnRef(key)],
      type: 'bool',
    },
    columns: [...left.columns, ...values.columns],
  }
  const items = [
    ...input.columns.map((own, i) => item(own, columnRef(left.columns[i] ?? own))),
    item(column, columnRef(value)),
  ]
  return { kind: 'project', input: both, items, columns: items.map((i) => i.column) }
}
