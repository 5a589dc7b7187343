/** Finds a pattern in a graph by trying: node after node, edge after edge, back where nothing fits. */
import { native } from '../define.js'
import { type Json, writeJson } from '../json.js'
import {
  answerOf,
  type GraphData,
  holds,
  type LinkRule,
  type Match,
  MOST_MATCHES,
  type Rules,
  readGraph,
  readRules,
} from './read.js'

/** Edges that lead on from a node, and where to; `ahead` walks from the link's left to its right. */
export function* onward(
  data: GraphData,
  link: LinkRule,
  at: number,
  ahead: boolean,
): Generator<readonly [edge: number, node: number]> {
  const forwards = link.direction === 'any' || (link.direction === 'out') === ahead
  const backwards = link.direction === 'any' || !forwards
  if (forwards) for (const edge of data.out[at] ?? []) yield [edge, data.edges[edge]?.to ?? at]
  if (!backwards) return
  for (const edge of data.into[at] ?? []) {
    const from = data.edges[edge]?.from ?? at
    // Any direction: an edge from a node to itself has been taken as one that goes out.
    if (link.direction !== 'any' || from !== at) yield [edge, from]
  }
}

class Search {
  private readonly bound: (number | undefined)[]
  private readonly paths: { edges: readonly number[]; inner: readonly number[] }[]
  private readonly usedEdges = new Set<number>()
  private readonly usedNodes = new Set<number>()
  private readonly order: readonly number[]
  private readonly start: number

  constructor(
    private readonly data: GraphData,
    private readonly rules: Rules,
    private readonly found: (match: Match) => void,
  ) {
    this.bound = rules.nodes.map(() => undefined)
    this.paths = rules.links.map(() => ({ edges: [], inner: [] }))
    this.start = fewest(data, rules)
    this.order = linkOrder(rules, this.start)
  }

  run(): void {
    for (let node = 0; node < this.data.nodes.length; node++) {
      if (!this.fits(this.start, node)) continue
      this.bound[this.start] = node
      this.usedNodes.add(node)
      this.next(0)
      this.usedNodes.delete(node)
    }
  }

  private fits(variable: number, node: number): boolean {
    return holds(this.data.nodes[node], this.rules.nodes[variable] ?? [])
  }

  private next(step: number): void {
    const place = this.order[step]
    const link = place === undefined ? undefined : this.rules.links[place]
    if (place === undefined || !link) {
      this.found({ nodes: this.bound.map((node) => node ?? -1), links: [...this.paths] })
      return
    }
    const ahead = this.bound[link.left] !== undefined
    const from = this.bound[ahead ? link.left : link.right]
    if (from !== undefined) this.walk({ step, place, link, ahead }, from, [], [])
  }

  private walk(
    it: { readonly step: number; readonly place: number; readonly link: LinkRule; readonly ahead: boolean },
    at: number,
    edges: number[],
    inner: number[],
  ): void {
    const { link } = it
    if (edges.length >= link.least) this.arrive(it, at, edges, inner)
    if (edges.length >= link.most) return
    // Walking on makes this node one between two edges.
    const between = edges.length > 0
    if (between && (!holds(this.data.nodes[at], link.inner) || !this.enter(at))) return
    if (between) inner.push(at)
    for (const [edge, node] of onward(this.data, link, at, it.ahead)) {
      if (!holds(this.data.edges[edge]?.cells, link.edges)) continue
      const again = this.usedEdges.has(edge)
      if (again && this.rules.cycles !== 'all') continue
      this.usedEdges.add(edge)
      edges.push(edge)
      this.walk(it, node, edges, inner)
      edges.pop()
      if (!again) this.usedEdges.delete(edge)
    }
    if (between) {
      inner.pop()
      this.leave(at)
    }
  }

  private arrive(
    it: { readonly step: number; readonly place: number; readonly link: LinkRule; readonly ahead: boolean },
    at: number,
    edges: readonly number[],
    inner: readonly number[],
  ): void {
    const end = it.ahead ? it.link.right : it.link.left
    const known = this.bound[end]
    if (known !== undefined) {
      // Both ends are known: the link closes a circle.
      if (known !== at || (this.rules.cycles === 'none' && edges.length > 0)) return
      this.follow(it, edges, inner)
      return
    }
    const stays = edges.length === 0
    if (!this.fits(end, at) || (!stays && !this.enter(at))) return
    this.bound[end] = at
    this.follow(it, edges, inner)
    this.bound[end] = undefined
    if (!stays) this.leave(at)
  }

  private follow(
    it: { readonly step: number; readonly place: number; readonly ahead: boolean },
    edges: readonly number[],
    inner: readonly number[],
  ): void {
    this.paths[it.place] = it.ahead
      ? { edges: [...edges], inner: [...inner] }
      : { edges: edges.toReversed(), inner: inner.toReversed() }
    this.next(it.step + 1)
  }

  /** Without cycles no node is met twice. */
  private enter(node: number): boolean {
    if (this.rules.cycles !== 'none') return true
    if (this.usedNodes.has(node)) return false
    this.usedNodes.add(node)
    return true
  }

  private leave(node: number): void {
    if (this.rules.cycles === 'none') this.usedNodes.delete(node)
  }
}

/** The pattern's node that the fewest nodes fit: the search begins there. */
function fewest(data: GraphData, rules: Rules): number {
  const counts = rules.nodes.map((tests) => data.nodes.filter((row) => holds(row, tests)).length)
  return counts.indexOf(Math.min(...counts))
}

/** Links in an order in which each has an end that is known. */
function linkOrder({ links }: Rules, start: number): number[] {
  const known = new Set([start])
  const order: number[] = []
  while (order.length < links.length) {
    const next = links.findIndex(
      ({ left, right }, place) => !order.includes(place) && (known.has(left) || known.has(right)),
    )
    const link = links[next]
    if (!link) break
    known.add(link.left).add(link.right)
    order.push(next)
  }
  return order
}

export function search(data: GraphData, rules: Rules, found: (match: Match) => void): void {
  let count = 0
  new Search(data, rules, (match) => {
    if (++count > MOST_MATCHES)
      throw new RangeError(`the pattern matches more than ${MOST_MATCHES} times: ask for less of it`)
    found(match)
  }).run()
}

/** https://learn.microsoft.com/kusto/query/graph-match-operator */
export const graphMatch = native('graph_match', 3, (nodes, edges, settings) => {
  const [data, rules] = [readGraph(nodes, edges), readRules(settings)]
  const rows: Json[] = []
  search(data, rules, (match) => rows.push(answerOf(data, rules, match)))
  return writeJson(rows)
})
