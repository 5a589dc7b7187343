/**
 * `graph-match` and `graph-shortest-paths`. Conditions on one variable become tests of nodes and edges, a function
 * in TypeScript finds the matches, and what else is asked is asked of the nodes and edges joined back to them.
 */
import type { Json } from '../../../functions/native/json.js'
import { child, list, type Node, optional, parameterText, resultColumns } from '../../../kusto/syntax.js'
import { conjunction } from '../../../plan/condition.js'
import { type Column, columnRef, type Expr } from '../../../plan/expr.js'
import type { Relation } from '../../../plan/relation.js'
import { bagOf, coerce, lowerContext } from '../../call.js'
import { namedValues } from '../../items.js'
import { computedOf, type OutputColumn } from '../../plugins/relations.js'
import { filter, item, project, uniqueName } from '../../rows.js'
import { type Frame, type Graph, type GraphPart, type Lowering, type Names, refuse } from '../../scope.js'
import { piped } from '../entry.js'
import { joined } from '../join.js'
import { withDegrees } from './degrees.js'
import { graphOf } from './make.js'
import { type Pattern, patternOf } from './pattern.js'
import {
  asksArrays,
  asksDegrees,
  conjuncts,
  degreeCall,
  type PathCall,
  pathCall,
  pathCalls,
  variablesIn,
} from './references.js'

const placeKey = (node: Node): string => `${node.TextStart}:${node.Width}`

/** What the function in TypeScript is given and asked for. */
class Request {
  readonly nodeCells: Expr[]
  readonly edgeCells: Expr[]
  readonly nodeTests: Json[][]
  readonly linkTests: { edges: Json[]; inner: Json[] }[]
  readonly outputs: Json[] = []
  readonly outputColumns: OutputColumn[] = []
  /** Place of the output that stands for a path call. */
  readonly calls = new Map<string, number>()

  constructor(
    private readonly lowering: Lowering,
    private readonly names: Names,
    readonly pattern: Pattern,
    readonly nodes: GraphPart,
    readonly edges: GraphPart,
  ) {
    this.nodeCells = nodes.keys.slice(0, 1).map(columnRef)
    this.edgeCells = edges.keys.slice(0, 3).map(columnRef)
    this.nodeTests = pattern.nodes.map(() => [])
    this.linkTests = pattern.links.map(() => ({ edges: [], inner: [] }))
  }

  /** A frame in which one variable stands for a row of a table (or, unnamed, its properties by themselves). */
  frame(of: 'edges' | 'inner', variable?: string): Frame {
    const part = of === 'edges' ? this.edges : this.nodes
    return {
      names: this.names,
      columns: variable === undefined ? part.properties : [],
      sides: new Map(variable === undefined ? [] : [[variable, part.properties]]),
      special: (node) => {
        const call = of === 'inner' ? degreeCall(node) : undefined
        return call && call.of === variable ? degreeOf(this.nodes, call.degree) : undefined
      },
    }
  }

  /** Place of a value in the rows the function is given. */
  cell(of: 'edges' | 'inner', value: Expr): bigint {
    const cells = of === 'edges' ? this.edgeCells : this.nodeCells
    cells.push(value)
    return BigInt(cells.length - 1)
  }

  test(of: 'edges' | 'inner', node: Node, variable?: string): bigint {
    const value = this.lowering.expr(node, this.frame(of, variable))
    return this.cell(of, coerce(this.lowering, value, 'bool', node))
  }

  output(asked: readonly Json[], column: OutputColumn): number {
    this.outputs.push(asked)
    this.outputColumns.push(column)
    return this.outputs.length - 1
  }

