/** Vectors on the unit sphere. Edges are great circles and the earth a sphere of S2's radius, as in Kusto. */
export const EARTH_RADIUS = 6_371_010

export type Vector = readonly [x: number, y: number, z: number]
/** Longitude and latitude in degrees, GeoJSON's order. */
export type Position = readonly [longitude: number, latitude: number]

const toRadians = Math.PI / 180

export const isPosition = (longitude: number, latitude: number): boolean =>
  longitude >= -180 && longitude <= 180 && latitude >= -90 && latitude <= 90

export function vectorOf([longitude, latitude]: Position): Vector {
  const [lambda, phi] = [longitude * toRadians, latitude * toRadians]
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

export function positionOf([x, y, z]: Vector): Position {
  return [Math.atan2(y, x) / toRadians, Math.atan2(z, Math.hypot(x, y)) / toRadians]
}

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
export const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const times = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor]
export const norm = (a: Vector): number => Math.hypot(...a)
export const unit = (a: Vector): Vector => times(a, 1 / (norm(a) || 1))

/** Angle between two directions, exact for small ones too. */
export const angle = (a: Vector, b: Vector): number => Math.atan2(norm(cross(a, b)), dot(a, b))

/** The point a share of the way along the great circle. */
export function between(a: Vector, b: Vector, share: number): Vector {
  const whole = angle(a, b)
  if (whole === 0) return a
  const sin = Math.sin(whole)
  return unit(plus(times(a, Math.sin((1 - share) * whole) / sin), times(b, Math.sin(share * whole) / sin)))
}

/** The nearest point of the arc from a to b. */
export function nearestOnEdge(point: Vector, a: Vector, b: Vector): Vector {
  const normal = cross(a, b)
  if (norm(normal) < 1e-18) return a
  const n = unit(normal)
  const foot = unit(plus(point, times(n, -dot(point, n))))
  const inside = dot(cross(n, a), foot) >= 0 && dot(cross(b, n), foot) >= 0
  if (inside) return foot
  return angle(point, a) <= angle(point, b) ? a : b
}

/** Where two arcs cross, undefined where they do not; touching ends count. */
export function crossing(a: Vector, b: Vector, c: Vector, d: Vector): Vector | undefined {
  const [first, second] = [cross(a, b), cross(c, d)]
  const line = cross(first, second)
  if (norm(line) < 1e-18) return undefined
  for (const candidate of [unit(line), times(unit(line), -1)]) {
    if (isOn(candidate, a, b) && isOn(candidate, c, d)) return candidate
  }
  return undefined
}

const isOn = (point: Vector, a: Vector, b: Vector): boolean =>
  angle(a, point) + angle(point, b) <= angle(a, b) + 1e-13

/** Signed area of the triangle on the sphere (Girard by Eriksson's formula). */
export const triangleArea = (a: Vector, b: Vector, c: Vector): number =>
  2 * Math.atan2(dot(a, cross(b, c)), 1 + dot(a, b) + dot(b, c) + dot(c, a))

/** Direction from one point to another in radians, clockwise from north. */
export function azimuth([lon1, lat1]: Position, [lon2, lat2]: Position): number {
  const [p1, p2, d] = [lat1 * toRadians, lat2 * toRadians, (lon2 - lon1) * toRadians]
  const y = Math.sin(d) * Math.cos(p2)
  const x = Math.cos(p1) * Math.sin(p2) - Math.sin(p1) * Math.cos(p2) * Math.cos(d)
  return (Math.atan2(y, x) + 2 * Math.PI) % (2 * Math.PI)
}
