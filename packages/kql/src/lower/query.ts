/** Tabular expressions: sources, pipes and calls that give tables. Operators have a file each. */
import { absentFunction } from '../kusto/absent-functions.js'
import { child, isTableNode, kindOf, list, type Node, nameOf, optional, textOf } from '../kusto/syntax.js'
import { literalValue } from '../plan/expr.js'
import { argumentNodes } from './argument-nodes.js'
import { enterFunction } from './function-call.js'
import { lowerDatatable } from './operators/datatable.js'
import { lowerExternalData } from './operators/externaldata.js'
import { splits } from './operators/fork.js'
import { graphToTables } from './operators/graph/to-table.js'
import { operators } from './operators/registry.js'
import { callPattern } from './pattern.js'
import { shareRows } from './rows.js'
import { type Lowering, Names, type Rows, refuse } from './scope.js'
import { emptyOpenTable, scanOf } from './source.js'

type Rule = (lowering: Lowering, node: Node, names: Names) => Rows

export function lowerTable(lowering: Lowering, node: Node, names: Names): Rows {
  const rule = rules[kindOf(node)]
  if (rule) return rule(lowering, node, names)
  const operator = operators[kindOf(node)]
  // An operator without input: print, range, union, search, find at the start of a query.
  if (operator) return operator(lowering, node, undefined, names)
  return refuse(node, 'KQL300', `this is not supported where a table is expected: ${textOf(node)}`)
}

export function lowerOperator(lowering: Lowering, node: Node, input: Rows, names: Names): Rows {
  const operator = operators[kindOf(node)]
  if (!operator)
    return refuse(node, 'KQL301', `this operator is not supported: ${textOf(node).split(/\s/)[0]}`)
  if (input.graph && !kindOf(node).startsWith('Graph'))
    return refuse(node, 'KQL300', 'a graph is read by graph operators', 'graph-to-table gives its rows')
  return operator(lowering, node, input, names)
}

function lowerName(lowering: Lowering, node: Node, names: Names): Rows {
  const name = nameOf(node)
  const binding = names.get(name)
  if (binding?.kind === 'table') return binding.rows()
  if (binding?.kind === 'function') {
    const { body, names: inner } = enterFunction(lowering, node, { names, columns: [] }, binding)
    return lowering.table(child(body, 'Expression'), inner)
  }
  const table = lowering.services.table(name)
  if (table) return scanOf(lowering, table)
  return refuse(node, 'KQL201', `there is no table ${name}`)
}

function lowerCall(lowering: Lowering, node: Node, names: Names): Rows {
  const name = nameOf(child(node, 'Name'))
  const binding = names.get(name)
  if (binding?.kind === 'function') {
    const { body, names: inner } = enterFunction(lowering, node, { names, columns: [] }, binding)
    return lowering.table(child(body, 'Expression'), inner)
  }
  const matched = callPattern(lowering, node, node, undefined, names)
  if (matched) return matched
  if (name === 'table') return lowerTableFunction(lowering, node, names)
  if (name === '_GetWatchlist') return lowerWatchlist(lowering, node, names)
  if (name === 'materialize' || name === 'view') {
    const [inside] = argumentNodes(node)
    if (inside) return lowering.table(inside, names)
  }
  if (/^(database|cluster|workspace|app|resource|external_table|adx|arg)$/.test(name))
    return refuse(node, 'KQL307', `${name}() is out of reach: only the tables of this workspace can be read`)
  const absent = absentFunction(name)
  if (absent) return refuse(node, absent.code, absent.message, absent.hint)
  return refuse(node, 'KQL302', `the function ${name}() is not supported`)
}

const constantText = (lowering: Lowering, node: Node | undefined, names: Names): string | undefined => {
  const value = node ? literalValue(lowering.expr(node, { names, columns: [] })) : undefined
  return typeof value === 'string' ? value : undefined
}

function lowerTableFunction(lowering: Lowering, node: Node, names: Names): Rows {
  const name = constantText(lowering, argumentNodes(node)[0], names)
  if (name === undefined) return refuse(node, 'KQL205', 'table() needs a constant name')
  const table = lowering.services.table(name)
  return table ? scanOf(lowering, table) : refuse(node, 'KQL201', `there is no table ${name}`)
}