  /** A condition that one variable decides alone; false where it takes more. */
  takes(node: Node): boolean {
    const { links } = this.pattern
    const own = pathCall(node, this.pattern)
    if (own?.how === 'all' && own.value && typeof own.value !== 'string') {
      this.linkTests[links.indexOf(own.link)]?.[own.of].push(this.test(own.of, own.value))
      return true
    }
    const [variable, ...others] = variablesIn(node, this.pattern)
    if (variable === undefined || others.length > 0) return false
    const calls = pathCalls(node, this.pattern)
    const place = this.pattern.nodes.indexOf(variable)
    if (place >= 0 && calls.length === 0) {
      this.nodeTests[place]?.push(this.test('inner', node, variable))
      return true
    }
    // All edges of a variable edge must satisfy what is said of its properties.
    const link = links.findIndex(({ name }) => name === variable)
    if (link < 0 || asksArrays(node) || calls.some((call) => typeof call.value !== 'string')) return false
    this.linkTests[link]?.edges.push(this.test('edges', node, variable))
    return true
  }

  private asked({ node, of, value }: PathCall): Expr {
    if (typeof value === 'string') return property(this.edges, value, node)
    if (value) return this.lowering.expr(value, this.frame(of))
    return bagOf(this.lowering, this.edges.properties, node)
  }

  ask(call: PathCall): void {
    const key = placeKey(call.node)
    if (this.calls.has(key)) return
    const expr = this.asked(call)
    const type = call.how === 'map' ? 'dynamic' : 'bool'
    const made =
      type === 'bool'
        ? coerce(this.lowering, expr, 'bool', call.node)
        : expr.type === 'dynamic'
          ? expr
          : this.lowering.call('_to_dynamic', [expr], call.node)
    const cell = this.cell(call.of, made)
    const link = BigInt(this.pattern.links.indexOf(call.link))
    this.calls.set(key, this.output([call.how, call.of, link, cell], { name: call.how, type }))
  }
}

function property(part: GraphPart, name: string, at: Node): Expr {
  const found = part.properties.find((column) => column.name === name)
  return found ? columnRef(found) : refuse(at, 'KQL202', `the edges have no property ${name}`)
}

function degreeOf(nodes: GraphPart, degree: 'in' | 'out'): Expr | undefined {
  const column = nodes.keys[degree === 'in' ? 2 : 3]
  return column && columnRef(column)
}

const operator = (via: '_graph_match' | '_graph_paths') =>
  piped((lowering, node, input, names) => {
    const graph = graphOf(input, node)
    const pattern = patternOf(lowering, node, names)
    const clause = optional(node, 'ProjectClause')
    if (!clause) return refuse(node, 'KQL300', 'say with project what of the matches is asked')
    const shown = list(clause, 'Expressions')
    const where = optional(node, 'WhereClause')
    const degrees = asksDegrees(node)
    const nodesOf = (): GraphPart => (degrees ? withDegrees(lowering, graph, node) : graph.nodes())
    const request = new Request(lowering, names, pattern, nodesOf(), graph.edges())
    const conditions = where ? conjuncts(child(where, 'Condition')) : []
    const remaining = conditions.filter((condition) => !request.takes(condition))
    if (via === '_graph_paths') checkPaths(node, pattern, remaining)
    for (const asked of [...remaining, ...shown])
      for (const call of pathCalls(asked, pattern)) request.ask(call)
    const wanted = new Set([...remaining, ...shown].flatMap((asked) => [...variablesIn(asked, pattern)]))
    const found = joinedBack(lowering, node, { request, graph, nodesOf, wanted, via })
    const frame: Frame = { names, columns: [], sides: found.sides, special: found.special }
    const condition = conjunction(
      remaining.map((asked) => coerce(lowering, lowering.expr(asked, frame), 'bool', asked)),
    )
    const rows = condition ? filter({ relation: found.relation }, condition) : { relation: found.relation }
    const taken = new Set<string>()
    // The binder calls the property p of a variable v `v_p`.
    const known = resultColumns(node) ?? []
    const items = shown
      .flatMap((asked) => namedValues(lowering, asked, frame))
      .map(({ name: own, explicit, expr }, place) => {
        const name = uniqueName((explicit ? own : known[place]?.name) || own || 'Column1', taken)
        taken.add(name)
        return item(lowering.column(name, expr.type), expr)
      })
    return project(rows, items)
  })

