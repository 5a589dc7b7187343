/** Edges cut where others cross or touch them. */
import { type Edge, type GeoNode, type Nodes, TOGETHER } from './nodes.js'
import { angle, crossing, nearestOnEdge, type Vector } from './sphere.js'

interface Box {
  readonly low: Vector
  readonly high: Vector
}

/** A box around an arc: between its ends it bulges out by less than the square of its length. */
function boxOf([from, to]: Edge): Box {
  const margin = angle(from.vector, to.vector) ** 2 + 1e-11
  const ends = [from.vector, to.vector] as const
  const side = (pick: (...values: number[]) => number, by: number): Vector => [
    pick(ends[0][0], ends[1][0]) + by,
    pick(ends[0][1], ends[1][1]) + by,
    pick(ends[0][2], ends[1][2]) + by,
  ]
  return { low: side(Math.min, -margin), high: side(Math.max, margin) }
}

const apart = (a: Box, b: Box): boolean =>
  a.low[0] > b.high[0] ||
  b.low[0] > a.high[0] ||
  a.low[1] > b.high[1] ||
  b.low[1] > a.high[1] ||
  a.low[2] > b.high[2] ||
  b.low[2] > a.high[2]

/** The pieces of each edge, in its direction and in the order of the edges. */
export function split(nodes: Nodes, edges: readonly Edge[], others: readonly Edge[]): Edge[] {
  const boxes = others.map(boxOf)
  return edges.flatMap((edge): Edge[] => {
    const [from, to] = edge
    const box = boxOf(edge)
    const cuts = new Map<number, GeoNode>()
    for (const [place, other] of others.entries()) {
      const otherBox = boxes[place]
      if (!otherBox || apart(box, otherBox)) continue
      for (const cut of meetings(nodes, edge, other)) cuts.set(cut.id, cut)
    }
    cuts.delete(from.id)
    cuts.delete(to.id)
    const between = [...cuts.values()].sort(
      (a, b) => angle(from.vector, a.vector) - angle(from.vector, b.vector),
    )
    const stops = [from, ...between, to]
    return stops.slice(1).map((stop, at): Edge => [stops[at] ?? from, stop])
  })
}

/** Where another edge crosses this one or ends on it. */
function* meetings(nodes: Nodes, [a, b]: Edge, [c, d]: Edge): Generator<GeoNode> {
  let touches = false
  for (const end of [c, d]) {
    if (angle(nearestOnEdge(end.vector, a.vector, b.vector), end.vector) >= TOGETHER) continue
    touches = true
    yield end
  }
  for (const end of [a, b])
    if (angle(nearestOnEdge(end.vector, c.vector, d.vector), end.vector) < TOGETHER) touches = true
  if (touches) return
  const point = crossing(a.vector, b.vector, c.vector, d.vector)
  if (point) yield nodes.at(point)
}
