/** let, declare and set statements: they name things and run nothing. */
import { child, isTableNode, kindOf, list, type Node, nameOf, optional, scalarType } from '../kusto/syntax.js'
import { literal } from '../plan/expr.js'
import { nullOf } from './coerce.js'
import { shareRows } from './rows.js'
import { type Binding, type Lowering, type Names, type Rows, refuse } from './scope.js'

type Rule = (lowering: Lowering, node: Node, names: Names) => void

const rules: Readonly<Record<string, Rule>> = {
  LetStatement: lowerLet,
  SetOptionStatement: () => undefined,
  QueryParametersStatement: lowerParameters,
  RestrictStatement: (_l, node) => refuse(node, 'KQL300', 'restrict statements are not supported'),
  AliasStatement: (_l, node) => refuse(node, 'KQL307', 'other databases are out of reach'),
  PatternStatement: (_lowering, node, names) => {
    const declaration = optional(node, 'Pattern')
    if (!declaration) return refuse(node, 'KQL300', 'a pattern without bodies is for a service to fill in')
    names.set(nameOf(child(node, 'Name')), { kind: 'pattern', declaration, names })
  },
}

export function lowerStatements(lowering: Lowering, nodes: readonly Node[], names: Names): void {
  for (const node of nodes) {
    const rule = rules[kindOf(node)]
    if (rule) rule(lowering, node, names)
    else if (kindOf(node) !== 'ExpressionStatement') refuse(node, 'KQL300', 'this statement is not supported')
  }
}

function lowerLet(lowering: Lowering, node: Node, names: Names): void {
  const name = nameOf(child(node, 'Name'))
  // `let T = T | where …` hides the table behind what is made of it: the body sees the table, not itself
  const seen = lowering.services.table(name) ? names.copy() : names
  names.set(name, bindingOf(lowering, name, child(node, 'Expression'), seen))
}

function bindingOf(lowering: Lowering, name: string, value: Node, names: Names): Binding {
  const kind = kindOf(value)
  if (kind === 'FunctionDeclaration') return { kind: 'function', declaration: value, names, name }
  if (kind === 'ParenthesizedExpression') return bindingOf(lowering, name, child(value, 'Expression'), names)
  if (kind === 'MaterializeExpression' && isTableNode(value)) {
    let shared: (() => Rows) | undefined
    return {
      kind: 'table',
      rows: () => {
        shared ??= shareRows(lowering, name, lowering.table(child(value, 'Expression'), names), true)
        return shared()
      },
    }
  }
  const aliased = kind === 'NameReference' ? names.get(nameOf(value)) : undefined
  if (aliased) return aliased
  if (isTableNode(value)) return { kind: 'table', rows: () => lowering.table(value, names) }
  return { kind: 'scalar', expr: lowering.expr(value, { names, columns: [] }) }
}

/** `declare query_parameters(x:long = 5)`: given values, else the defaults. */
function lowerParameters(lowering: Lowering, node: Node, names: Names): void {
  for (const parameter of list(node, 'Parameters')) {
    const declared = child(parameter, 'NameAndType')
    const name = nameOf(child(declared, 'Name'))
    const type = scalarType(child(declared, 'Name')) ?? 'string'
    const given = lowering.services.parameters[name]
    const fallback = optional(parameter, 'DefaultValue')
    const at = child(declared, 'Name')
    if (given !== undefined) {
      const text = literal('string', given)
      const value = type === 'string' ? text : lowering.call(`to${type}`, [text], at)
      names.set(name, { kind: 'scalar', expr: value })
    } else if (fallback) {
      names.set(name, {
        kind: 'scalar',
        expr: lowering.expr(child(fallback, 'Value'), { names, columns: [] }),
      })
    } else names.set(name, { kind: 'scalar', expr: nullOf(type) })
  }
}
