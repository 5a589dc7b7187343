/** Values that arg_max (or arg_min) chooses by the same column are chosen together, in one pass over the rows. */
import type { AggregateExpr, Expr } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import { rewritten } from './map-plan.js'

const choosing = new Set(['_arg_max', '_arg_min'])

export const mergeChosen = (root: Relation): Relation => rewritten(root, merged)

function merged(relation: Relation): Relation {
  if (relation.kind !== 'aggregate') return relation
  const groups = new Map<string, Expr[]>()
  for (const { expr } of relation.aggregates) {
    const group = groupOf(expr)
    if (!group) continue
    groups.set(group.key, [...(groups.get(group.key) ?? []), group.value])
  }
  const aggregates = relation.aggregates.map((item) => {
    const group = groupOf(item.expr)
    const values = group ? (groups.get(group.key) ?? []) : []
    if (!group || values.length < 2) return item
    return { ...item, expr: { ...group.expr, args: [...group.expr.args, ...values] } }
  })
  return { ...relation, aggregates }
}

function groupOf(
  expr: Expr,
): { readonly key: string; readonly value: Expr; readonly expr: AggregateExpr } | undefined {
  if (expr.kind !== 'aggregate' || !choosing.has(expr.name) || expr.args.length !== 2) return undefined
  const [by, value] = expr.args
  if (by?.kind !== 'column' || !value || expr.filter || expr.order) return undefined
  return { key: `${expr.name} ${by.column.id}`, value, expr }
}