/** Which path is the shortest must not hang on conditions that are known of whole paths alone. */
function checkPaths(node: Node, pattern: Pattern, remaining: readonly Node[]): void {
  if (pattern.sequences !== 1 || !pattern.links.some((link) => link.range))
    refuse(node, 'KQL300', 'the pattern of graph-shortest-paths is one sequence with a variable edge')
  const ends = new Set([pattern.nodes[0], pattern.nodes.at(-1)])
  for (const condition of remaining)
    if (
      pathCalls(condition, pattern).length > 0 ||
      [...variablesIn(condition, pattern)].some((name) => !ends.has(name))
    )
      refuse(condition, 'KQL300', 'a condition of graph-shortest-paths is on one variable, or on both ends')
}

interface Found {
  readonly request: Request
  readonly graph: Graph
  readonly nodesOf: () => GraphPart
  readonly wanted: ReadonlySet<string>
  readonly via: string
}

/** The matches, with the nodes and edges that are asked of joined to them. */
function joinedBack(lowering: Lowering, node: Node, it: Found) {
  const { request, wanted } = it
  const { pattern } = request
  const named: { readonly name: string; readonly output: number; readonly part: GraphPart }[] = []
  for (const [place, name] of pattern.nodes.entries()) {
    if (!wanted.has(name)) continue
    const output = request.output(['node', BigInt(place)], { name, type: 'string' })
    named.push({ name, output, part: it.nodesOf() })
  }
  for (const [place, link] of pattern.links.entries()) {
    if (!wanted.has(link.name) || link.range) continue
    const output = request.output(['edge', BigInt(place)], { name: link.name, type: 'long' })
    named.push({ name: link.name, output, part: it.graph.edges() })
  }
  const context = {
    ...lowerContext(lowering, node),
    column: lowering.column,
    probe: lowering.services.probe,
  }
  const tables = [
    { input: request.nodes.relation, cells: request.nodeCells },
    { input: request.edges.relation, cells: request.edgeCells },
  ]
  const matches = computedOf(context, tables, it.via, settingsOf(node, request), request.outputColumns)
  let relation: Relation = matches
  const sides = new Map<string, readonly Column[]>()
  const parts = new Map<string, GraphPart>()
  for (const { name, output, part } of named) {
    const [own, key] = [matches.columns[output], part.keys[0]]
    if (!own || !key) continue
    const condition: Expr = {
      kind: 'call',
      name: '_join_equal',
      args: [columnRef(own), columnRef(key)],
      type: 'bool',
    }
    relation = joined('inner', relation, part.relation, condition)
    sides.set(name, part.properties)
    parts.set(name, part)
  }
  const special = (asked: Node): Expr | undefined => {
    const output = request.calls.get(placeKey(asked))
    const column = output === undefined ? undefined : matches.columns[output]
    if (column && pathCall(asked, pattern)) return columnRef(column)
    const degree = degreeCall(asked)
    const part = degree?.of === undefined ? undefined : parts.get(degree.of)
    return degree && part ? degreeOf(part, degree.degree) : undefined
  }
  return { relation, sides, special }
}

function settingsOf(node: Node, request: Request): Json {
  const { pattern } = request
  const cycles = parameterText(node, 'cycles') ?? 'unique_edges'
  if (!['all', 'none', 'unique_edges'].includes(cycles))
    return refuse(node, 'KQL300', `cycles are all, none or unique_edges, not ${cycles}`)
  const output = parameterText(node, 'output') ?? 'any'
  if (output !== 'any' && output !== 'all')
    return refuse(node, 'KQL300', `the output is any or all, not ${output}`)
  const links = pattern.links.map((link, place): Json => {
    const tests = request.linkTests[place]
    return new Map<string, Json>([
      ['left', BigInt(link.left)],
      ['right', BigInt(link.right)],
      ['direction', link.direction],
      ['least', link.range?.least ?? 1n],
      ['most', link.range?.most ?? 1n],
      ['edges', tests?.edges ?? []],
      ['inner', tests?.inner ?? []],
    ])
  })
  return new Map<string, Json>([
    ['nodes', request.nodeTests],
    ['links', links],
    ['cycles', cycles],
    ['output', output],
    ['outputs', request.outputs],
  ])
}

export const graphMatch = operator('_graph_match')
export const graphShortestPaths = operator('_graph_paths')
