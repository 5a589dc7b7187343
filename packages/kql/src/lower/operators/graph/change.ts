/** Operators that give a graph again: graph-where-nodes, graph-where-edges, graph-mark-components. */
import type { Json } from '../../../functions/native/json.js'
import { child, nameOf, parameter, parameterText } from '../../../kusto/syntax.js'
import { columnRef, type Expr } from '../../../plan/expr.js'
import type { Relation } from '../../../plan/relation.js'
import { coerce, lowerContext } from '../../call.js'
import { computedOf } from '../../plugins/relations.js'
import { filter, item, passing, project } from '../../rows.js'
import { type GraphPart, refuse } from '../../scope.js'
import { piped } from '../entry.js'
import { joined } from '../join.js'
import { withDegrees } from './degrees.js'
import { graphOf, sharedPart } from './make.js'
import { asksDegrees, degreeCall } from './references.js'

const equal = (left: Expr, right: Expr): Expr => ({
  kind: 'call',
  name: '_join_equal',
  args: [left, right],
  type: 'bool',
})

const kept = (part: GraphPart, relation: Relation, keys: number): Relation =>
  project({ relation }, [...part.keys.slice(0, keys), ...part.properties].map(passing)).relation

/** Nodes that satisfy a condition, and the edges between those. */
export const graphWhereNodes = piped((lowering, node, input, names) => {
  const graph = graphOf(input, node)
  const condition = child(node, 'Condition')
  const all = asksDegrees(condition) ? withDegrees(lowering, graph, node) : graph.nodes()
  const special = (asked: typeof node): Expr | undefined => {
    const call = degreeCall(asked)
    const degree = call && all.keys[call.degree === 'in' ? 2 : 3]
    return degree && columnRef(degree)
  }
  const holds = lowering.expr(condition, { names, columns: all.properties, special })
  const some = filter({ relation: all.relation }, coerce(lowering, holds, 'bool', condition))
  const nodes = sharedPart(lowering, 'nodes', kept(all, some.relation, 2), 2)
  const edges = graph.edges()
  const between = edges.keys.slice(1, 3).reduce((relation, end) => {
    const there = nodes()
    const [key] = there.keys
    return key ? joined('semi', relation, there.relation, equal(columnRef(end), columnRef(key))) : relation
  }, edges.relation)
  const part = sharedPart(lowering, 'edges', kept(edges, between, 5), 5)
  return { relation: part().relation, graph: { edges: part, nodes } }
})

/** Edges that satisfy a condition; the nodes stay. */
export const graphWhereEdges = piped((lowering, node, input, names) => {
  const graph = graphOf(input, node)
  const condition = child(node, 'Condition')
  const all = graph.edges()
  const holds = lowering.expr(condition, { names, columns: all.properties })
  const some = filter({ relation: all.relation }, coerce(lowering, holds, 'bool', condition))
  const edges = sharedPart(lowering, 'edges', kept(all, some.relation, 5), 5)
  return { relation: edges().relation, graph: { edges, nodes: graph.nodes } }
})

/** Each node gets the number of the component it is part of. */
export const graphMarkComponents = piped((lowering, node, input) => {
  const graph = graphOf(input, node)
  const kind = parameterText(node, 'kind') ?? 'weak'
  if (kind !== 'weak' && kind !== 'strong')
    return refuse(node, 'KQL300', `components are weak or strong, not ${kind}`)
  const named = parameter(node, 'with_component_id')
  const name = named ? nameOf(named) : 'ComponentId'
  const [nodes, edges] = [graph.nodes(), graph.edges()]
  const tables = [
    { input: nodes.relation, cells: nodes.keys.slice(0, 1).map(columnRef) },
    { input: edges.relation, cells: edges.keys.slice(0, 3).map(columnRef) },
  ]
  const context = {
    ...lowerContext(lowering, node),
    column: lowering.column,
    probe: lowering.services.probe,
  }
  const settings = new Map<string, Json>([['kind', kind]])
  const marks = computedOf(context, tables, '_graph_components', settings, [
    { name: '_key', type: 'string' },
    { name, type: 'long' },
  ])
  const all = graph.nodes()
  const [[key], [own, mark]] = [all.keys, marks.columns]
  if (!key || !own || !mark) return refuse(node, 'KQL300', 'a graph has nodes')
  const marked = joined('inner', all.relation, marks, equal(columnRef(key), columnRef(own)))
  const columns = [...all.keys, ...all.properties.filter((column) => column.name !== name)]
  const relation = project({ relation: marked }, [
    ...columns.map(passing),
    item(lowering.column(name, 'long'), columnRef(mark)),
  ]).relation
  return { ...input, graph: { edges: graph.edges, nodes: sharedPart(lowering, 'nodes', relation, 2) } }
})
