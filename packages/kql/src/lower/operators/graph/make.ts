/** `make-graph`: rows become edges, their ends (and the rows of node tables) become nodes. */
import { child, kindOf, list, type Node, nameOf, optional } from '../../../kusto/syntax.js'
import { type Column, columnRef, type Expr, literal } from '../../../plan/expr.js'
import type { Item, Relation } from '../../../plan/relation.js'
import { nullOf } from '../../coerce.js'
import { item, passing, project, shareRows } from '../../rows.js'
import { type Graph, type GraphPart, type Lowering, type Names, type Rows, refuse } from '../../scope.js'
import { withWindows } from '../../windows.js'
import { piped } from '../entry.js'
import { subquery } from '../partition.js'

/** Node properties of one source: the id it gives, and its columns. */
interface NodeSource {
  readonly rows: Relation
  readonly id: Column
  readonly partition: Column | undefined
  readonly properties: readonly Column[]
}

const EDGE_KEYS = 5
const NODE_KEYS = 2
/** Between a partition and an id, so that no pair is read as another. */
const SEPARATOR = '\u001f'

export const makeGraph = piped((lowering, node, input, names) => {
  const by = optional(node, 'PartitionedByClause')
  const partition = by ? nameOf(child(by, 'Entity')) : undefined
  const edges = edgesOf(lowering, node, input, names, partition)
  const nodes = nodesOf(lowering, node, edges, names, partition)
  const graph: Graph = { edges, nodes }
  const rows: Rows = { relation: edges().relation, graph }
  return by ? subquery(lowering, child(by, 'Subquery'), rows, names) : rows
})

const columnNamed = (relation: Relation, name: string, at: Node): Column =>
  relation.columns.find((column) => column.name === name) ??
  refuse(at, 'KQL202', `there is no column ${name} here`)

/** A node's key: its id as text, within its partition. */
function keyOf(lowering: Lowering, id: Column, partition: Column | undefined, at: Node): Expr {
  const text = lowering.call('tostring', [columnRef(id)], at)
  if (!partition) return text
  const within = lowering.call('tostring', [columnRef(partition)], at)
  return lowering.call('strcat', [within, literal('string', SEPARATOR), text], at)
}

const hashOf = (lowering: Lowering, id: Column, at: Node): Expr => {
  const value = id.type === 'dynamic' ? lowering.call('tostring', [columnRef(id)], at) : columnRef(id)
  return lowering.call('hash', [value], at)
}

/** A part that is computed once, its keys before its properties. */
export function sharedPart(lowering: Lowering, name: string, part: Relation, keys: number): () => GraphPart {
  const shared = shareRows(lowering, name, { relation: part }, true)
  return () => {
    const { relation } = shared()
    return { relation, keys: relation.columns.slice(0, keys), properties: relation.columns.slice(keys) }
  }
}

function edgesOf(
  lowering: Lowering,
  node: Node,
  input: Rows,
  names: Names,
  partition: string | undefined,
): Graph['edges'] {
  const { rows, value: place } = withWindows(lowering, input, names, (frame) =>
    frame.onWindow?.({ kind: 'window', name: '_place', args: [], type: 'long', partition: [], order: [] }),
  )
  if (!place) return refuse(node, 'KQL300', 'make-graph needs rows')
  const within = partition === undefined ? undefined : columnNamed(input.relation, partition, node)
  const ends = ['SourceColumn', 'TargetColumn'].map((end) =>
    columnNamed(input.relation, nameOf(child(node, end)), child(node, end)),
  )
  const keys: Item[] = [
    item(lowering.column('_place', 'long'), place),
    ...ends.map((end) => item(lowering.column('_end', 'string'), keyOf(lowering, end, within, node))),
    ...ends.map((end) => item(lowering.column('_hash', 'long'), hashOf(lowering, end, node))),
  ]
  const { relation } = project(rows, [...keys, ...input.relation.columns.map(passing)])
  return sharedPart(lowering, 'edges', relation, EDGE_KEYS)
}

function nodesOf(
  lowering: Lowering,
  node: Node,
  edges: Graph['edges'],
  names: Names,
  partition: string | undefined,
): Graph['nodes'] {
  const clause = optional(node, 'WithClause')
  const implicit = clause && kindOf(clause) === 'MakeGraphWithImplicitIdClause'
  const tables = clause && !implicit ? list(clause, 'TablesAndKeys') : []
  const ends = ['SourceColumn', 'TargetColumn'].map((end) => nameOf(child(node, end)))
  const given = tables.map((table): NodeSource => {
    const { relation } = lowering.table(child(table, 'Table'), names)
    const id = columnNamed(relation, nameOf(child(table, 'Column')), table)
    const within = partition === undefined ? undefined : columnNamed(relation, partition, table)
    return { rows: relation, id, partition: within, properties: relation.columns }
  })
  // A node that only edges name has its id, under the name the tables (or the clause) give ids.
  const idName = implicit ? nameOf(child(clause, 'Name')) : given[0]?.id.name
  const fromEdges = ends.map((end): NodeSource => {
    const { relation, properties } = edges()
    const id = properties.find((column) => column.name === end) ?? refuse(node, 'KQL202', `no column ${end}`)
    const within = properties.find((column) => column.name === partition)
    const named = [
      ...(idName === undefined ? [] : [{ ...id, name: idName }]),
      ...(within && given.length > 0 ? [within] : []),
    ]
    return { rows: relation, id, partition: within, properties: named }
  })
  return merged(lowering, node, [...given, ...fromEdges])
}

/** One node for each key: of each property any value that is there. */
function merged(lowering: Lowering, node: Node, sources: readonly NodeSource[]): Graph['nodes'] {
  const properties = new Map<string, Column>()
  for (const column of sources.flatMap((source) => source.properties)) {
    const known = properties.get(column.name)
    if (known && known.type !== column.type)
      return refuse(node, 'KQL204', `the node tables disagree on the type of ${column.name}`)
    if (!known) properties.set(column.name, column)
  }
  const wanted = [...properties.values()]
  const key = lowering.column('_key', 'string')
  const hash = lowering.column('_hash', 'long')
  const columns = [key, hash, ...wanted.map(({ name, type }) => lowering.column(name, type))]
  const all: Relation = {
    kind: 'union',
    columns,
    inputs: sources.map((source) => ({
      relation: source.rows,
      exprs: [
        keyOf(lowering, source.id, source.partition, node),
        hashOf(lowering, source.id, node),
        ...wanted.map(({ name, type }) => {
          const own = source.properties.find((column) => column.name === name)
          return own ? columnRef(own) : nullOf(type)
        }),
      ],
    })),
  }
  const [keyColumn, ...values] = columns
  if (!keyColumn) return refuse(node, 'KQL300', 'a node needs a key')
  const grouped = item(lowering.column('_key', 'string'), columnRef(keyColumn))
  // Text is never null: what is there is greater than the empty string.
  const aggregates = values.map((column) =>
    item(lowering.column(column.name, column.type), {
      kind: 'aggregate',
      name: column.type === 'string' ? 'max' : '_take_any',
      args: [columnRef(column)],
      type: column.type,
    }),
  )
  const relation: Relation = {
    kind: 'aggregate',
    input: all,
    keys: [grouped],
    aggregates,
    columns: [grouped.column, ...aggregates.map((i) => i.column)],
  }
  return sharedPart(lowering, 'nodes', relation, NODE_KEYS)
}

export const graphOf = (rows: Rows, node: Node): Graph =>
  rows.graph ?? refuse(node, 'KQL300', 'this operator needs a graph', 'make one with make-graph')
