/** Conditions over all columns at once: `search "x" or n == 1`, `where * has "x"`. */
import { TEXT_BREAK } from '../functions/internal.js'
import { child, kindOf, type Node, nameOf, textOf } from '../kusto/syntax.js'
import { disjunction } from '../plan/condition.js'
import { columnRef, type Expr, literal, literalValue } from '../plan/expr.js'
import { argumentNodes } from './argument-nodes.js'
import { coerce } from './call.js'
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

/** Whether one of the values has the term: `a*` begins a term, `*a` ends one, `*a*` stands anywhere. */
function termIn(lowering: Lowering, values: readonly Expr[], term: string, cs: boolean, node: Node): Expr {
  const head = term.startsWith('*')
  const tail = term.endsWith('*') && term.length > 1
  const bare = term.slice(head ? 1 : 0, tail ? -1 : undefined)
  if (bare === '' || bare === '*') return literal('bool', true)
  const name = head ? (tail ? 'contains' : 'hassuffix') : tail ? 'hasprefix' : 'has'
  return anyHas(lowering, values, cs ? `${name}_cs` : name, literal('string', bare), node)
}

/** These find in the texts of a row, put one behind the other, what they find in one of them. */
const inAnyPart = /^(has|hasprefix|hassuffix|contains)(_cs)?$/

/** Whether an operator finds something in one of the values: asked of all in one where that is the same. */
function anyHas(
  lowering: Lowering,
  values: readonly Expr[],
  operator: string,
  needle: Expr,
  node: Node,
): Expr {
  const texts = values.map((value) => coerce(lowering, value, 'string', node))
  const wanted = literalValue(needle)
  if (
    texts.length > 1 &&
    typeof wanted === 'string' &&
    wanted !== '' &&
    !wanted.includes(TEXT_BREAK) &&
    inAnyPart.test(operator)
  )
    return lowering.call(operator, [lowering.call('_row_text', texts, node), needle], node)
  return disjunction(texts.map((text) => lowering.call(operator, [text, needle], node))) ?? nothing
}

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
    return termIn(lowering, frame.columns.map(columnRef), String(node.LiteralValue ?? ''), cs, node)
  if (kind === 'StarExpression') return literal('bool', true)
  if (kind === 'FunctionCallExpression' && nameOf(child(node, 'Name')) === 'not') {
    const [inner] = argumentNodes(node)
    if (inner) return not(again(inner))
  }
  if (kind === 'SearchExpression') {
    const column = lowering.expr(child(node, 'Left'), frame)
    const right = child(node, 'Right')
    if (isString(right)) return termIn(lowering, [column], String(right.LiteralValue ?? ''), cs, node)
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
  const needle = coerce(lowering, right, 'string', node)
  const found = anyHas(lowering, frame.columns.map(columnRef), positive, needle, node)
  return negated ? not(found) : found
}
