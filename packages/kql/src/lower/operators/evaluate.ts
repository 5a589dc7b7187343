import { child, kindOf, list, type Node, nameOf, optional, textOf } from '../../kusto/syntax.js'
import { columnRef, literalValue } from '../../plan/expr.js'
import { argumentNodes } from '../argument-nodes.js'
import { lowerContext } from '../call.js'
import { typeNamed } from '../expr.js'
import type { PluginArgument, PluginCall } from '../plugins/entry.js'
import { plugins } from '../plugins/registry.js'
import { frameOf, type Lowering, type Names, type Rows, refuse } from '../scope.js'
import type { LowerOperator } from './entry.js'

export const evaluate: LowerOperator = (lowering, node, input, names) => {
  const called = child(node, 'FunctionCall')
  const name = nameOf(child(called, 'Name'))
  const plugin = plugins.get(name)
  if (!plugin) return refuse(called, 'KQL303', `the plugin ${name} is not supported`)
  const rows: Rows = input ?? { relation: { kind: 'values', columns: [], rows: [[]] } }
  const declared = declaredColumns(node)
  // Columns that the data decides, of no data: any may be asked for, and is null.
  let foundNothing = false
  const call: PluginCall = {
    input: rows.relation,
    ...(rows.order ? { order: rows.order } : {}),
    args: argumentNodes(called).map((arg) => argument(lowering, arg, rows, names)),
    ...(declared ? { declared } : {}),
    context: {
      ...lowerContext(lowering, called),
      column: lowering.column,
      probe: (relation) => {
        const found = lowering.services.probe(relation)
        foundNothing = found.length === 0
        return found
      },
    },
  }
  const relation = plugin.lower(call)
  return { relation, ...(rows.open || foundNothing ? { open: true } : {}) }
}

function declaredColumns(node: Node): PluginCall['declared'] {
  const clause = optional(node, 'Schema')
  if (!clause) return undefined
  const schema = optional(clause, 'Schema') ?? clause
  return list(schema, 'Columns').map((declaration) => ({
    name: nameOf(child(declaration, 'Name')),
    type: typeNamed(child(declaration, 'Type')),
  }))
}

function argument(lowering: Lowering, node: Node, rows: Rows, names: Names): PluginArgument {
  const named = kindOf(node) === 'SimpleNamedExpression'
  const value = named ? child(node, 'Expression') : node
  const frame = frameOf(rows, names)
  return {
    // An aggregate (pivot's second argument) is handed over as it is.
    expr: () => lowering.expr(value, { ...frame, onAggregate: (found) => found }),
    constant: () =>
      literalValue(lowering.expr(value, { names, columns: [] })) ??
      refuse(value, 'KQL205', 'this argument must be a constant'),
    column: () => {
      const found =
        kindOf(value) === 'NameReference'
          ? rows.relation.columns.find((c) => c.name === nameOf(value))
          : undefined
      return found && columnRef(found).column
    },
    relation: () => lowering.table(value, names).relation,
    ...(named ? { name: nameOf(child(node, 'Name')) } : {}),
    text: textOf(value),
  }
}
