/** Functions that put shapes together. */
import type { NativeFunction } from '../../entry.js'
import { native } from '../define.js'
import { isArray, type Json, readDynamic, writeJson } from '../json.js'
import { mergeLines } from './merge-lines.js'
import { overlay, type Rings, unionOf } from './overlay.js'
import {
  coordinates,
  geometry,
  nothing,
  point,
  polygonsOf,
  readLines,
  readPolygons,
  toPolygon,
} from './shape.js'
import type { Position } from './sphere.js'

/** A shape's polygons; parts that overlap count once. */
export const wholePolygons = (text: string | null | undefined) => {
  const parts = readPolygons(text ?? null)
  return (parts && parts.length > 1 ? unionOf(parts) : parts)?.map(toPolygon)
}

const asJson = (places: readonly Position[]): Json => places.map(coordinates)
const ringsJson = (rings: Rings): Json => rings.map(asJson)

/** One of a kind by itself, several in the Multi form. */
const several = (type: string, items: readonly Json[]): Json[] => {
  if (items.length === 0) return []
  return [items.length === 1 ? geometry(type, items[0] ?? null) : geometry(`Multi${type}`, items)]
}

/** Shapes of one kind by themselves, of several kinds in a collection. */
function collected(kinds: readonly Json[]): Json {
  const [only, ...others] = kinds
  if (only === undefined) return nothing
  if (others.length === 0) return only
  return new Map<string, Json>([
    ['type', 'GeometryCollection'],
    ['geometries', kinds],
  ])
}

const listOf = (text: string | null | undefined): readonly Json[] | undefined => {
  const list = readDynamic(text ?? null)
  return isArray(list) && list.length > 0 ? list : undefined
}

export const combineNatives: Readonly<Record<string, NativeFunction>> = {
  intersection2Polygons: native('geo_intersection_2polygons', 2, (a, b) => {
    const [first, second] = [readPolygons(a ?? null), readPolygons(b ?? null)]
    if (!first || !second) return null
    const { polygons, lines, points } = overlay('intersection', unionOf(first), unionOf(second))
    const dots = points.map((place) => point(place))
    return writeJson(
      collected([
        ...several(
          'Point',
          dots.map((dot) => dot.get('coordinates') ?? null),
        ),
        ...several('LineString', mergeLines(lines).map(asJson)),
        ...several('Polygon', polygons.map(ringsJson)),
      ]),
    )
  }),
  unionPolygons: native('geo_union_polygons_array', 1, (shapes) => {
    const parts = listOf(shapes)?.map(polygonsOf)
    if (!parts?.every((part) => part !== undefined)) return null
    return writeJson(collected(several('Polygon', unionOf(parts.flat()).map(ringsJson))))
  }),
  unionLines: native('geo_union_lines_array', 1, (shapes) => {
    const parts = listOf(shapes)?.map((shape) => readLines(writeJson(shape)))
    if (!parts?.every((part) => part !== undefined)) return null
    return writeJson(collected(several('LineString', mergeLines(parts.flat()).map(asJson))))
  }),
}
