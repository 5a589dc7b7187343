/** How many edges go into and out of each node. */
import type { Node } from '../../../kusto/syntax.js'
import { type Column, columnRef, literal } from '../../../plan/expr.js'
import type { Relation } from '../../../plan/relation.js'
import { item, passing, project } from '../../rows.js'
import type { Graph, GraphPart, Lowering } from '../../scope.js'
import { joined } from '../join.js'

interface Counted {
  readonly relation: Relation
  readonly key: Column
  readonly count: Column
}

/** Edges by one of their ends (1 the source, 2 the target). */
function countedBy(lowering: Lowering, graph: Graph, end: 1 | 2): Counted | undefined {
  const { relation: input, keys } = graph.edges()
  const by = keys[end]
  if (!by) return undefined
  const key = item(lowering.column('_end', 'string'), columnRef(by))
  const count = item(lowering.column('_count', 'long'), {
    kind: 'aggregate',
    name: 'count',
    args: [],
    type: 'long',
  })
  const columns = [key.column, count.column]
  const relation: Relation = { kind: 'aggregate', input, keys: [key], aggregates: [count], columns }
  return { relation, key: key.column, count: count.column }
}

/** The nodes with two more keys: the degree in and the degree out. */
export function withDegrees(lowering: Lowering, graph: Graph, at: Node): GraphPart {
  const nodes = graph.nodes()
  const [key] = nodes.keys
  const counts = [countedBy(lowering, graph, 2), countedBy(lowering, graph, 1)]
  let relation = nodes.relation
  for (const counted of counts) {
    if (!counted || !key) continue
    relation = joined('left', relation, counted.relation, {
      kind: 'call',
      name: '_join_equal',
      args: [columnRef(key), columnRef(counted.key)],
      type: 'bool',
    })
  }
  const degrees = counts.flatMap((counted) =>
    counted
      ? [
          item(
            lowering.column('_degree', 'long'),
            lowering.call('coalesce', [columnRef(counted.count), literal('long', 0n)], at),
          ),
        ]
      : [],
  )
  const rows = project({ relation }, [
    ...nodes.keys.map(passing),
    ...degrees,
    ...nodes.properties.map(passing),
  ])
  const keys = [...nodes.keys, ...degrees.map((degree) => degree.column)]
  return { relation: rows.relation, keys, properties: nodes.properties }
}
