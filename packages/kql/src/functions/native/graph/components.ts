/** Components of a graph. https://learn.microsoft.com/kusto/query/graph-mark-components-operator */
import { native } from '../define.js'
import { isBag, readDynamic, writeJson } from '../json.js'
import { type GraphData, readGraph } from './read.js'

/** Weak: connected whichever way the edges go. */
function weak({ nodes, edges }: GraphData): number[] {
  const root = nodes.map((_, place) => place)
  const find = (place: number): number => {
    let at = place
    while (root[at] !== at) {
      root[at] = root[root[at] ?? at] ?? at
      at = root[at] ?? at
    }
    return at
  }
  for (const { from, to } of edges) root[find(from)] = find(to)
  return root.map((_, place) => find(place))
}

/** Strong: each reaches each other (Tarjan, without recursion: a chain may be long). */
function strong({ nodes, edges, out }: GraphData): number[] {
  const [index, low, component] = [new Map<number, number>(), new Map<number, number>(), nodes.map(() => -1)]
  const stack: number[] = []
  for (let root = 0; root < nodes.length; root++) {
    if (index.has(root)) continue
    const calls: { readonly at: number; edge: number }[] = [{ at: root, edge: 0 }]
    while (calls.length > 0) {
      const call = calls.at(-1)
      if (!call) break
      const { at } = call
      if (call.edge === 0) {
        index.set(at, index.size)
        low.set(at, index.get(at) ?? 0)
        stack.push(at)
      }
      const edge = (out[at] ?? [])[call.edge++]
      if (edge !== undefined) {
        const to = edges[edge]?.to ?? at
        if (!index.has(to)) calls.push({ at: to, edge: 0 })
        else if (component[to] === -1) low.set(at, Math.min(low.get(at) ?? 0, index.get(to) ?? 0))
        continue
      }
      if (low.get(at) === index.get(at)) {
        for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
          component[member] = at
          if (member === at) break
        }
      }
      calls.pop()
      const above = calls.at(-1)
      if (above) low.set(above.at, Math.min(low.get(above.at) ?? 0, low.get(at) ?? 0))
    }
  }
  return component
}

/** Numbered from 0 in the order of their first nodes. */
export const graphComponents = native('graph_components', 3, (nodesText, edgesText, settings) => {
  const data = readGraph(nodesText, edgesText)
  const bag = readDynamic(settings)
  const members = isBag(bag) && bag.get('kind') === 'strong' ? strong(data) : weak(data)
  const numbers = new Map<number, number>()
  const rows = members.map((member, place) => {
    if (!numbers.has(member)) numbers.set(member, numbers.size)
    return [data.nodes[place]?.[0] ?? null, BigInt(numbers.get(member) ?? 0)]
  })
  return writeJson(rows)
})
