/** `f(…)` where a value is expected: built-in functions, functions of the query, and the few forms with rules of their own. */
import { aggregateFunctions } from '../functions/aggregate/registry.js'
import { scalarFunctions } from '../functions/registry.js'
import { windowFunctions } from '../functions/window/registry.js'
import { child, isTableNode, kindOf, list, type Node, nameOf, scalarType } from '../kusto/syntax.js'
import { columnRef, type Expr, literal, literalValue } from '../plan/expr.js'
import { stepInto } from './access.js'
import { lowerAggregate } from './aggregate.js'
import { argumentNodes } from './argument-nodes.js'
import { bagOf } from './call.js'
import { nullOf } from './coerce.js'
import { type Binding, type Frame, type Lowering, Names, refuse } from './scope.js'
import { suggest } from './suggest.js'
import { lowerWindow } from './window.js'

const argumentsOf = argumentNodes

type Rule = (lowering: Lowering, node: Node, frame: Frame) => Expr

export function lowerFunctionCall(lowering: Lowering, node: Node, frame: Frame): Expr {
  const name = nameOf(child(node, 'Name'))
  const binding = frame.names.get(name)
  if (binding?.kind === 'function') return callOwn(lowering, node, frame, binding)
  const form = forms[name]
  if (form) return form(lowering, node, frame)
  if (frame.onAggregate && aggregateFunctions.has(name)) return lowerAggregate(lowering, node, frame)
  if (windowFunctions.has(name)) return lowerWindow(lowering, node, frame)
  if (isTableNode(node)) {
    const { relation } = lowering.table(node, frame.names)
    const column = relation.columns[0] ?? refuse(node, 'KQL200', 'this table has no column')
    return { kind: 'subquery', relation, column, type: column.type }
  }
  const entry = scalarFunctions.get(name)
  if (!entry) {
    const near = suggest(
      name,
      [...scalarFunctions.keys()].filter((known) => /^[a-z]/.test(known)),
    )
    const aggregate = aggregateFunctions.has(name)
    return refuse(
      node,
      aggregate ? 'KQL300' : 'KQL302',
      aggregate ? `${name}() stands in summarize only` : `the function ${name}() is not supported`,
      near && !aggregate ? `did you mean ${near}()?` : undefined,
    )
  }
  const args = argumentsOf(node).flatMap((arg) => expandStar(lowering, arg, frame))
  const value = lowering.call(name, args, child(node, 'Name'), scalarType(node))
  const [first] = entry.fields?.(args) ?? []
  return first ? tupleField(lowering, value, first, node) : value
}

/** `f(…)[1]` of a function that gives several columns is its second column; undefined for anything else. */
export function lowerTupleElement(lowering: Lowering, node: Node, frame: Frame): Expr | undefined {
  const called = child(node, 'Expression')
  if (kindOf(called) !== 'FunctionCallExpression') return undefined
  const name = nameOf(child(called, 'Name'))
  const entry = frame.names.get(name) ? undefined : scalarFunctions.get(name)
  if (!entry?.fields) return undefined
  const args = argumentsOf(called).flatMap((arg) => expandStar(lowering, arg, frame))
  const index = literalValue(lowering.expr(child(child(node, 'Selector'), 'Expression'), frame))
  const field = typeof index === 'bigint' ? entry.fields(args)?.[Number(index)] : undefined
  if (!field) return undefined
  return tupleField(lowering, lowering.call(name, args, child(called, 'Name')), field, node)
}

/** One column of a function that gives several. */
export function tupleField(
  lowering: Lowering,
  value: Expr,
  field: { readonly path: readonly (string | number)[]; readonly type: Expr['type'] },
  node: Node,
): Expr {
  const found = field.path.reduce<Expr>(stepInto, value)
  return field.type === 'dynamic' ? found : lowering.call(converterName(field.type), [found], node)
}

const converterName = (type: Expr['type']): string => (type === 'string' ? 'tostring' : `to${type}`)

function expandStar(lowering: Lowering, node: Node, frame: Frame): Expr[] {
  if (kindOf(node) === 'StarExpression') return frame.columns.map(columnRef)
  return [lowering.expr(node, frame)]
}

/** A function the query defined: its body, with the arguments for its parameters. */
export function callOwn(
  lowering: Lowering,
  node: Node,
  frame: Frame,
  binding: { readonly declaration: Node; readonly names: Names; readonly name: string },
): Expr {
  const { body, names } = enterFunction(lowering, node, frame, binding)
  const inside = child(body, 'Expression')
  if (isTableNode(inside)) {
    const { relation } = lowering.table(inside, names)
    const column = relation.columns[0] ?? refuse(node, 'KQL200', 'this table has no column')
    return { kind: 'subquery', relation, column, type: column.type }
  }
  return lowering.expr(inside, { names, columns: [] })
}

const MAX_DEPTH = 64

