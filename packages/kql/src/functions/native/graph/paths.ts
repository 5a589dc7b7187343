/** Shortest paths between the nodes that fit a pattern's first and last. */
import { native } from '../define.js'
import { type Json, writeJson } from '../json.js'
import { onward, search } from './match.js'
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

/** From a start: how far each node is, and over which edges (and from which nodes) its shortest paths arrive. */
interface Reached {
  readonly far: number
  readonly over: (readonly [edge: number, from: number])[]
}

function reach(data: GraphData, link: LinkRule, start: number): Map<number, Reached> {
  const reached = new Map<number, Reached>([[start, { far: 0, over: [] }]])
  let border = [start]
  for (let far = 1; far <= link.most && border.length > 0; far++) {
    const next: number[] = []
    for (const at of border) {
      if (at !== start && !holds(data.nodes[at], link.inner)) continue
      for (const [edge, node] of onward(data, link, at, true)) {
        if (!holds(data.edges[edge]?.cells, link.edges)) continue
        const known = reached.get(node)
        if (known && known.far < far) continue
        if (known) known.over.push([edge, at])
        else {
          reached.set(node, { far, over: [[edge, at]] })
          next.push(node)
        }
      }
    }
    border = next
  }
  return reached
}

/** Paths back to the start, as edges and the nodes between them from the start on. */
function* pathsTo(
  reached: ReadonlyMap<number, Reached>,
  end: number,
): Generator<{ readonly edges: number[]; readonly inner: number[] }> {
  const way = reached.get(end)
  if (!way || way.far === 0) {
    yield { edges: [], inner: [] }
    return
  }
  for (const [edge, from] of way.over)
    for (const { edges, inner } of pathsTo(reached, from))
      yield { edges: [...edges, edge], inner: edges.length === 0 ? inner : [...inner, from] }
}

function overOneLink(data: GraphData, rules: Rules, link: LinkRule, found: (match: Match) => void): void {
  const fits = (variable: number, node: number) => holds(data.nodes[node], rules.nodes[variable] ?? [])
  for (let start = 0; start < data.nodes.length; start++) {
    if (!fits(link.left, start)) continue
    const reached = reach(data, link, start)
    for (const end of [...reached.keys()].sort((a, b) => a - b)) {
      if (!fits(link.right, end) || (end === start && link.least > 0)) continue
      for (const path of pathsTo(reached, end)) {
        found({ nodes: [start, end], links: [path] })
        if (!rules.all) break
      }
    }
  }
}

/** Longer patterns: all matches, of which the shortest between two nodes stay. */
function ofAll(data: GraphData, rules: Rules, found: (match: Match) => void): void {
  const best = new Map<string, { length: number; matches: Match[] }>()
  search(data, rules, (match) => {
    const key = `${match.nodes[0]} ${match.nodes.at(-1)}`
    const length = match.links.reduce((sum, link) => sum + link.edges.length, 0)
    const known = best.get(key)
    if (!known || length < known.length) best.set(key, { length, matches: [match] })
    else if (length === known.length && rules.all) known.matches.push(match)
  })
  for (const { matches } of best.values()) for (const match of matches) found(match)
}

/** https://learn.microsoft.com/kusto/query/graph-shortest-paths-operator */
export const graphPaths = native('graph_paths', 3, (nodes, edges, settings) => {
  const [data, rules] = [readGraph(nodes, edges), readRules(settings)]
  const rows: Json[] = []
  const found = (match: Match): void => {
    if (rows.length >= MOST_MATCHES)
      throw new RangeError(`there are more than ${MOST_MATCHES} shortest paths: ask for fewer`)
    rows.push(answerOf(data, rules, match))
  }
  const [link, ...others] = rules.links
  if (link && others.length === 0 && link.least <= 1 && link.left !== link.right)
    overOneLink(data, rules, link, found)
  else ofAll(data, rules, found)
  return writeJson(rows)
})
