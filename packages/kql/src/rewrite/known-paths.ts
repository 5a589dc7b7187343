/** Paths into dynamic columns are read by the tables themselves, which may keep them in typed columns. */
import { type Column, columnRef, type Expr } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import { inputsOf, mapParts } from '../plan/walk.js'
import { highestId } from './column-ids.js'
import { type Definitions, mapExpressions, mapPlan, withDefinitions } from './map-plan.js'
import { type Pushing, pushExpr } from './push-path.js'

export function knownPaths(root: Relation): Relation {
  const definitions: Definitions = new Map()
  let last = highestId(root)
  const pushing: Pushing = {
    definitions,
    column: (name, type): Column => ({ id: ++last, name, type }),
  }
  const improved = mapPlan(root, definitions, (relation) => improve(relation, pushing))
  return withDefinitions(improved, definitions)
}

/** A relation whose expressions read paths of its inputs, reading columns instead. */
function improve(relation: Relation, pushing: Pushing): Relation {
  if (!('input' in relation) && relation.kind !== 'join' && relation.kind !== 'union') return relation
  if (relation.kind === 'union') {
    const inputs = relation.inputs.map((leg) => {
      const inputs = [leg.relation]
      const exprs = leg.exprs.map((expr) => replaced(expr, inputs, pushing))
      return { relation: inputs[0] ?? leg.relation, exprs }
    })
    return { ...relation, inputs }
  }
  const inputs = [...inputsOf(relation)]
  if (relation.kind === 'apply') return relation
  const changed = mapExpressions(relation, (expr) => replaced(expr, inputs, pushing))
  const [first, second] = inputs
  if (!first) return changed
  if (changed.kind === 'join') return { ...changed, left: first, right: second ?? changed.right }
  return { ...changed, input: first } as Relation
}

/** The expression with columns of the inputs in the place of path calls; `inputs` are widened by them. */
function replaced(expr: Expr, inputs: Relation[], pushing: Pushing): Expr {
  for (const [i, input] of inputs.entries()) {
    const pushed = pushExpr(input, expr, pushing)
    if (!pushed) continue
    inputs[i] = pushed.relation
    return columnRef(pushed.column)
  }
  return mapParts(expr, (part) => replaced(part, inputs, pushing))
}
