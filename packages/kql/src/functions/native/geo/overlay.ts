/**
 * Union and intersection of polygons on the sphere. Edges are cut where the shapes meet, each piece is kept or not by
 * which side of the other shape it lies on, and what is kept is joined to rings again.
 */
import { isInside } from './measure.js'
import { type Edge, type GeoNode, keyOf, Nodes } from './nodes.js'
import { open } from './shape.js'
import { between, cross, dot, norm, type Position, triangleArea, type Vector, vectorOf } from './sphere.js'
import { split } from './split.js'

/** A polygon's rings, closed: the outer one first. */
export type Rings = readonly (readonly Position[])[]

/** Polygons of a shape that do not overlap; what they merely share with another is lines and points. */
export interface Overlay {
  readonly polygons: readonly Rings[]
  readonly lines: readonly (readonly Position[])[]
  readonly points: readonly Position[]
}

function signedArea(ring: readonly Vector[]): number {
  const [first, ...rest] = ring
  if (!first) return 0
  return rest.slice(1).reduce((sum, to, at) => sum + triangleArea(first, rest[at] ?? to, to), 0)
}

/** Goes round with its smaller side on the left. */
const isLeftHanded = (ring: readonly Vector[]): boolean => {
  const area = signedArea(ring)
  return area > 0 === Math.abs(area) <= 2 * Math.PI
}

/** Edges with the inside on their left: outer rings one way, holes the other. */
function edgesOf(nodes: Nodes, polygons: readonly Rings[]): Edge[] {
  return polygons.flatMap((rings) =>
    rings.flatMap((closed, place) => {
      const ring = open(closed)
      const turned = isLeftHanded(ring.map(vectorOf)) === (place === 0) ? ring : ring.toReversed()
      const corners = turned.map((position) => nodes.of(position))
      return corners.flatMap((from, at): Edge[] => {
        const to = corners[(at + 1) % corners.length] ?? from
        return from === to ? [] : [[from, to]]
      })
    }),
  )
}

const inShape = (point: Vector, polygons: readonly Rings[]): boolean =>
  polygons.some(([shell = [], ...holes]) =>
    isInside(point, {
      shell: open(shell).map(vectorOf),
      holes: holes.map((hole) => open(hole).map(vectorOf)),
    }),
  )

export function overlay(how: 'union' | 'intersection', a: readonly Rings[], b: readonly Rings[]): Overlay {
  const nodes = new Nodes()
  const [wholeA, wholeB] = [edgesOf(nodes, a), edgesOf(nodes, b)]
  const [piecesA, piecesB] = [split(nodes, wholeA, wholeB), split(nodes, wholeB, wholeA)]
  const [inA, inB] = [piecesA, piecesB].map((pieces) => new Set(pieces.map(([from, to]) => keyOf(from, to))))
  const wanted = how === 'intersection'
  const lies = ([from, to]: Edge, other: readonly Rings[]): boolean =>
    inShape(between(from.vector, to.vector, 0.5), other) === wanted
  const lines: Edge[] = []
  const kept = [
    ...piecesA.filter((piece) => {
      const [from, to] = piece
      if (inB?.has(keyOf(from, to))) return true
      if (!inB?.has(keyOf(to, from))) return lies(piece, b)
      lines.push(piece)
      return false
    }),
    ...piecesB.filter(
      (piece) =>
        !inA?.has(keyOf(piece[0], piece[1])) && !inA?.has(keyOf(piece[1], piece[0])) && lies(piece, a),
    ),
  ]
  const polygons = polygonsOf(kept)
  if (how === 'union') return { polygons, lines: [], points: [] }
  const used = new Set([...kept, ...lines].flatMap(([from, to]) => [from.id, to.id]))
  const cornersB = new Set(piecesB.map(([from]) => from.id))
  const shared = new Map(piecesA.map(([from]) => [from.id, from]))
  const points = [...shared.values()].filter((node) => cornersB.has(node.id) && !used.has(node.id))
  return {
    polygons,
    lines: lines.map((line) => line.map((node) => node.position)),
    points: points.map((node) => node.position),
  }
}

/** How far a way turns to the left at a node, from -pi (back) to pi. */
function turn(from: GeoNode, at: GeoNode, to: GeoNode): number {
  const up = at.vector
  const [came, goes] = [cross(from.vector, up), cross(up, to.vector)]
  return Math.atan2(dot(up, cross(came, goes)) / (norm(up) || 1), dot(came, goes))
}

/** Rings of edges; where several go on, the one furthest to the left keeps rings apart that only touch. */
function ringsOf(edges: readonly Edge[]): GeoNode[][] {
  const leaving = new Map<number, number[]>()
  for (const [place, [from]] of edges.entries())
    leaving.set(from.id, [...(leaving.get(from.id) ?? []), place])
  const used = new Set<number>()
  const rings: GeoNode[][] = []
  for (const start of edges.keys()) {
    if (used.has(start)) continue
    const places = [start]
    used.add(start)
    for (;;) {
      const [from, at] = edges[places.at(-1) ?? start] ?? []
      if (!from || !at || at === edges[start]?.[0]) break
      const next = (leaving.get(at.id) ?? [])
        .filter((place) => !used.has(place))
        .map((place) => ({ place, left: turn(from, at, edges[place]?.[1] ?? at) }))
        .sort((p, q) => q.left - p.left)[0]
      if (!next) break
      used.add(next.place)
      places.push(next.place)
    }
    // As the reference's engine has it: the edge that was given last closes the ring.
    const last = places.indexOf(Math.max(...places))
    const turned = [...places.slice(last + 1), ...places.slice(0, last + 1)]
    rings.push(turned.flatMap((place) => edges[place]?.[0] ?? []))
  }
  return rings.filter((ring) => ring.length >= 3)
}

const closed = (ring: readonly GeoNode[]): Position[] =>
  [...ring, ...ring.slice(0, 1)].map((node) => node.position)

function polygonsOf(edges: readonly Edge[]): Rings[] {
  const rings = ringsOf(edges).map((ring) => {
    const vectors = ring.map((node) => node.vector)
    return { ring, vectors, area: signedArea(vectors), isShell: isLeftHanded(vectors) }
  })
  const shells = rings
    .filter(({ isShell }) => isShell)
    .map((shell) => ({ ...shell, holes: [] as Position[][] }))
  for (const hole of rings.filter(({ isShell }) => !isShell)) {
    const [first, second] = hole.vectors
    const inside = first && second && between(first, second, 0.5)
    const around = shells
      .filter(({ vectors }) => inside && isInside(inside, { shell: vectors, holes: [] }))
      .sort((a, b) => a.area - b.area)[0]
    around?.holes.push(closed(hole.ring))
  }
  return shells.map(({ ring, holes }) => [closed(ring), ...holes])
}

/** One shape of many, none of whose parts overlap. */
export const unionOf = (parts: readonly Rings[]): readonly Rings[] =>
  parts.reduce<readonly Rings[]>(
    (whole, part) => (whole.length === 0 ? [part] : overlay('union', [part], whole).polygons),
    [],
  )
