/** Scalar expressions: one small function per kind of node. */
import {
  child,
  elements,
  isTableNode,
  kindOf,
  list,
  type Node,
  nameOf,
  optional,
  scalarType,
  textOf,
} from '../kusto/syntax.js'
import { call, columnRef, type Expr, literal } from '../plan/expr.js'
import type { Relation } from '../plan/relation.js'
import { typeByName } from '../plan/type.js'
import { lowerElement, lowerMember } from './access.js'
import { coerce } from './call.js'
import { nullOf } from './coerce.js'
import { callOwn, lowerFunctionCall, lowerTupleElement } from './function-call.js'
import { lowerLiteral } from './literal.js'
import { type Frame, type Lowering, refuse } from './scope.js'
import { starCondition } from './search-condition.js'

type Rule = (lowering: Lowering, node: Node, frame: Frame) => Expr

export function lowerExpr(lowering: Lowering, node: Node, frame: Frame): Expr {
  const special = frame.special?.(node)
  if (special) return special
  const rule = rules[kindOf(node)]
  if (rule) return rule(lowering, node, frame)
  const constant = lowerLiteral(node)
  if (constant) return constant
  if (node.Operator && node.Left && node.Right) return lowerBinary(lowering, node, frame)
  return refuse(node, 'KQL300', `this expression is not supported: ${textOf(node)}`)
}

function lowerName(lowering: Lowering, node: Node, frame: Frame): Expr {
  const name = nameOf(node)
  const column = frame.columns.find((c) => c.name === name)
  if (column) return columnRef(column)
  const binding = frame.names.get(name)
  if (binding?.kind === 'scalar') return binding.expr
  if (binding?.kind === 'table') return toScalar(lowering, node, frame)
  if (binding?.kind === 'function') return callOwn(lowering, node, frame, binding)
  if (frame.open) return nullOf(scalarType(node) ?? 'string')
  return refuse(node, 'KQL202', `there is no column ${name} here`)
}

/** `$left.x`, `$right.x`, and `n.x` in graph patterns; anything else goes into a dynamic. */
function lowerPath(lowering: Lowering, node: Node, frame: Frame): Expr {
  const base = child(node, 'Expression')
  const side = kindOf(base) === 'NameReference' ? frame.sides?.get(nameOf(base)) : undefined
  if (!side) return lowerMember(lowering, node, frame)
  const selector = child(node, 'Selector')
  const name = nameOf(selector)
  const column = side.find((c) => c.name === name)
  if (column) return columnRef(column)
  if (frame.open) return nullOf(scalarType(node) ?? 'string')
  return refuse(selector, 'KQL202', `there is no column ${name} here`)
}

const operatorNames: Readonly<Record<string, string>> = {
  '<>': '!=',
  notcontains: '!contains',
  containscs: 'contains_cs',
  notcontainscs: '!contains_cs',
}

/** Operator as functions/operator names it. */
const operatorName = (node: Node): string => {
  const text = textOf(child(node, 'Operator')).toLowerCase().replace(/\s+/g, ' ').trim()
  return operatorNames[text] ?? text
}

function lowerBinary(lowering: Lowering, node: Node, frame: Frame): Expr {
  if (kindOf(child(node, 'Left')) === 'StarExpression') return starCondition(lowering, node, frame)
  const left = lowering.expr(child(node, 'Left'), frame)
  const right = child(node, 'Right')
  return lowering.call(operatorName(node), [left, lowering.expr(right, frame)], node)
}

/** `x in (…)`: values, constant arrays, or the first column of a table. */
function lowerIn(lowering: Lowering, node: Node, frame: Frame): Expr {
  const name = operatorName(node)
  const needle = lowering.expr(child(node, 'Left'), frame)
  const right = child(node, 'Right')
  const items = kindOf(right) === 'ExpressionList' ? list(right, 'Expressions') : [right]
  const [only] = items
  if (items.length === 1 && only && isTabular(only, frame))
    return lowerInTable(lowering, name, needle, only, node, frame)
  const args = items.map((item) => lowering.expr(item, frame))
  return lowering.call(name, [needle, ...args], node)
}

function isTabular(node: Node, frame: Frame): boolean {
  if (kindOf(node) === 'ParenthesizedExpression') return isTabular(child(node, 'Expression'), frame)
  if (kindOf(node) === 'NameReference') {
    if (frame.columns.some((c) => c.name === nameOf(node))) return false
    const binding = frame.names.get(nameOf(node))
    if (binding) return binding.kind === 'table'
  }
  return isTableNode(node)
}

function lowerInTable(
  lowering: Lowering,
  name: string,
  needle: Expr,
  table: Node,
  node: Node,
  frame: Frame,
): Expr {
  const input = itemsOfFirst(lowering, lowering.table(table, frame.names).relation, table)
  const first = input.columns[0] ?? refuse(table, 'KQL200', 'this table has no column')
  if (name.startsWith('has_') || name.startsWith('!has_'))
    return hasInTable(lowering, name, needle, input, node)
  const caseless = name.endsWith('~')
  const type = needle.type === 'dynamic' ? first.type : needle.type
  const compared = type === 'dynamic' ? 'string' : type
  const fold = (expr: Expr): Expr => {
    const same = coerce(lowering, expr, compared, node)
    return caseless ? lowering.call('tolower', [coerce(lowering, same, 'string', node)], node) : same
  }
  const value = fold(columnRef(first))
  const column = lowering.column(first.name, value.type)
  const relation: Relation = {
    kind: 'project',
    input,
    columns: [column],
    items: [{ column, expr: value }],
  }
  const found: Expr = { kind: 'in-subquery', needle: fold(needle), relation, column, type: 'bool' }
  return name.startsWith('!') ? call('not', 'bool', found) : found
}

