/** A graph as the natives see it: nodes and edges by number, and which edges go out of and into each node. */
import { isArray, isBag, type Json, readDynamic } from '../json.js'

export interface EdgeRow {
  readonly from: number
  readonly to: number
  readonly cells: readonly Json[]
}

export interface GraphData {
  /** Rows of the nodes, by key: so that numbers do not hang on the order they came in. */
  readonly nodes: readonly (readonly Json[])[]
  /** Edges in the order of their own numbers; an edge whose end is no node is left out. */
  readonly edges: readonly EdgeRow[]
  readonly out: readonly (readonly number[])[]
  readonly into: readonly (readonly number[])[]
}

const rowsOf = (text: string | null): (readonly Json[])[] => {
  const rows = readDynamic(text)
  return isArray(rows) ? rows.filter(isArray) : []
}

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function readGraph(nodesText: string | null, edgesText: string | null): GraphData {
  const nodes = rowsOf(nodesText).sort((a, b) => textOrder(String(a[0]), String(b[0])))
  const places = new Map(nodes.map((row, place) => [String(row[0]), place]))
  const edges = rowsOf(edgesText)
    .sort((a, b) => Number(a[0]) - Number(b[0]))
    .flatMap((cells): EdgeRow[] => {
      const [from, to] = [places.get(String(cells[1])), places.get(String(cells[2]))]
      return from === undefined || to === undefined ? [] : [{ from, to, cells }]
    })
  const out: number[][] = nodes.map(() => [])
  const into: number[][] = nodes.map(() => [])
  for (const [place, { from, to }] of edges.entries()) {
    out[from]?.push(place)
    into[to]?.push(place)
  }
  return { nodes, edges, out, into }
}

export interface LinkRule {
  readonly left: number
  readonly right: number
  readonly direction: 'out' | 'in' | 'any'
  readonly least: number
  readonly most: number
  /** Cells that must be true, of every edge and of every node between two of them. */
  readonly edges: readonly number[]
  readonly inner: readonly number[]
}

export interface Rules {
  /** Cells that must be true of each node of the pattern. */
  readonly nodes: readonly (readonly number[])[]
  readonly links: readonly LinkRule[]
  readonly cycles: string
  readonly all: boolean
  readonly outputs: readonly (readonly Json[])[]
}

const places = (value: Json | undefined): number[] =>
  value !== undefined && isArray(value) ? value.map(Number) : []

export function readRules(text: string | null): Rules {
  const bag = readDynamic(text)
  const setting = (name: string): Json => (isBag(bag) ? (bag.get(name) ?? null) : null)
  const many = (name: string): readonly Json[] => {
    const value = setting(name)
    return isArray(value) ? value : []
  }
  return {
    nodes: many('nodes').map(places),
    links: many('links')
      .filter(isBag)
      .map((link) => ({
        left: Number(link.get('left')),
        right: Number(link.get('right')),
        direction: link.get('direction') as LinkRule['direction'],
        least: Number(link.get('least')),
        most: Number(link.get('most')),
        edges: places(link.get('edges')),
        inner: places(link.get('inner')),
      })),
    cycles: String(setting('cycles')),
    all: setting('output') === 'all',
    outputs: many('outputs').filter(isArray),
  }
}

export const holds = (row: readonly Json[] | undefined, tests: readonly number[]): boolean =>
  row !== undefined && tests.every((cell) => row[cell] === true)

/** A match: a node for each of the pattern's, and for each link its edges and the nodes between them, left to right. */
export interface Match {
  readonly nodes: readonly number[]
  readonly links: readonly { readonly edges: readonly number[]; readonly inner: readonly number[] }[]
}

/** More matches than this are an explosion, not an answer. */
export const MOST_MATCHES = 2_000_000

/** One cell for each output that was asked for. */
export function answerOf(data: GraphData, rules: Rules, match: Match): Json[] {
  return rules.outputs.map(([how, a, b, c]): Json => {
    if (how === 'node') return data.nodes[match.nodes[Number(a)] ?? -1]?.[0] ?? null
    if (how === 'edge') {
      const [edge] = match.links[Number(a)]?.edges ?? []
      return data.edges[edge ?? -1]?.cells[0] ?? null
    }
    const link = match.links[Number(b)]
    const rows =
      a === 'edges'
        ? (link?.edges ?? []).map((edge) => data.edges[edge]?.cells)
        : (link?.inner ?? []).map((node) => data.nodes[node])
    const values = rows.map((row) => row?.[Number(c)] ?? null)
    if (how === 'any') return values.some((value) => value === true)
    return how === 'all' ? values.every((value) => value === true) : values
  })
}
