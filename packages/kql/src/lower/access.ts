/** `d.x.y["z"][0]`: constant steps are gathered into one `_path` call, so that one read of the JSON serves them all. */
import { child, kindOf, type Node, nameOf } from '../kusto/syntax.js'
import { call, type Expr, literal, literalValue } from '../plan/expr.js'
import { coerce } from './call.js'
import { type Frame, type Lowering, refuse } from './scope.js'

export type Step = string | number

/** The same value one step further in. */
export function stepInto(base: Expr, step: Step): Expr {
  if (base.kind === 'call' && base.name === '_path') {
    const [root, steps] = base.args
    const known = JSON.parse(String(literalValue(steps) ?? '[]')) as Step[]
    if (root) return pathOf(root, [...known, step])
  }
  return pathOf(base, [step])
}

export const pathOf = (root: Expr, steps: readonly Step[]): Expr =>
  steps.length === 0 ? root : call('_path', 'dynamic', root, literal('dynamic', JSON.stringify(steps)))

export function lowerMember(lowering: Lowering, node: Node, frame: Frame): Expr {
  const base = lowering.expr(child(node, 'Expression'), frame)
  const selector = child(node, 'Selector')
  const kind = kindOf(selector)
  if (kind === 'NameReference') return into(lowering, base, nameOf(selector), node)
  if (kind === 'BracketedExpression') return selectBracket(lowering, base, selector, frame, node)
  return refuse(selector, 'KQL300', 'this way into a dynamic value is not supported')
}

export function lowerElement(lowering: Lowering, node: Node, frame: Frame): Expr {
  const base = lowering.expr(child(node, 'Expression'), frame)
  return selectBracket(lowering, base, child(node, 'Selector'), frame, node)
}

function selectBracket(lowering: Lowering, base: Expr, selector: Node, frame: Frame, node: Node): Expr {
  const inside = child(selector, 'Expression')
  const index =
    kindOf(inside) === 'NameReference' && isQuotedName(inside)
      ? literal('string', nameOf(inside))
      : lowering.expr(inside, frame)
  const value = literalValue(index)
  if (typeof value === 'bigint') return into(lowering, base, Number(value), node)
  if (typeof value === 'string' && index.type === 'string') return into(lowering, base, value, node)
  const bag = dynamicOf(lowering, base, node)
  return lowering.call('_element', [bag, index], node)
}

const isQuotedName = (node: Node): boolean => kindOf(child(node, 'Name')) === 'BracketedName'

function into(lowering: Lowering, base: Expr, step: Step, node: Node): Expr {
  return stepInto(dynamicOf(lowering, base, node), step)
}

function dynamicOf(lowering: Lowering, base: Expr, node: Node): Expr {
  return base.type === 'dynamic' ? base : coerce(lowering, base, 'dynamic', node)
}