/** Binds parameters to arguments and the body's own lets; the body is the one bound for this call. */
export function enterFunction(
  lowering: Lowering,
  node: Node,
  frame: Frame,
  binding: { readonly declaration: Node; readonly names: Names; readonly name: string },
  piped?: () => ReturnType<Lowering['table']>,
): { readonly body: Node; readonly names: Names } {
  if (++lowering.depth.value > MAX_DEPTH * 64)
    refuse(node, 'KQL401', `${binding.name}() is expanded without end`)
  const names = new Names(binding.names)
  const parameters = list(child(binding.declaration, 'Parameters'), 'Parameters')
  const given = kindOf(node) === 'FunctionCallExpression' ? argumentsOf(node) : []
  const byName = new Map<string, Node>()
  const positional: Node[] = []
  for (const arg of given) {
    if (kindOf(arg) === 'SimpleNamedExpression')
      byName.set(nameOf(child(arg, 'Name')), child(arg, 'Expression'))
    else positional.push(arg)
  }
  let next = 0
  for (const [i, parameter] of parameters.entries()) {
    const declared = child(parameter, 'NameAndType')
    const name = nameOf(child(declared, 'Name'))
    if (piped && i === 0) {
      names.set(name, { kind: 'table', rows: piped })
      continue
    }
    const arg = byName.get(name) ?? positional[next++]
    names.set(name, boundParameter(lowering, { parameter, arg, name, node, frame, called: binding.name }))
  }
  const body = (node.GetCalledFunctionBody?.() ?? undefined) as Node | undefined
  const used = body ?? child(binding.declaration, 'Body')
  lowering.statements(list(used, 'Statements'), names)
  return { body: used, names }
}

interface GivenParameter {
  readonly parameter: Node
  readonly arg: Node | undefined
  readonly name: string
  readonly node: Node
  readonly frame: Frame
  readonly called: string
}

function boundParameter(lowering: Lowering, given: GivenParameter): Binding {
  const { parameter, arg, node, frame } = given
  const declared = child(parameter, 'NameAndType')
  if (!arg) {
    const fallback = parameter.DefaultValue as Node | null
    if (!fallback) return refuse(node, 'KQL200', `${given.called}() needs a value for ${given.name}`)
    return { kind: 'scalar', expr: lowering.expr(child(fallback, 'Value'), frame) }
  }
  if (kindOf(child(declared, 'Type')) === 'SchemaTypeExpression')
    return { kind: 'table', rows: () => lowering.table(arg, frame.names) }
  const wanted = scalarType(child(declared, 'Name'))
  const value = lowering.expr(arg, frame)
  return { kind: 'scalar', expr: wanted ? asDeclared(lowering, value, wanted, node) : value }
}

function asDeclared(lowering: Lowering, value: Expr, type: Expr['type'], node: Node): Expr {
  if (value.type === type) return value
  if (value.kind === 'literal' && value.value === null) return nullOf(type)
  return lowering.call(type === 'dynamic' ? '_to_dynamic' : converterName(type), [value], node)
}

/** Functions whose arguments are not plain values. */
const forms: Readonly<Record<string, Rule>> = {
  column_ifexists: columnIfExists,
  columnifexists: columnIfExists,
  labels: (_lowering, node) => refuse(node, 'KQL300', 'labels() reads a stored graph: make-graph gives none'),
  node_id: (_lowering, node) =>
    refuse(node, 'KQL300', 'node_id() reads a stored graph', 'name the id with with_node_id and read that'),
  iscolumnexists: (lowering, node, frame) => {
    const [name] = argumentsOf(node)
    const wanted = name ? literalValue(lowering.expr(name, { ...frame, columns: [] })) : undefined
    if (typeof wanted !== 'string') return refuse(node, 'KQL205', 'iscolumnexists() needs a constant name')
    return literal(
      'bool',
      frame.columns.some((column) => column.name === wanted),
    )
  },
  pack_all: (lowering, node, frame) => {
    const ignore = argumentsOf(node).map((arg) => lowering.expr(arg, frame))
    const packed = bagOf(lowering, frame.columns, node)
    return literalValue(ignore[0]) === true ? lowering.call('_without_empty', [packed], node) : packed
  },
  bag_pack_columns: (lowering, node, frame) =>
    lowering.call(
      'bag_pack',
      argumentsOf(node).flatMap((arg) => [literal('string', nameOf(arg)), lowering.expr(arg, frame)]),
      node,
    ),
  column_names_of: (lowering, node, frame) => {
    const [table] = argumentsOf(node)
    if (!table) return refuse(node, 'KQL200', 'column_names_of() needs a table')
    const { columns } = lowering.table(table, frame.names).relation
    return literal('dynamic', JSON.stringify(columns.map((column) => column.name)))
  },
  // Its argument is computed once, so it sees no row.
  toscalar: (lowering, node, { names }) =>
    lowering.expr(argumentsOf(node)[0] ?? node, { names, columns: [] }),
  ingestion_time: (_lowering, _node, frame) => {
    const time = ['TimeGenerated', 'Timestamp'].flatMap((name) =>
      frame.columns.filter((c) => c.name === name),
    )[0]
    return time && time.type === 'datetime' ? columnRef(time) : nullOf('datetime')
  },
  now: (lowering, node, frame) => {
    const now = literal('datetime', lowering.services.now)
    const [offset] = argumentsOf(node)
    return offset ? lowering.call('+', [now, lowering.expr(offset, frame)], node) : now
  },
  ago: (lowering, node, frame) => {
    const span = lowering.expr(argumentsOf(node)[0] ?? node, frame)
    return lowering.call('-', [literal('datetime', lowering.services.now), span], node)
  },
  current_cluster_endpoint: () => literal('string', ''),
  current_database: () => literal('string', 'workspace'),
  current_principal: () => literal('string', ''),
}

/** `column_ifexists("name", default)`: the column where there is one, else the default. */
function columnIfExists(lowering: Lowering, node: Node, frame: Frame): Expr {
  const [name, fallback] = argumentsOf(node)
  const wanted = name ? literalValue(lowering.expr(name, { ...frame, columns: [] })) : undefined
  if (typeof wanted !== 'string' || !fallback)
    return refuse(node, 'KQL205', 'column_ifexists() needs a constant name')
  const column = frame.columns.find((c) => c.name === wanted)
  return column ? columnRef(column) : lowering.expr(fallback, frame)
}