function lowerWatchlist(lowering: Lowering, node: Node, names: Names): Rows {
  const name = constantText(lowering, argumentNodes(node)[0], names)
  if (name === undefined) return refuse(node, 'KQL205', '_GetWatchlist() needs a constant name')
  const table = lowering.services.watchlist(name)
  if (table) return scanOf(lowering, table)
  const message = `there is no watchlist ${name} in the workspace`
  if (lowering.services.missingWatchlists === 'refuse')
    return refuse(node, 'KQL306', message, `put its rows into a file ${name}.csv`)
  lowering.services.warn(`${message}: taken as empty`)
  return emptyOpenTable(lowering, ['SearchKey'])
}

/** `database("x").T` and `workspace("x").T`: another place, unless it is the table itself. */
function lowerPathTable(lowering: Lowering, node: Node, names: Names): Rows {
  const base = child(node, 'Expression')
  const matched =
    kindOf(base) === 'FunctionCallExpression'
      ? callPattern(lowering, node, base, child(node, 'Selector'), names)
      : undefined
  if (matched) return matched
  return refuse(
    node,
    'KQL307',
    `${textOf(node)} is out of reach: only the tables of this workspace can be read`,
  )
}

const inside: Rule = (lowering, node, names) => lowering.table(child(node, 'Expression'), names)

const rules: Readonly<Record<string, Rule>> = {
  NameReference: lowerName,
  FunctionCallExpression: lowerCall,
  ParenthesizedExpression: inside,
  SimpleNamedExpression: inside,
  ToTableExpression: inside,
  DataScopeExpression: inside,
  PartitionSubquery: inside,
  MvApplySubqueryExpression: inside,
  MaterializeExpression: (lowering, node, names) =>
    shareRows(lowering, 'materialized', lowering.table(child(node, 'Expression'), names), true)(),
  PipeExpression: (lowering, node, names) => {
    // `T | as X | … X …` names T for what follows, so that each pipe has names of its own.
    const own = new Names(names)
    return lowerPipe(lowering, node, own)
  },
  PathExpression: lowerPathTable,
  DataTableExpression: lowerDatatable,
  ExternalDataExpression: lowerExternalData,
  InlineExternalTableExpression: (_lowering, node) =>
    refuse(
      optional(node, 'ConnectionStrings') ?? node,
      'KQL304',
      'an external table is storage in the network: it is not fetched',
      'download the files, allow their folder and read them with externaldata',
    ),
  MacroExpandOperator: (_lowering, node) =>
    refuse(node, 'KQL307', 'macro-expand runs over other databases, which are out of reach'),
  FunctionBody: (lowering, node, names) => {
    const own = new Names(names)
    lowering.statements(list(node, 'Statements'), own)
    return lowering.table(child(node, 'Expression'), own)
  },
}

function lowerPipe(lowering: Lowering, node: Node, names: Names): Rows {
  const source = child(node, 'Expression')
  const rows =
    kindOf(source) === 'PipeExpression' ? lowerPipe(lowering, source, names) : lowering.table(source, names)
  return lowering.operator(child(node, 'Operator'), rows, names)
}

/** Queries of a text: its expression statements, in order. */
export function lowerQueries(lowering: Lowering, root: Node, names: Names): { rows: Rows; node: Node }[] {
  const results: { rows: Rows; node: Node }[] = []
  for (const statement of list(root, 'Statements')) {
    if (kindOf(statement) !== 'ExpressionStatement') {
      lowering.statements([statement], names)
      continue
    }
    const node = child(statement, 'Expression')
    if (optional(node, 'Missing')) continue
    for (const rows of resultsOf(lowering, node, names)) results.push({ node, rows })
  }
  return results
}

/** One result, or several where the last operator splits the rows. */
function resultsOf(lowering: Lowering, node: Node, names: Names): Rows[] {
  const last = isPipe(node) ? child(node, 'Operator') : undefined
  if (last && kindOf(last) === 'GraphToTableOperator')
    return graphToTables(lowering, last, lowering.table(child(node, 'Expression'), new Names(names)), names)
  const split = last && splits[kindOf(last)]
  if (last && split) {
    const own = new Names(names)
    return split(lowering, last, lowering.table(child(node, 'Expression'), own), own)
  }
  if (!isTableNode(node) && !isPipe(node)) return [asRow(lowering, node, names)]
  const rows = lowering.table(node, names)
  return rows.graph ? refuse(node, 'KQL300', 'a graph is no result', 'graph-to-table gives its rows') : [rows]
}

const isPipe = (node: Node): boolean => kindOf(node) === 'PipeExpression'

/** A scalar on its own is a table of one value. */
function asRow(lowering: Lowering, node: Node, names: Names): Rows {
  const expr = lowering.expr(node, { names, columns: [] })
  const column = lowering.column('Value', expr.type)
  return { relation: { kind: 'values', columns: [column], rows: [[expr]] } }
}
