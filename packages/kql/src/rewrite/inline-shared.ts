/** A shared definition that turns out to be read in one place is put there, so that other passes see through it. */
import { columnRef, type Expr } from '../plan/expr.js'
import type { Relation, SharedDefinition } from '../plan/relation.js'
import { expressionsOf, inputsOf, mapInputs, parts } from '../plan/walk.js'
import { mapExpressions, mapSubqueries } from './map-plan.js'

export function inlineShared(root: Relation): Relation {
  const uses = usesOf(root)
  const kept = new Map<number, SharedDefinition>()
  /** A definition that stays may be the one place that reads another. */
  const within = (definition: SharedDefinition): SharedDefinition => {
    const known = kept.get(definition.id)
    if (known) return known
    // Known before it is done: the rows a recursion works on name themselves.
    kept.set(definition.id, definition)
    const made = { ...definition, relation: go(definition.relation) }
    kept.set(definition.id, made)
    return made
  }
  const go = (relation: Relation): Relation => {
    if (relation.kind === 'shared') {
      const { definition, columns } = relation
      if (uses.get(definition.id) !== 1) return { ...relation, definition: within(definition) }
      const items = columns.flatMap((column, i) => {
        const original = definition.relation.columns[i]
        return original ? [{ column, expr: columnRef(original) }] : []
      })
      return { kind: 'project', input: go(definition.relation), items, columns }
    }
    return mapExpressions(mapInputs(relation, go), (expr) => mapSubqueries(expr, go))
  }
  return go(root)
}

/** Places that read each definition; one that rows are computed for again and again counts as many. */
function usesOf(root: Relation): ReadonlyMap<number, number> {
  const uses = new Map<number, number>()
  const inside = (expr: Expr, often: boolean): void => {
    if (expr.kind === 'subquery' || expr.kind === 'in-subquery') visit(expr.relation, often)
    for (const part of parts(expr)) inside(part, often)
  }
  const visit = (relation: Relation, often: boolean): void => {
    for (const expr of expressionsOf(relation)) inside(expr, often)
    if (relation.kind === 'shared') {
      const { id } = relation.definition
      const before = uses.get(id) ?? 0
      uses.set(id, before + (often ? 2 : 1))
      if (before > 0) return
    }
    const repeats = often || relation.kind === 'recursive' || relation.kind === 'apply'
    for (const input of inputsOf(relation)) visit(input, repeats && input !== firstOf(relation))
    if (relation.kind === 'recursive') uses.set(relation.working.id, 2)
  }
  visit(root, false)
  return uses
}

/** The rows that an `apply` goes over are computed once. */
const firstOf = (relation: Relation): Relation | undefined =>
  relation.kind === 'apply' ? relation.input : undefined
