/** Conditions over all columns at once: `search "x" or n == 1`, `where * has "x"`. */
import { child, kindOf, type Node, nameOf, textOf } from '../kusto/syntax.js'
import { columnRef, type Expr, literal } from '../plan/expr.js'
import { argumentNodes } from './argument-nodes.js'
import { coerce } from './call.js'
import { disjunction } from './condition.js'
import type { Frame, Lowering } from './scope.js'

const nothing = literal('bool', false)

const not = (expr: Expr): Expr => ({ kind: 'call', name: 'not', args: [expr], type: 'bool' })
const logical = (name: 'and' | 'or', a: Expr, b: Expr): Expr => ({
  kind: 'call',
  name,
  args: [a, b],
  type: 'bool',
})

const isString = (node: Node): boolean => /^(CompoundS|S)tringLiteralExpression$/.test(kindOf(node))

/** Whether the value has the term: `a*` begins a term, `*a` ends one, `*a*` stands anywhere. */
function termIn(lowering: Lowering, value: Expr, term: string, cs: boolean, node: Node): Expr {
  const head = term.startsWith('*')
  const tail = term.endsWith('*') && term.length > 1
  const bare = term.slice(head ? 1 : 0, tail ? -1 : undefined)
  if (bare === '' || bare === '*') return literal('bool', true)
  const name = head ? (tail ? 'contains' : 'hassuffix') : tail ? 'hasprefix' : 'has'
  const text = coerce(lowering, value, 'string', node)
  return lowering.call(cs ? `${name}_cs` : name, [text, literal('string', bare)], node)
}

const anyColumn = (frame: Frame, test: (value: Expr) => Expr): Expr =>
  disjunction(frame.columns.map((column) => test(columnRef(column)))) ?? nothing

const operatorOf = (node: Node): string => textOf(child(node, 'Operator')).toLowerCase()

export function searchCondition(lowering: Lowering, node: Node, frame: Frame, cs: boolean): Expr {
  const again = (inner: Node) => searchCondition(lowering, inner, frame, cs)
  const kind = kindOf(node)
  if (kind === 'ParenthesizedExpression') return again(child(node, 'Expression'))
  if (kind === 'AndExpression' || kind === 'OrExpression')
    return logical(
      kind === 'AndExpression' ? 'and' : 'or',
      again(child(node, 'Left')),
      again(child(node, 'Right')),
    )
  if (isString(node))
    return anyColumn(frame, (value) => termIn(lowering, value, String(node.LiteralValue ?? ''), cs, node))
  if (kind === 'StarExpression') return literal('bool', true)
  if (kind === 'FunctionCallExpression' && nameOf(child(node, 'Name')) === 'not') {
    const [inner] = argumentNodes(node)
    if (inner) return not(again(inner))
  }
  if (kind === 'SearchExpression') {
    const column = lowering.expr(child(node, 'Left'), frame)
    const right = child(node, 'Right')
    if (isString(right)) return termIn(lowering, column, String(right.LiteralValue ?? ''), cs, node)
    return lowering.call('==', [column, lowering.expr(right, frame)], node)
  }
  if (node.Left && kindOf(child(node, 'Left')) === 'StarExpression')
    return starCondition(lowering, node, frame)
  return coerce(lowering, lowering.expr(node, frame), 'bool', node)
}

/** `* has "x"`: some column has it; `* !has "x"`: none has. */
export function starCondition(lowering: Lowering, node: Node, frame: Frame): Expr {
  const name = operatorOf(node)
  const right = lowering.expr(child(node, 'Right'), frame)
  const negated = /^!(?!=|~)/.test(name)
  const positive = negated ? name.slice(1) : name
  const found = anyColumn(frame, (value) =>
    lowering.call(
      positive,
      [coerce(lowering, value, 'string', node), coerce(lowering, right, 'string', node)],
      node,
    ),
  )
  return negated ? not(found) : found
}
