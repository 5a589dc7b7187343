/** Passes over the plan, each pure, in the order they help each other. */
import type { Expr } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import { textPaths } from './known-paths.js'
import { mapExpressions } from './map-expressions.js'
import { pruneColumns } from './prune-columns.js'

export function rewrite(relation: Relation): Relation {
  const visited = new Map<number, Relation>()
  const improve = (expr: Expr): Expr => textPaths(expr)
  return pruneColumns(mapExpressions(relation, improve, visited))
}
