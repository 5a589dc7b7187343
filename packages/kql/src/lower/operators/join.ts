import {
  child,
  kindOf,
  list,
  type Node,
  nameOf,
  optional,
  parameterText,
  textOf,
} from '../../kusto/syntax.js'
import { conjunction } from '../../plan/condition.js'
import { type Column, columnRef, type Expr } from '../../plan/expr.js'
import type { Item, JoinKind, Relation } from '../../plan/relation.js'
import { coerce } from '../call.js'
import { meeting, nullOf } from '../coerce.js'
import { item, passing, project, uniqueName } from '../rows.js'
import { type Lowering, type Names, type Rows, refuse } from '../scope.js'
import { piped } from './entry.js'

interface Flavour {
  readonly kind: JoinKind
  /** The right side is asked for: left and right change places. */
  readonly swap?: boolean
  /** One row of the left side for each key. */
  readonly unique?: boolean
}

const flavours: Readonly<Record<string, Flavour>> = {
  innerunique: { kind: 'inner', unique: true },
  inner: { kind: 'inner' },
  leftouter: { kind: 'left' },
  rightouter: { kind: 'right' },
  fullouter: { kind: 'full' },
  leftsemi: { kind: 'semi' },
  rightsemi: { kind: 'semi', swap: true },
  leftanti: { kind: 'anti' },
  leftantisemi: { kind: 'anti' },
  anti: { kind: 'anti' },
  rightanti: { kind: 'anti', swap: true },
  rightantisemi: { kind: 'anti', swap: true },
}

/** A pair of keys, and the condition that says they match. */
interface Match {
  readonly left?: Expr
  readonly right?: Expr
  readonly condition: Expr
}

export const join = piped((lowering, node, input, names) => {
  const kind = parameterText(node, 'kind') ?? 'innerunique'
  const flavour = flavours[kind] ?? refuse(node, 'KQL300', `a join of kind ${kind} is not known`)
  const right = lowering.table(child(node, 'Expression'), names)
  const clause = optional(node, 'ConditionClause')
  const matches = clause ? matchesOf(lowering, clause, input, right, names) : []
  const left = flavour.unique ? oneOfEachKey(lowering, input, matches) : input
  const condition = conjunction(matches.map((match) => match.condition))
  if (flavour.kind === 'semi' || flavour.kind === 'anti') {
    const [kept, tested] = flavour.swap ? [right, left] : [left, right]
    return { ...kept, relation: joined(flavour.kind, kept.relation, tested.relation, condition) }
  }
  return combine(lowering, flavour.kind, left, right, condition, new Set())
})

/** Adds the columns of a table that describes: its keys are not repeated. */
export const lookup = piped((lowering, node, input, names) => {
  const kind = parameterText(node, 'kind') === 'inner' ? 'inner' : 'left'
  const right = lowering.table(child(node, 'Expression'), names)
  const matches = matchesOf(lowering, child(node, 'LookupClause'), input, right, names)
  const keys = new Set(matches.flatMap((match) => (match.right ? [firstColumn(match.right)?.id ?? -1] : [])))
  return combine(lowering, kind, input, right, conjunction(matches.map((match) => match.condition)), keys)
})

function firstColumn(expr: Expr): Column | undefined {
  if (expr.kind === 'column') return expr.column
  if (expr.kind !== 'call') return undefined
  for (const arg of expr.args) {
    const found = firstColumn(arg)
    if (found) return found
  }
  return undefined
}

export function joined(
  kind: JoinKind,
  left: Relation,
  right: Relation,
  condition: Expr | undefined,
): Relation {
  const one = kind === 'semi' || kind === 'anti'
  return {
    kind: 'join',
    join: condition || one ? kind : kind === 'inner' ? 'cross' : kind,
    left,
    right,
    ...(condition ? { condition } : {}),
    columns: one ? left.columns : [...left.columns, ...right.columns],
  }
}

/** Columns of both sides; a name of the right that is taken gets a number, text of a missing partner is empty. */
function combine(
  lowering: Lowering,
  kind: JoinKind,
  left: Rows,
  right: Rows,
  condition: Expr | undefined,
  dropped: ReadonlySet<number>,
): Rows {
  const relation = joined(kind, left.relation, right.relation, condition)
  const leftMissing = kind === 'right' || kind === 'full'
  const rightMissing = kind === 'left' || kind === 'full'
  const items: Item[] = left.relation.columns.map((column) =>
    present(lowering, column, column.name, leftMissing),
  )
  const taken = new Set(left.relation.columns.map((column) => column.name))
  for (const column of right.relation.columns) {
    if (dropped.has(column.id)) continue
    const name = uniqueName(column.name, taken)
    taken.add(name)
    items.push(present(lowering, column, name, rightMissing))
  }
  const rows: Rows = { relation, ...(left.open || right.open ? { open: true } : {}) }
  return project(rows, items)
}

