/** Visiting and rebuilding plans. */
import type { Column, Expr, SortKey } from './expr.js'
import type { Relation } from './relation.js'

/** Direct parts of an expression that are expressions themselves. */
export function parts(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'call':
      return expr.args
    case 'aggregate':
      return [
        ...expr.args,
        ...(expr.filter ? [expr.filter] : []),
        ...(expr.order ?? []).map((key) => key.expr),
      ]
    case 'window':
      return [...expr.args, ...expr.partition, ...expr.order.map((key) => key.expr)]
    case 'in-subquery':
      return [expr.needle]
    default:
      return []
  }
}

/** Columns an expression reads, those of subqueries left out (subqueries see none of the outer row). */
export function columnsIn(expr: Expr, found: Column[] = []): Column[] {
  if (expr.kind === 'column') found.push(expr.column)
  for (const part of parts(expr)) columnsIn(part, found)
  return found
}

const mapKeys = (keys: readonly SortKey[], change: (expr: Expr) => Expr): SortKey[] =>
  keys.map((key) => ({ ...key, expr: change(key.expr) }))

/** The list with its members changed: itself where none was, so that what holds it can stay too. */
export function mapSame<T>(list: readonly T[], change: (member: T) => T): readonly T[] {
  let changed: T[] | undefined
  for (const [i, member] of list.entries()) {
    const made = change(member)
    if (made === member) continue
    changed ??= [...list]
    changed[i] = made
  }
  return changed ?? list
}

/** The expression with its direct parts changed. */
export function mapParts(expr: Expr, change: (expr: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'call': {
      const args = mapSame(expr.args, change)
      return args === expr.args ? expr : { ...expr, args }
    }
    case 'aggregate':
      return {
        ...expr,
        args: expr.args.map(change),
        ...(expr.filter ? { filter: change(expr.filter) } : {}),
        ...(expr.order ? { order: mapKeys(expr.order, change) } : {}),
      }
    case 'window':
      return {
        ...expr,
        args: expr.args.map(change),
        partition: expr.partition.map(change),
        order: mapKeys(expr.order, change),
      }
    case 'in-subquery':
      return { ...expr, needle: change(expr.needle) }
    default:
      return expr
  }
}

/** Columns put in the place of others. */
export function substitute(expr: Expr, by: ReadonlyMap<number, Expr>): Expr {
  if (expr.kind === 'column') return by.get(expr.column.id) ?? expr
  return mapParts(expr, (part) => substitute(part, by))
}

/** Expressions a relation holds itself. */
export function expressionsOf(relation: Relation): readonly Expr[] {
  switch (relation.kind) {
    case 'filter':
      return [relation.condition]
    case 'project':
    case 'window':
      return relation.items.map((i) => i.expr)
    case 'aggregate':
      return [...relation.keys, ...relation.aggregates].map((i) => i.expr)
    case 'join':
      return relation.condition ? [relation.condition] : []
    case 'union':
      return relation.inputs.flatMap((input) => input.exprs)
    case 'sort':
      return relation.keys.map((key) => key.expr)
    case 'limit':
      return [relation.count]
    case 'unnest':
      return relation.items.map((i) => i.list)
    case 'values':
      return relation.rows.flat()
    case 'sequence':
      return [relation.from, relation.to, relation.step]
    default:
      return []
  }
}

export function inputsOf(relation: Relation): readonly Relation[] {
  switch (relation.kind) {
    case 'join':
      return [relation.left, relation.right]
    case 'union':
      return relation.inputs.map((input) => input.relation)
    case 'apply':
      return [relation.input, relation.applied]
    case 'shared':
      return [relation.definition.relation]
    case 'recursive':
      return [relation.start, relation.step]
    case 'scan':
    case 'values':
    case 'sequence':
    case 'file':
      return []
    default:
      return [relation.input]
  }
}

/** The relation with its inputs changed (a shared definition is left to the caller). */
export function mapInputs(relation: Relation, change: (relation: Relation) => Relation): Relation {
  switch (relation.kind) {
    case 'join':
      return { ...relation, left: change(relation.left), right: change(relation.right) }
    case 'union':
      return {
        ...relation,
        inputs: relation.inputs.map((input) => ({ ...input, relation: change(input.relation) })),
      }
    case 'apply':
      return { ...relation, input: change(relation.input), applied: change(relation.applied) }
    case 'recursive':
      return { ...relation, start: change(relation.start), step: change(relation.step) }
    case 'shared':
    case 'scan':
    case 'values':
    case 'sequence':
    case 'file':
      return relation
    default:
      return { ...relation, input: change(relation.input) }
  }
}
