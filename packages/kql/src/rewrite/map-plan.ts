/** A plan rebuilt from the tables up: subqueries and shared definitions included, each definition once. */
import type { Expr } from '../plan/expr.js'
import type { Item, Relation, SharedDefinition } from '../plan/relation.js'
import { mapInputs, mapParts, mapSame } from '../plan/walk.js'

/** The relation with the expressions it holds itself changed; its inputs are left alone. */
export function mapExpressions(relation: Relation, change: (expr: Expr) => Expr): Relation {
  const items = (list: readonly Item[]): readonly Item[] =>
    mapSame(list, (item) => {
      const expr = change(item.expr)
      return expr === item.expr ? item : { ...item, expr }
    })
  switch (relation.kind) {
    case 'filter':
      return { ...relation, condition: change(relation.condition) }
    case 'project':
    case 'window':
      return { ...relation, items: items(relation.items) }
    case 'aggregate':
      return { ...relation, keys: items(relation.keys), aggregates: items(relation.aggregates) }
    case 'join':
      return relation.condition ? { ...relation, condition: change(relation.condition) } : relation
    case 'union':
      return {
        ...relation,
        inputs: relation.inputs.map((input) => ({ ...input, exprs: input.exprs.map(change) })),
      }
    case 'sort':
      return { ...relation, keys: relation.keys.map((key) => ({ ...key, expr: change(key.expr) })) }
    case 'limit':
      return { ...relation, count: change(relation.count) }
    case 'unnest':
      return { ...relation, items: relation.items.map((i) => ({ ...i, list: change(i.list) })) }
    case 'values':
      return { ...relation, rows: relation.rows.map((row) => row.map(change)) }
    case 'sequence':
      return {
        ...relation,
        from: change(relation.from),
        to: change(relation.to),
        step: change(relation.step),
      }
    default:
      return relation
  }
}

/** The expression with the relations of its subqueries changed. */
export function mapSubqueries(expr: Expr, change: (relation: Relation) => Relation): Expr {
  if (expr.kind === 'subquery') return { ...expr, relation: change(expr.relation) }
  const inside = mapParts(expr, (part) => mapSubqueries(part, change))
  return inside.kind === 'in-subquery' ? { ...inside, relation: change(inside.relation) } : inside
}

/** Shared definitions as they are by now, by id. A pass may put a wider one in the place of an earlier one. */
export type Definitions = Map<number, SharedDefinition>

/** Gives each relation to `change` after its inputs were changed. Uses of a definition keep their columns. */
export function mapPlan(
  root: Relation,
  definitions: Definitions,
  change: (relation: Relation) => Relation,
): Relation {
  const working = new Set<number>()
  const go = (relation: Relation): Relation => {
    if (relation.kind === 'recursive') working.add(relation.working.id)
    if (relation.kind === 'shared') {
      const { definition } = relation
      if (!working.has(definition.id) && !definitions.has(definition.id))
        definitions.set(definition.id, { ...definition, relation: go(definition.relation) })
      return change(relation)
    }
    const inner = mapInputs(relation, go)
    return change(mapExpressions(inner, (expr) => mapSubqueries(expr, go)))
  }
  return go(root)
}

/** The plan with `change` made of every relation, those of shared definitions included. */
export function rewritten(root: Relation, change: (relation: Relation) => Relation): Relation {
  const definitions: Definitions = new Map()
  return withDefinitions(mapPlan(root, definitions, change), definitions)
}

/** The plan with every use of a definition showing its last form. */
export function withDefinitions(root: Relation, definitions: Definitions): Relation {
  if (definitions.size === 0) return root
  const done = new Map<number, SharedDefinition>()
  const go = (relation: Relation): Relation => {
    if (relation.kind !== 'shared')
      return mapExpressions(mapInputs(relation, go), (expr) => mapSubqueries(expr, go))
    const { id } = relation.definition
    const last = definitions.get(id)
    if (!last) return relation
    const known = done.get(id) ?? { ...last, relation: go(last.relation) }
    done.set(id, known)
    return { ...relation, definition: known }
  }
  return go(root)
}
