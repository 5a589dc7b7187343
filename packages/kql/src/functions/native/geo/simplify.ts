import { angle, between, nearestOnEdge, type Position, positionOf, type Vector, vectorOf } from './sphere.js'

/** Douglas and Peucker on the sphere: points nearer than the tolerance (radians) to the chord are left out. */
export function simplify(points: readonly Vector[], tolerance: number): Vector[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 3) return [...points]
  let far = 0
  let farthest = -1
  points.slice(1, -1).forEach((point, index) => {
    const away = angle(point, nearestOnEdge(point, first, last))
    if (away > far) [far, farthest] = [away, index + 1]
  })
  if (far <= tolerance || farthest < 0) return [first, last]
  return [
    ...simplify(points.slice(0, farthest + 1), tolerance).slice(0, -1),
    ...simplify(points.slice(farthest), tolerance),
  ]
}

/** Edges longer than the tolerance (metres) are halved until they are not; along the plane, as Kusto does. */
export function densify(
  positions: readonly Position[],
  tooLong: (a: Position, b: Position) => boolean,
): Position[] {
  const out: Position[] = []
  positions.forEach((position, index) => {
    const before = positions[index - 1]
    if (before) out.push(...inner(before, position, tooLong))
    out.push(position)
  })
  return out
}

function inner(a: Position, b: Position, tooLong: (a: Position, b: Position) => boolean): Position[] {
  if (!tooLong(a, b)) return []
  const middle: Position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  return [...inner(a, middle, tooLong), middle, ...inner(middle, b, tooLong)]
}

/** The point at a share of a line's whole length. */
export function alongLine(line: readonly Vector[], share: number): Position | undefined {
  const lengths = line.slice(1).map((point, index) => angle(line[index] ?? point, point))
  let rest = lengths.reduce((sum, length) => sum + length, 0) * share
  for (const [index, length] of lengths.entries()) {
    const [a, b] = [line[index], line[index + 1]]
    if (!a || !b) return undefined
    if (rest <= length || index === lengths.length - 1)
      return positionOf(between(a, b, length === 0 ? 0 : Math.min(1, rest / length)))
    rest -= length
  }
  return undefined
}

/** The share of a line's length at which it is nearest to a point. */
export function shareOfLine(line: readonly Vector[], point: Vector): number {
  let [passed, best, away] = [0, 0, Number.POSITIVE_INFINITY]
  line.slice(1).forEach((end, index) => {
    const start = line[index] ?? end
    const near = nearestOnEdge(point, start, end)
    const here = angle(point, near)
    if (here < away) [away, best] = [here, passed + angle(start, near)]
    passed += angle(start, end)
  })
  return passed === 0 ? 0 : best / passed
}

/** A ring of points around a position, at a distance in radians. */
export function circle(centre: Position, radius: number, points: number): Position[] {
  const c = vectorOf(centre)
  const side: Vector = Math.abs(c[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]
  const axis = normalTo(c, side)
  const other = normalTo(c, axis)
  const ring = Array.from({ length: points }, (_, index): Position => {
    const turn = (2 * Math.PI * index) / points
    const out: Vector = [0, 1, 2].map(
      (i) => Math.cos(turn) * (axis[i] ?? 0) + Math.sin(turn) * (other[i] ?? 0),
    ) as unknown as Vector
    return positionOf(
      [0, 1, 2].map(
        (i) => Math.cos(radius) * (c[i] ?? 0) + Math.sin(radius) * (out[i] ?? 0),
      ) as unknown as Vector,
    )
  })
  return ring
}

function normalTo(a: Vector, b: Vector): Vector {
  const n: Vector = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
  const size = Math.hypot(...n)
  return [n[0] / size, n[1] / size, n[2] / size]
}
