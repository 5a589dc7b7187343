/** `declare pattern`: a table for each set of constant arguments. */
import { child, list, type Node, nameOf, optional, textOf } from '../kusto/syntax.js'
import { type LiteralValue, literalValue } from '../plan/expr.js'
import { argumentNodes } from './argument-nodes.js'
import { type Binding, type Lowering, Names, type Rows, refuse } from './scope.js'

type Pattern = Extract<Binding, { kind: 'pattern' }>

/** `name("x")`, or `name("x").path` for a pattern with a path. */
export function callPattern(
  lowering: Lowering,
  node: Node,
  called: Node,
  path: Node | undefined,
  names: Names,
): Rows | undefined {
  const pattern = names.get(nameOf(child(called, 'Name')))
  if (pattern?.kind !== 'pattern') return undefined
  const constant = (argument: Node): LiteralValue =>
    literalValue(lowering.expr(argument, { names, columns: [] })) ??
    refuse(argument, 'KQL205', 'a pattern takes constants')
  const wanted = argumentNodes(called).map(constant)
  const wantedPath = path === undefined ? undefined : nameOf(path)
  for (const match of list(pattern.declaration, 'Patterns')) {
    const values = list(child(match, 'ParameterValues'), 'Expressions').map(constant)
    const own = optional(match, 'PathValue')
    const ownPath = own ? constant(child(own, 'Value')) : undefined
    const same = values.length === wanted.length && values.every((value, at) => value === wanted[at])
    if (same && ownPath === wantedPath) return lowering.table(child(match, 'Body'), bound(pattern, wanted))
  }
  return refuse(node, 'KQL200', `the pattern has nothing for ${textOf(node)}`)
}

/** The body sees the arguments under the names of the parameters. */
function bound(pattern: Pattern, values: readonly LiteralValue[]): Names {
  const names = new Names(pattern.names)
  for (const [at, parameter] of list(pattern.declaration, 'Parameters').entries()) {
    const value = values[at]
    if (typeof value === 'string')
      names.set(nameOf(child(parameter, 'Name')), {
        kind: 'scalar',
        expr: { kind: 'literal', type: 'string', value },
      })
  }
  return names
}
