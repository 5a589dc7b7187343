import { isArray, isBag, type Json, type JsonBag, readDynamic } from '../json.js'
import { isPosition, type Position, type Vector, vectorOf } from './sphere.js'

/** Rings of vectors without the repeated last point. */
export interface Polygon {
  readonly shell: readonly Vector[]
  readonly holes: readonly (readonly Vector[])[]
}
export type Line = readonly Vector[]

const positions = (value: Json): Position[] | undefined => {
  if (!isArray(value)) return undefined
  const found = value.map((pair): Position | undefined => {
    if (!isArray(pair) || pair.length < 2) return undefined
    const [longitude, latitude] = [Number(pair[0]), Number(pair[1])]
    return isPosition(longitude, latitude) ? [longitude, latitude] : undefined
  })
  return found.every((position) => position !== undefined) ? found : undefined
}

const same = (a: Position | undefined, b: Position | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** Lists of a geometry's coordinates, one level deeper for the Multi form. */
function parts(geometry: JsonBag, single: string): readonly Json[] | undefined {
  const [type, coordinates] = [geometry.get('type'), geometry.get('coordinates') ?? null]
  if (!isArray(coordinates)) return undefined
  if (type === single) return [coordinates]
  return type === `Multi${single}` ? coordinates : undefined
}

/** Lines of a LineString or MultiLineString; undefined when it is none (fewer than two different points). */
export function readLines(text: string | null): Position[][] | undefined {
  const geometry = readDynamic(text)
  if (!isBag(geometry)) return undefined
  const lines = parts(geometry, 'LineString')?.map(positions)
  const good = lines?.every(
    (line) => line !== undefined && line.length > 1 && !line.every((p) => same(p, line[0])),
  )
  return good ? (lines as Position[][]) : undefined
}

/** Rings of a Polygon or MultiPolygon, closed ones with three different points. */
export function readPolygons(text: string | null): Position[][][] | undefined {
  return polygonsOf(readDynamic(text))
}

export function polygonsOf(geometry: Json): Position[][][] | undefined {
  if (!isBag(geometry)) return undefined
  const polygons = parts(geometry, 'Polygon')?.map((rings) => (isArray(rings) ? rings.map(positions) : []))
  const good = polygons?.every((rings) => rings.length > 0 && rings.every(isRing))
  return good ? (polygons as Position[][][]) : undefined
}

function isRing(ring: Position[] | undefined): boolean {
  if (!ring || ring.length < 4 || !same(ring[0], ring.at(-1))) return false
  return new Set(ring.map(String)).size >= 3
}

export const open = (ring: readonly Position[]): Position[] => ring.slice(0, -1)

export const toPolygon = ([shell = [], ...holes]: readonly (readonly Position[])[]): Polygon => ({
  shell: open(shell).map(vectorOf),
  holes: holes.map((hole) => open(hole).map(vectorOf)),
})

/** Both ends of every edge of a closed ring. */
export function* edgesOf(ring: readonly Vector[]): Generator<readonly [Vector, Vector]> {
  for (let at = 0; at < ring.length; at++) {
    const [a, b] = [ring[at], ring[(at + 1) % ring.length]]
    if (a && b) yield [a, b]
  }
}

export function* stepsOf(line: readonly Vector[]): Generator<readonly [Vector, Vector]> {
  for (let at = 0; at + 1 < line.length; at++) {
    const [a, b] = [line[at], line[at + 1]]
    if (a && b) yield [a, b]
  }
}

/** Coordinates as Kusto writes them: whole degrees without a point. */
export const coordinates = (position: Position): Json =>
  position.map((degrees): Json => (Number.isInteger(degrees) ? BigInt(degrees) : degrees))

export const point = (position: Position): JsonBag =>
  new Map<string, Json>([
    ['type', 'Point'],
    ['coordinates', coordinates(position)],
  ])

export const geometry = (type: string, coordinates: Json): JsonBag =>
  new Map<string, Json>([
    ['type', type],
    ['coordinates', coordinates],
  ])

/** A collection without anything in it. */
export const nothing: Json = new Map<string, Json>([
  ['type', 'GeometryCollection'],
  ['geometries', []],
])
