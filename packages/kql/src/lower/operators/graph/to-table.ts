/** `graph-to-table`: nodes or edges as rows, or both under names of their own. */
import { list, type Node, nameOf, optional, parameter, textOf } from '../../../kusto/syntax.js'
import { columnRef } from '../../../plan/expr.js'
import { item, passing, project, shareRows } from '../../rows.js'
import { type GraphPart, type Lowering, type Names, type Rows, refuse } from '../../scope.js'
import { piped } from '../entry.js'
import { graphOf } from './make.js'

/** A part with the hashes that are asked for before its properties. */
function tableOf(lowering: Lowering, part: GraphPart, clause: Node, hashes: readonly string[]): Rows {
  const first = part.keys.length - hashes.length
  const asked = hashes.flatMap((asking, place) => {
    const [name, column] = [parameter(clause, asking), part.keys[first + place]]
    return name && column ? [item(lowering.column(nameOf(name), 'long'), columnRef(column))] : []
  })
  return project({ relation: part.relation }, [...asked, ...part.properties.map(passing)])
}

function tables(lowering: Lowering, node: Node, input: Rows) {
  const graph = graphOf(input, node)
  return list(node, 'OutputClause').map((clause) => {
    const edges = /^edges/i.test(textOf(clause))
    const rows = edges
      ? tableOf(lowering, graph.edges(), clause, ['with_source_id', 'with_target_id'])
      : tableOf(lowering, graph.nodes(), clause, ['with_node_id'])
    const as = optional(clause, 'AsClause')
    return { rows, name: as ? nameOf(as.Name as Node) : undefined }
  })
}

/** In the middle of a pipe there is one table. */
export const graphToTable = piped((lowering, node, input, names) => {
  const [only, ...others] = tables(lowering, node, input)
  if (!only || others.length > 0)
    return refuse(node, 'KQL300', 'graph-to-table of two tables ends a statement')
  return named(lowering, only, names)
})

function named(
  lowering: Lowering,
  table: { readonly rows: Rows; readonly name: string | undefined },
  names: Names,
): Rows {
  if (table.name === undefined) return table.rows
  const shared = shareRows(lowering, table.name, table.rows, true)
  names.set(table.name, { kind: 'table', rows: shared, as: true })
  return shared()
}

/** At the end of a statement: each table is a result, and has its name in the statements that follow. */
export const graphToTables = (lowering: Lowering, node: Node, input: Rows, names: Names): Rows[] =>
  tables(lowering, node, input).map((table) => named(lowering, table, names))
