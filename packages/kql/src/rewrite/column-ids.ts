/** Column ids that a plan has used. */
import type { Expr } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import { expressionsOf, inputsOf, parts } from '../plan/walk.js'

export function highestId(root: Relation): number {
  const seen = new Set<Relation>()
  let highest = 0
  const inside = (expr: Expr): void => {
    if (expr.kind === 'subquery' || expr.kind === 'in-subquery') visit(expr.relation)
    for (const part of parts(expr)) inside(part)
  }
  const visit = (relation: Relation): void => {
    if (seen.has(relation)) return
    seen.add(relation)
    for (const column of relation.columns) highest = Math.max(highest, column.id)
    for (const expr of expressionsOf(relation)) inside(expr)
    for (const input of inputsOf(relation)) visit(input)
  }
  visit(root)
  return highest
}