/** A string column of a side without a partner is empty, never null. */
function present(lowering: Lowering, column: Column, name: string, missing: boolean): Item {
  if (missing && column.type === 'string')
    return item(lowering.column(name, 'string'), {
      kind: 'call',
      name: '_or_empty',
      args: [columnRef(column)],
      type: 'string',
    })
  return name === column.name ? passing(column) : item(lowering.column(name, column.type), columnRef(column))
}

function matchesOf(lowering: Lowering, clause: Node, left: Rows, right: Rows, names: Names): Match[] {
  const sides = new Map([
    ['$left', left.relation.columns],
    ['$right', right.relation.columns],
  ])
  const conditions =
    kindOf(clause) === 'JoinWhereClause' ? [child(clause, 'Expression')] : list(clause, 'Expressions')
  return conditions.flatMap((node) => matchesIn(lowering, node, left, right, sides, names))
}

function matchesIn(
  lowering: Lowering,
  node: Node,
  left: Rows,
  right: Rows,
  sides: ReadonlyMap<string, readonly Column[]>,
  names: Names,
): Match[] {
  const again = (inner: Node) => matchesIn(lowering, inner, left, right, sides, names)
  if (kindOf(node) === 'ParenthesizedExpression') return again(child(node, 'Expression'))
  if (kindOf(node) === 'AndExpression') return [...again(child(node, 'Left')), ...again(child(node, 'Right'))]
  if (kindOf(node) === 'NameReference') {
    const name = nameOf(node)
    return [equal(lowering, keyOf(left, name, node), keyOf(right, name, node), node)]
  }
  const open = left.open || right.open
  const frame = { names, columns: [], sides, ...(open ? { open: true } : {}) }
  if (kindOf(node) === 'EqualExpression') {
    const [a, b] = [child(node, 'Left'), child(node, 'Right')]
    const swapped = textOf(a).includes('$right')
    const [first, second] = swapped ? [b, a] : [a, b]
    return [equal(lowering, lowering.expr(first, frame), lowering.expr(second, frame), node)]
  }
  return [{ condition: coerce(lowering, lowering.expr(node, frame), 'bool', node) }]
}

function keyOf(rows: Rows, name: string, node: Node): Expr {
  const column = rows.relation.columns.find((c) => c.name === name)
  if (column) return columnRef(column)
  return rows.open ? nullOf('string') : refuse(node, 'KQL202', `there is no column ${name} on both sides`)
}

/** Keys match when they are equal and not null. A null key has no partner in an outer join either. */
function equal(lowering: Lowering, left: Expr, right: Expr, node: Node): Match {
  const open = left.kind === 'literal' || right.kind === 'literal'
  const type = meeting(left.type, right.type) ?? (open ? 'string' : undefined)
  if (!type) return refuse(node, 'KQL204', `a ${left.type} and a ${right.type} cannot be joined on`)
  const compared = type === 'dynamic' ? 'string' : type
  const [a, b] = [coerce(lowering, left, compared, node), coerce(lowering, right, compared, node)]
  return { left, right, condition: { kind: 'call', name: '_join_equal', args: [a, b], type: 'bool' } }
}

/** innerunique: any one left row of each key, as the engine finds it. */
function oneOfEachKey(lowering: Lowering, input: Rows, matches: readonly Match[]): Rows {
  const keys = matches.flatMap((match) => (match.left ? [match.left] : []))
  if (keys.length === 0) return input
  const place = lowering.column('_first', 'long')
  const numbered: Relation = {
    kind: 'window',
    input: input.relation,
    items: [
      {
        column: place,
        expr: { kind: 'window', name: '_place', args: [], type: 'long', partition: keys, order: [] },
      },
    ],
    columns: [...input.relation.columns, place],
  }
  const first: Relation = {
    kind: 'filter',
    input: numbered,
    condition: {
      kind: 'call',
      name: '==',
      type: 'bool',
      args: [columnRef(place), { kind: 'literal', type: 'long', value: 1n }],
    },
    columns: numbered.columns,
  }
  return project({ ...input, relation: first }, input.relation.columns.map(passing))
}
