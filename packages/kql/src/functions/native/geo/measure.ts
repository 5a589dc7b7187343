import { edgesOf, type Line, type Polygon, stepsOf } from './shape.js'
import {
  angle,
  between,
  cross,
  crossing,
  dot,
  EARTH_RADIUS,
  nearestOnEdge,
  norm,
  type Position,
  plus,
  times,
  triangleArea,
  unit,
  type Vector,
  vectorOf,
} from './sphere.js'

export const metres = (radians: number): number => radians * EARTH_RADIUS

/** Haversine: exact also for points close to one another. */
export const distance = (a: Position, b: Position): number => metres(angle(vectorOf(a), vectorOf(b)))

/** Winding of the ring around a point, by the angles its corners are seen under. */
function isInRing(point: Vector, ring: readonly Vector[]): boolean {
  let turned = 0
  for (const [a, b] of edgesOf(ring)) {
    const [u, v] = [cross(point, a), cross(point, b)]
    if (norm(u) < 1e-15 || norm(v) < 1e-15) return true
    turned += Math.atan2(dot(point, cross(u, v)), dot(u, v))
  }
  return Math.abs(turned) > Math.PI
}

export const isInside = (point: Vector, { shell, holes }: Polygon): boolean =>
  isInRing(point, shell) && !holes.some((hole) => isInRing(point, hole))

interface Nearest {
  readonly point: Vector
  readonly angle: number
}

function nearestOf(point: Vector, edges: Iterable<readonly [Vector, Vector]>): Nearest | undefined {
  let best: Nearest | undefined
  for (const [a, b] of edges) {
    const candidate = nearestOnEdge(point, a, b)
    const away = angle(point, candidate)
    if (!best || away < best.angle) best = { point: candidate, angle: away }
  }
  return best
}

export const nearestOnLines = (point: Vector, lines: readonly Line[]): Nearest | undefined =>
  nearestOf(
    point,
    lines.flatMap((line) => [...stepsOf(line)]),
  )

/** The point itself where it is inside. */
export function nearestOnPolygons(point: Vector, polygons: readonly Polygon[]): Nearest | undefined {
  if (polygons.some((polygon) => isInside(point, polygon))) return { point, angle: 0 }
  return nearestOf(
    point,
    polygons.flatMap((polygon) => ringsOf(polygon).flatMap((ring) => [...edgesOf(ring)])),
  )
}

export const ringsOf = ({ shell, holes }: Polygon): readonly (readonly Vector[])[] => [shell, ...holes]

export const lineLength = (line: Line): number =>
  [...stepsOf(line)].reduce((sum, [a, b]) => sum + angle(a, b), 0)

export const ringLength = (ring: readonly Vector[]): number =>
  [...edgesOf(ring)].reduce((sum, [a, b]) => sum + angle(a, b), 0)

/** Area on the unit sphere; the smaller side counts, whichever way the ring goes round. */
export function ringArea(ring: readonly Vector[]): number {
  const [first] = ring
  if (!first) return 0
  let sum = 0
  for (const [a, b] of stepsOf(ring.slice(1))) sum += triangleArea(first, a, b)
  const size = Math.abs(sum)
  return size > 2 * Math.PI ? 4 * Math.PI - size : size
}

export const polygonArea = ({ shell, holes }: Polygon): number =>
  ringArea(shell) - holes.reduce((sum, hole) => sum + ringArea(hole), 0)

/** Triangles with edges above this are divided: then their middle is their centre of mass to 1e-9. */
const smallEdge = 1e-3

/** Area times centre of mass of a triangle, signed by the way it goes round. */
function triangleMoment(a: Vector, b: Vector, c: Vector, depth = 0): Vector {
  const longest = Math.max(angle(a, b), angle(b, c), angle(c, a))
  if (longest < smallEdge || depth > 9) return times(unit(plus(plus(a, b), c)), triangleArea(a, b, c))
  const [ab, bc, ca] = [between(a, b, 0.5), between(b, c, 0.5), between(c, a, 0.5)]
  const parts = [
    triangleMoment(a, ab, ca, depth + 1),
    triangleMoment(ab, b, bc, depth + 1),
    triangleMoment(ca, bc, c, depth + 1),
    triangleMoment(ab, bc, ca, depth + 1),
  ]
  return parts.reduce(plus)
}

/** Area times centre of mass of a ring: a fan of triangles, so that small shapes keep their digits. */
export function ringMoment(ring: readonly Vector[]): Vector {
  const [first] = ring
  if (!first) return [0, 0, 0]
  return [...stepsOf(ring.slice(1))].reduce<Vector>(
    (sum, [a, b]) => plus(sum, triangleMoment(first, a, b)),
    [0, 0, 0],
  )
}

export const lineMoment = (line: Line): Vector =>
  [...stepsOf(line)].reduce<Vector>(
    (sum, [a, b]) => plus(sum, times(unit(plus(a, b)), 2 * Math.sin(angle(a, b) / 2))),
    [0, 0, 0],
  )

/** Whether two edge sets meet. */
export function meet(
  first: Iterable<readonly [Vector, Vector]>,
  second: readonly (readonly [Vector, Vector])[],
): boolean {
  for (const [a, b] of first) for (const [c, d] of second) if (crossing(a, b, c, d)) return true
  return false
}

export const polygonEdges = (polygons: readonly Polygon[]): (readonly [Vector, Vector])[] =>
  polygons.flatMap((polygon) => ringsOf(polygon).flatMap((ring) => [...edgesOf(ring)]))

/** Pieces of an edge inside of polygons, as pairs of ends. */
export function clip(
  [a, b]: readonly [Vector, Vector],
  polygons: readonly Polygon[],
): (readonly [Vector, Vector])[] {
  const cuts = polygonEdges(polygons)
    .map(([c, d]) => crossing(a, b, c, d))
    .filter((point) => point !== undefined)
    .sort((x, y) => angle(a, x) - angle(a, y))
  const stops = [a, ...cuts, b]
  return [...stepsOf(stops)].filter(([from, to]) => {
    if (angle(from, to) < 1e-14) return false
    const middle = between(from, to, 0.5)
    return polygons.some((polygon) => isInside(middle, polygon))
  })
}
