/** The plan with every expression changed, subqueries and shared definitions included (each definition once). */
import type { Expr } from '../plan/expr.js'
import type { Item, Relation, SharedDefinition } from '../plan/relation.js'
import { mapInputs, mapParts } from '../plan/walk.js'
import { pruneColumns } from './prune-columns.js'

type Change = (expr: Expr) => Expr

export function mapExpressions(relation: Relation, change: Change, shared: Map<number, Relation>): Relation {
  const inner = mapInputs(relation, (input) => mapExpressions(input, change, shared))
  const deep = (expr: Expr): Expr => change(withSubqueries(expr, change, shared))
  const items = (list: readonly Item[]): Item[] => list.map((i) => ({ ...i, expr: deep(i.expr) }))
  switch (inner.kind) {
    case 'filter':
      return { ...inner, condition: deep(inner.condition) }
    case 'project':
    case 'window':
      return { ...inner, items: items(inner.items) }
    case 'aggregate':
      return { ...inner, keys: items(inner.keys), aggregates: items(inner.aggregates) }
    case 'join':
      return inner.condition ? { ...inner, condition: deep(inner.condition) } : inner
    case 'union':
      return { ...inner, inputs: inner.inputs.map((input) => ({ ...input, exprs: input.exprs.map(deep) })) }
    case 'sort':
      return { ...inner, keys: inner.keys.map((key) => ({ ...key, expr: deep(key.expr) })) }
    case 'limit':
      return { ...inner, count: deep(inner.count) }
    case 'unnest':
      return { ...inner, items: inner.items.map((i) => ({ ...i, list: deep(i.list) })) }
    case 'values':
      return { ...inner, rows: inner.rows.map((row) => row.map(deep)) }
    case 'sequence':
      return { ...inner, from: deep(inner.from), to: deep(inner.to), step: deep(inner.step) }
    case 'shared':
      return { ...inner, definition: sharedOnce(inner.definition, change, shared) }
    default:
      return inner
  }
}

function sharedOnce(
  definition: SharedDefinition,
  change: Change,
  shared: Map<number, Relation>,
): SharedDefinition {
  let relation = shared.get(definition.id)
  if (!relation) {
    relation = pruneColumns(mapExpressions(definition.relation, change, shared))
    shared.set(definition.id, relation)
  }
  return { ...definition, relation }
}

function withSubqueries(expr: Expr, change: Change, shared: Map<number, Relation>): Expr {
  if (expr.kind === 'subquery') {
    const relation = mapExpressions(expr.relation, change, shared)
    return { ...expr, relation: pruneColumns(relation, new Set([expr.column.id])) }
  }
  if (expr.kind === 'in-subquery') {
    const relation = pruneColumns(mapExpressions(expr.relation, change, shared), new Set([expr.column.id]))
    return { ...expr, needle: withSubqueries(expr.needle, change, shared), relation }
  }
  return mapParts(expr, (part) => withSubqueries(part, change, shared))
}