/** A table for `in`: arrays in its first column (`summarize make_set(x)`) are as many rows as they have items. */
function itemsOfFirst(lowering: Lowering, input: Relation, table: Node): Relation {
  const first = input.columns[0] ?? refuse(table, 'KQL200', 'this table has no column')
  if (first.type !== 'dynamic') return input
  const column = lowering.column(first.name, 'dynamic')
  const list = call('_items', 'dynamic', columnRef(first))
  const columns = [...input.columns, column]
  const items: Relation = { kind: 'unnest', input, items: [{ column, list }], keepEmpty: false, columns }
  return { kind: 'project', input: items, columns: [column], items: [{ column, expr: columnRef(column) }] }
}

/** `has_any (table)`: the table's first column as one array. */
function hasInTable(lowering: Lowering, name: string, needle: Expr, relation: Relation, node: Node): Expr {
  const first = relation.columns[0] ?? refuse(node, 'KQL200', 'this table has no column')
  const text = coerce(lowering, columnRef(first), 'string', node)
  const column = lowering.column('list', 'dynamic')
  const collected: Relation = {
    kind: 'aggregate',
    input: relation,
    columns: [column],
    keys: [],
    aggregates: [{ column, expr: { kind: 'aggregate', name: 'make_set', args: [text], type: 'dynamic' } }],
  }
  const all: Expr = { kind: 'subquery', relation: collected, column, type: 'dynamic' }
  return lowering.call(name, [coerce(lowering, needle, 'string', node), all], node)
}

function lowerBetween(lowering: Lowering, node: Node, frame: Frame): Expr {
  const value = lowering.expr(child(node, 'Left'), frame)
  const couple = child(node, 'Right')
  const low = lowering.expr(child(couple, 'First'), frame)
  const second = lowering.expr(child(couple, 'Second'), frame)
  // `between (t .. 1h)` ends an hour after t.
  const ahead = low.type === 'datetime' && second.type === 'timespan'
  const high = ahead ? lowering.call('+', [low, second], node) : second
  return lowering.call(operatorName(node), [value, low, high], node)
}

/** The first column of the first row. */
function toScalar(lowering: Lowering, node: Node, frame: Frame): Expr {
  const { relation } = lowering.table(node, frame.names)
  const column = relation.columns[0] ?? refuse(node, 'KQL200', 'this table has no column')
  if (relation.kind === 'values' && relation.rows.length === 1) {
    const only = relation.rows[0]?.[0]
    if (only?.kind === 'literal') return only
  }
  return { kind: 'subquery', relation, column, type: column.type }
}

const rules: Readonly<Record<string, Rule>> = {
  NameReference: lowerName,
  PathExpression: lowerPath,
  ElementExpression: (lowering, node, frame) =>
    lowerTupleElement(lowering, node, frame) ?? lowerElement(lowering, node, frame),
  ParenthesizedExpression: (lowering, node, frame) => lowering.expr(child(node, 'Expression'), frame),
  SimpleNamedExpression: (lowering, node, frame) => lowering.expr(child(node, 'Expression'), frame),
  OrderedExpression: (lowering, node, frame) => lowering.expr(child(node, 'Expression'), frame),
  MaterializeExpression: (lowering, node, frame) => lowering.expr(child(node, 'Expression'), frame),
  InExpression: lowerIn,
  NotInExpression: lowerIn,
  InCsExpression: lowerIn,
  NotInCsExpression: lowerIn,
  HasAnyExpression: lowerIn,
  HasAllExpression: lowerIn,
  BetweenExpression: lowerBetween,
  NotBetweenExpression: lowerBetween,
  UnaryMinusExpression: (lowering, node, frame) => {
    const value = lowering.expr(child(node, 'Expression'), frame)
    const number = value.type === 'dynamic' ? coerce(lowering, value, 'real', node) : value
    return lowering.call('_negate', [number], node)
  },
  UnaryPlusExpression: (lowering, node, frame) => lowering.expr(child(node, 'Expression'), frame),
  ToScalarExpression: (lowering, node, frame) => {
    const inside = child(node, 'Expression')
    return isTabular(inside, frame) ? toScalar(lowering, inside, frame) : lowering.expr(inside, frame)
  },
  FunctionCallExpression: lowerFunctionCall,
  TypeOfLiteralExpression: (_lowering, node) =>
    literal('string', textOf(node).replace(/^typeof\(\s*|\s*\)$/g, '')),
  PipeExpression: (lowering, node, frame) => toScalar(lowering, node, frame),
  DataTableExpression: (lowering, node, frame) => toScalar(lowering, node, frame),
}

/** The type named by `typeof(string)` or a column declaration. */
export function typeNamed(node: Node): NonNullable<ReturnType<typeof typeByName>> {
  const [found] = kindOf(node) === 'TypeOfLiteralExpression' ? elements(child(node, 'Types')) : [node]
  const text = found ? textOf(optional(found, 'Type') ?? found) : ''
  return typeByName(text) ?? refuse(node, 'KQL200', `${text} is not a type of KQL`)
}
