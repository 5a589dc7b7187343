/** Lines put together: what they share is there once, and pieces that follow one another are one line. */
import { type Edge, type GeoNode, keyOf, Nodes } from './nodes.js'
import type { Position } from './sphere.js'
import { split } from './split.js'

export function mergeLines(lines: readonly (readonly Position[])[]): Position[][] {
  const nodes = new Nodes()
  const whole = lines.flatMap((line) => {
    const places = line.map((position) => nodes.of(position))
    return places.slice(1).flatMap((to, at): Edge[] => {
      const from = places[at]
      return from && from !== to ? [[from, to]] : []
    })
  })
  const pieces = new Map<string, Edge>()
  for (const piece of split(nodes, whole, whole)) {
    const [from, to] = piece
    if (!pieces.has(keyOf(to, from))) pieces.set(keyOf(from, to), piece)
  }
  return chains([...pieces.values()]).map((chain) => chain.map((node) => node.position))
}

/** From ends and forks on, as far as there is one way; circles last. */
function chains(pieces: readonly Edge[]): GeoNode[][] {
  const at = new Map<number, number[]>()
  for (const [place, edge] of pieces.entries())
    for (const { id } of edge) at.set(id, [...(at.get(id) ?? []), place])
  const used = new Set<number>()
  const follow = (place: number, from: GeoNode): GeoNode[] => {
    const chain = [from]
    for (let next: number | undefined = place; next !== undefined; ) {
      used.add(next)
      const [a, b]: Edge = pieces[next] ?? [from, from]
      const end = a === chain.at(-1) ? b : a
      chain.push(end)
      const onward: readonly number[] = at.get(end.id) ?? []
      next = onward.length === 2 ? onward.find((other) => !used.has(other)) : undefined
    }
    return chain
  }
  const found: GeoNode[][] = []
  for (const [place, [from, to]] of pieces.entries()) {
    for (const end of [from, to])
      if (!used.has(place) && at.get(end.id)?.length !== 2) found.push(follow(place, end))
  }
  for (const [place, [from]] of pieces.entries()) if (!used.has(place)) found.push(follow(place, from))
  return found
}
