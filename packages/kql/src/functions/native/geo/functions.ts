/** Geospatial functions over GeoJSON (https://learn.microsoft.com/kusto/query/geospatial-grid-systems); a bad argument gives null. */
import type { NativeFunction } from '../../entry.js'
import { native } from '../define.js'
import { isArray, type Json, readDynamic, writeJson } from '../json.js'
import { wholePolygons } from './combine.js'
import { boxOf, geohashOf, neighbours } from './geohash.js'
import {
  clip,
  distance,
  isInside,
  lineLength,
  lineMoment,
  meet,
  metres,
  nearestOnLines,
  nearestOnPolygons,
  polygonArea,
  polygonEdges,
  ringLength,
  ringMoment,
  ringsOf,
} from './measure.js'
import {
  coordinates,
  geometry,
  nothing,
  point,
  polygonsOf,
  readLines,
  readPolygons,
  stepsOf,
  toPolygon,
} from './shape.js'
import { alongLine, circle, densify, shareOfLine, simplify } from './simplify.js'
import {
  angle,
  azimuth,
  cross,
  crossing,
  EARTH_RADIUS,
  isPosition,
  type Position,
  plus,
  positionOf,
  times,
  unit,
  type Vector,
  vectorOf,
} from './sphere.js'
import { parseWkt } from './wkt.js'

type Text = string | null | undefined

/** A position from two arguments; undefined when missing or off the globe. */
function position(longitude: Text, latitude: Text): Position | undefined {
  if (!longitude || !latitude) return undefined
  const [x, y] = [Number(longitude), Number(latitude)]
  return isPosition(x, y) ? [x, y] : undefined
}

const lines = (text: Text): Vector[][] | undefined =>
  readLines(text ?? null)?.map((line) => line.map(vectorOf))
const polygons = (text: Text) => readPolygons(text ?? null)?.map(toPolygon)
const number = (value: number | undefined | null): string | null =>
  value === undefined || value === null || Number.isNaN(value) ? null : String(value)
const flag = (value: boolean | undefined): string | null => (value === undefined ? null : String(value))
const json = (value: Json | undefined): string | null => (value === undefined ? null : writeJson(value))
const toleranceOf = (text: Text, otherwise: number): number | undefined => {
  const value = text === null || text === undefined ? otherwise : Number(text)
  return value >= 0.1 && value <= 10_000 ? value : undefined
}
/** One of a kind by itself, several in the Multi form, none as an empty collection. */
function gathered(type: string, items: readonly Json[]): Json {
  if (items.length === 0) return nothing
  return items.length === 1 ? geometry(type, items[0] ?? null) : geometry(`Multi${type}`, items)
}

function centroidOf(moment: Vector | undefined): string | null {
  return moment ? writeJson(point(positionOf(unit(moment)))) : null
}

const sum = (vectors: readonly Vector[]): Vector => vectors.reduce((a, b) => plus(a, b), [0, 0, 0] as Vector)

/** A ring's moment points to the side it goes round; it is turned to the smaller one. */
const turned = (ring: readonly Vector[]): Vector => {
  const moment = ringMoment(ring)
  const [first = [0, 0, 1] as Vector] = ring
  return moment[0] * first[0] + moment[1] * first[1] + moment[2] * first[2] < 0 ? times(moment, -1) : moment
}

const pairOfLines = (a: Text, b: Text) => {
  const [first, second] = [lines(a), lines(b)]
  return first && second
    ? {
        first: first.flatMap((line) => [...stepsOf(line)]),
        second: second.flatMap((line) => [...stepsOf(line)]),
      }
    : undefined
}

/** Crossing points of two lines. */
function intersectLines(a: Text, b: Text): Json | undefined {
  const pair = pairOfLines(a, b)
  if (!pair) return undefined
  const found = pair.first.flatMap(([p, q]) => pair.second.map(([r, s]) => crossing(p, q, r, s)))
  const places = found
    .filter((vector) => vector !== undefined)
    .map((vector) => coordinates(positionOf(vector)))
  const unique = [...new Map(places.map((place) => [writeJson(place), place])).values()]
  return gathered('Point', unique)
}

/** A line's pieces inside of polygons; neighbouring pieces become one line. */
function clipLine(line: Text, area: Text): Json | undefined {
  const [path, shapes] = [lines(line), polygons(area)]
  if (!path || !shapes) return undefined
  const pieces: Position[][] = []
  for (const part of path) {
    for (const edge of stepsOf(part)) {
      for (const [from, to] of clip(edge, shapes)) {
        const [start, end] = [positionOf(from), positionOf(to)]
        const last = pieces.at(-1)
        const tail = last?.at(-1)
        if (tail && Math.abs(tail[0] - start[0]) < 1e-12 && Math.abs(tail[1] - start[1]) < 1e-12)
          last?.push(end)
        else pieces.push([start, end])
      }
    }
  }
  return gathered(
    'LineString',
    pieces.map((piece) => piece.map(coordinates)),
  )
}

