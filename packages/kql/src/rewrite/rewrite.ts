/** Passes over the plan, each pure, in the order they help each other. */
import type { Expr } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import { knownPaths, textPaths } from './known-paths.js'
import { mapExpressions } from './map-expressions.js'
import { pruneColumns } from './prune-columns.js'
import { pushFilters } from './push-filters.js'

export function rewrite(relation: Relation): Relation {
  // Ids of the passes' own columns lie below zero, where lowering makes none.
  let id = 0
  const freshId = () => --id
  const part = (inner: Relation, needed: ReadonlySet<number>): Relation =>
    pushFilters(pruneColumns(knownPaths(inner, freshId), new Set(needed)))
  const improve = (expr: Expr): Expr => textPaths(expr)
  const all = mapExpressions(relation, improve, { shared: new Map(), part })
  return part(all, new Set(relation.columns.map((column) => column.id)))
}