function simplified(text: Text, tolerance: number): Json | undefined {
  const shapes = readPolygons(text ?? null)
  if (!shapes) return undefined
  const done = shapes.map((rings) =>
    rings.map((ring) => simplify(ring.map(vectorOf), tolerance / EARTH_RADIUS)),
  )
  if (done.some((rings) => rings.some((ring) => ring.length < 4))) return undefined
  return gathered(
    'Polygon',
    done.map((rings) => rings.map((ring) => ring.map((vector) => coordinates(positionOf(vector))))),
  )
}

const asJson = (places: readonly Position[]): Json => places.map(coordinates)

export const geoNatives: Readonly<Record<string, NativeFunction>> = {
  distance2: native('geo_distance_2points', 4, (a, b, c, d) => {
    const [from, to] = [position(a, b), position(c, d)]
    return number(from && to && distance(from, to))
  }),
  azimuth: native('geo_azimuth', 4, (a, b, c, d) => {
    const [from, to] = [position(a, b), position(c, d)]
    return from && to && String(from) !== String(to) ? String(azimuth(from, to)) : null
  }),
  angle: native('geo_angle', 6, (a, b, c, d, e, f) => {
    const [p, q, r] = [position(a, b), position(c, d), position(e, f)]
    if (!p || !q || !r) return null
    const turn = azimuth(q, r) - azimuth(q, p)
    return String((turn + 2 * Math.PI) % (2 * Math.PI))
  }),
  inCircle: native('geo_point_in_circle', 5, (a, b, c, d, radius) => {
    const [place, centre] = [position(a, b), position(c, d)]
    return place && centre && Number(radius) >= 0 ? String(distance(place, centre) <= Number(radius)) : null
  }),
  inPolygon: native('geo_point_in_polygon', 3, (a, b, area) => {
    const [place, shapes] = [position(a, b), polygons(area)]
    return flag(place && shapes?.some((shape) => isInside(vectorOf(place), shape)))
  }),
  toLine: native('geo_distance_point_to_line', 3, (a, b, line) => {
    const [place, path] = [position(a, b), lines(line)]
    const near = place && path && nearestOnLines(vectorOf(place), path)
    return number(near && metres(near.angle))
  }),
  toPolygon: native('geo_distance_point_to_polygon', 3, (a, b, area) => {
    const [place, shapes] = [position(a, b), polygons(area)]
    const near = place && shapes && nearestOnPolygons(vectorOf(place), shapes)
    return number(near && metres(near.angle))
  }),
  closestOnLine: native('geo_closest_point_on_line', 3, (a, b, line) => {
    const [place, path] = [position(a, b), lines(line)]
    const near = place && path && nearestOnLines(vectorOf(place), path)
    return json(near && point(positionOf(near.point)))
  }),
  closestOnPolygon: native('geo_closest_point_on_polygon', 3, (a, b, area) => {
    const [place, shapes] = [position(a, b), polygons(area)]
    const near = place && shapes && nearestOnPolygons(vectorOf(place), shapes)
    return json(near && point(near.angle === 0 ? place : positionOf(near.point)))
  }),
  lineLength: native('geo_line_length', 1, (line) =>
    number(lines(line)?.reduce((total, path) => total + metres(lineLength(path)), 0)),
  ),
  perimeter: native('geo_polygon_perimeter', 1, (area) =>
    number(
      wholePolygons(area)?.reduce(
        (total, shape) => total + metres(ringsOf(shape).reduce((s, ring) => s + ringLength(ring), 0)),
        0,
      ),
    ),
  ),
  area: native('geo_polygon_area', 1, (area) =>
    number(wholePolygons(area)?.reduce((total, shape) => total + polygonArea(shape) * EARTH_RADIUS ** 2, 0)),
  ),
  lineCentroid: native('geo_line_centroid', 1, (line) => {
    const path = lines(line)
    return centroidOf(path && sum(path.map(lineMoment)))
  }),
  polygonCentroid: native('geo_polygon_centroid', 1, (area) => {
    const shapes = wholePolygons(area)
    return centroidOf(
      shapes &&
        sum(
          shapes.flatMap((shape) =>
            [turned(shape.shell), ...shape.holes.map((hole) => times(turned(hole), -1))].map(
              (v): Vector => v,
            ),
          ),
        ),
    )
  }),
  interpolate: native('geo_line_interpolate_point', 2, (line, share) => {
    const path = lines(line)?.[0]
    const at = Number(share)
    const place = path && at >= 0 && at <= 1 ? alongLine(path, at) : undefined
    return json(place && point(place))
  }),
  locate: native('geo_line_locate_point', 3, (line, a, b) => {
    const [path, place] = [lines(line)?.[0], position(a, b)]
    return number(path && place && shareOfLine(path, vectorOf(place)))
  }),
  lineDensify: native('geo_line_densify', 2, (line, toleranceText) => {
    const [paths, tolerance] = [readLines(line ?? null), toleranceOf(toleranceText, 10)]
    return json(
      paths && tolerance !== undefined
        ? gathered(
            'LineString',
            paths.map((path) => asJson(densify(path, bent(tolerance)))),
          )
        : undefined,
    )
  }),
  polygonDensify: native('geo_polygon_densify', 2, (area, toleranceText) => {
    const [shapes, tolerance] = [readPolygons(area ?? null), toleranceOf(toleranceText, 10)]
    if (!shapes || tolerance === undefined) return null
    return writeJson(
      gathered(
        'Polygon',
        shapes.map((rings) => rings.map((ring) => asJson(densify(ring, bent(tolerance))))),
      ),
    )
  }),
  lineSimplify: native('geo_line_simplify', 2, (line, toleranceText) => {
    const [paths, tolerance] = [lines(line), toleranceOf(toleranceText, 10)]
    if (!paths || tolerance === undefined) return null
    return writeJson(
      gathered(
        'LineString',
        paths.map((path) => asJson(simplify(path, tolerance / EARTH_RADIUS).map(positionOf))),
      ),
    )
  }),
  polygonSimplify: native('geo_polygon_simplify', 2, (area, toleranceText) => {
    const tolerance = toleranceOf(toleranceText, 10)
    return json(tolerance === undefined ? undefined : simplified(area, tolerance))
  }),
  simplifyArray: native('geo_simplify_polygons_array', 2, (areas, toleranceText) => {
    const [list, tolerance] = [readDynamic(areas ?? null), toleranceOf(toleranceText, 10)]
    if (!isArray(list) || tolerance === undefined || !list.every((shape) => polygonsOf(shape))) return null
    const done = list.map((shape) => simplified(writeJson(shape), tolerance))
    return done.includes(undefined) ? null : writeJson(done as Json[])
  }),
  pointBuffer: native('geo_point_buffer', 3, (a, b, radius) => {
    const place = position(a, b)
    if (!place || !(Number(radius) > 0)) return null
    const ring = circle(place, Number(radius) / EARTH_RADIUS, 64)
    return writeJson(geometry('Polygon', [asJson([...ring, ring[0] ?? place])]))
  }),
  intersects2Lines: native('geo_intersects_2lines', 2, (a, b) => {
    const pair = pairOfLines(a, b)
    return flag(pair && meet(pair.first, pair.second))
  }),
  lineMeetsPolygon: native('geo_intersects_line_with_polygon', 2, (line, area) => {
    const [path, shapes] = [lines(line), polygons(area)]
    if (!path || !shapes) return null
    const edges = path.flatMap((part) => [...stepsOf(part)])
    const inside = path.some(
      (part) => part[0] !== undefined && shapes.some((shape) => isInside(part[0] as Vector, shape)),
    )
    return String(inside || meet(edges, polygonEdges(shapes)))
  }),
  polygonsMeet: native('geo_intersects_2polygons', 2, (a, b) => {
    const [first, second] = [polygons(a), polygons(b)]
    if (!first || !second) return null
    const holds = (outer: typeof first, inner: typeof first): boolean =>
      inner.some(
        ({ shell }) => shell[0] !== undefined && outer.some((shape) => isInside(shell[0] as Vector, shape)),
      )
    return String(
      holds(first, second) || holds(second, first) || meet(polygonEdges(first), polygonEdges(second)),
    )
  }),
  intersection2Lines: native('geo_intersection_2lines', 2, (a, b) => json(intersectLines(a, b))),
  intersectionLinePolygon: native('geo_intersection_line_with_polygon', 2, (line, area) =>
    json(clipLine(line, area)),
  ),
  fromWkt: native('geo_from_wkt', 1, (text) => json(parseWkt(text ?? ''))),
  toGeohash: native('geo_point_to_geohash', 3, (a, b, length) => {
    const [place, count] = [position(a, b), Number(length)]
    return place && length !== null && count >= 1 && count <= 18 ? geohashOf(place, count) : ''
  }),
  geohashCentre: native('geo_geohash_to_central_point', 1, (hash) => {
    const box = boxOf(hash ?? '')
    return json(box && point([(box.west + box.east) / 2, (box.south + box.north) / 2]))
  }),
  geohashPolygon: native('geo_geohash_to_polygon', 1, (hash) => {
    const box = boxOf(hash ?? '')
    if (!box) return null
    const { west, south, east, north } = box
    return writeJson(
      geometry('Polygon', [
        asJson([
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ]),
      ]),
    )
  }),
  geohashNeighbours: native('geo_geohash_neighbors', 1, (hash) => json(neighbours(hash ?? ''))),
}

/** Whether the middle of an edge, drawn on the plane, lies further than the tolerance from the great circle. */
const bent =
  (tolerance: number) =>
  (a: Position, b: Position): boolean => {
    const middle: Position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    const normal = unit(cross(vectorOf(a), vectorOf(b)))
    const away = Math.abs(Math.PI / 2 - angle(vectorOf(middle), normal))
    return metres(away) > tolerance
  }
