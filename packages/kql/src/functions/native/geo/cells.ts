import type { NativeFunction } from '../../entry.js'
import { native } from '../define.js'
import { type Json, readDynamic, writeJson } from '../json.js'
import { isInside, meet, polygonEdges } from './measure.js'
import { type Cell, cellOf, cellOfToken, centreOf, cornersOf, neighboursOf, tokenOf } from './s2.js'
import { coordinates, geometry, type Polygon, point, polygonsOf, readLines, toPolygon } from './shape.js'
import { between, isPosition, type Position, vectorOf } from './sphere.js'

const ring = (cell: Cell): Position[] => {
  const corners = cornersOf(cell)
  return [...corners, corners[0] ?? [0, 0]]
}

/** More cells than this is no answer, as in Kusto. */
const mostCells = 65_536

/** Cells of a level that meet the polygons: outward from the corners' cells, neighbour by neighbour. */
function cover(polygons: readonly Polygon[], seeds: readonly Position[], level: number): Cell[] | undefined {
  const seen = new Map<string, Cell>()
  const edges = polygonEdges(polygons)
  const touches = (cell: Cell): boolean => {
    const corners = cornersOf(cell).map(vectorOf)
    const shape: Polygon = { shell: corners, holes: [] }
    const inside = corners.some((corner) => polygons.some((polygon) => isInside(corner, polygon)))
    return inside || edges.some(([a]) => isInside(a, shape)) || meet(polygonEdges([shape]), edges)
  }
  const waiting = seeds.map((seed) => cellOf(seed, level))
  for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
    const token = tokenOf(cell)
    if (seen.has(token) || !touches(cell)) continue
    seen.set(token, cell)
    if (seen.size > mostCells) return undefined
    waiting.push(...neighboursOf(cell))
  }
  return [...seen.values()]
}

function coverPolygon(text: string | null, level: number): Json | undefined {
  const shapes = polygonsOf(readDynamic(text))
  if (!shapes || !(level >= 0 && level <= 30)) return undefined
  const found = cover(shapes.map(toPolygon), shapes.flat(2), level)
  return found?.map(tokenOf)
}

/** Cells along a line: sampled densely enough that no cell of the level is stepped over. */
function coverLine(text: string | null, level: number): Json | undefined {
  const lines = readLines(text)
  if (!lines || !(level >= 0 && level <= 30)) return undefined
  const tokens = new Set<string>()
  for (const line of lines) {
    for (let at = 0; at + 1 < line.length; at++) {
      const [a, b] = [vectorOf(line[at] ?? [0, 0]), vectorOf(line[at + 1] ?? [0, 0])]
      const steps = Math.min(
        mostCells,
        Math.ceil(Math.acos(Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])) * 2 ** level * 4) + 1,
      )
      for (let step = 0; step <= steps; step++)
        tokens.add(tokenOf(cellOf(placeOf(between(a, b, step / steps)), level)))
      if (tokens.size > mostCells) return undefined
    }
  }
  return [...tokens]
}

const placeOf = ([x, y, z]: readonly [number, number, number]): Position => [
  (Math.atan2(y, x) * 180) / Math.PI,
  (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI,
]

const onCell = (name: string, apply: (cell: Cell) => Json): NativeFunction =>
  native(name, 1, (token) => {
    const cell = cellOfToken(token ?? '')
    return cell ? writeJson(apply(cell)) : null
  })

export const cellNatives: Readonly<Record<string, NativeFunction>> = {
  toCell: native('geo_point_to_s2cell', 3, (longitude, latitude, level) => {
    const place: Position = [Number(longitude), Number(latitude)]
    const depth = Number(level)
    const good = longitude !== null && latitude !== null && level !== null && isPosition(...place)
    return good && depth >= 0 && depth <= 30 ? tokenOf(cellOf(place, depth)) : ''
  }),
  centre: onCell('geo_s2cell_to_central_point', (cell) => point(centreOf(cell))),
  polygon: onCell('geo_s2cell_to_polygon', (cell) => geometry('Polygon', [ring(cell).map(coordinates)])),
  neighbours: onCell('geo_s2cell_neighbors', (cell) => neighboursOf(cell).map(tokenOf)),
  coverPolygon: native('geo_polygon_to_s2cells', 2, (area, level) => {
    const cells = coverPolygon(area ?? null, Number(level))
    return cells === undefined ? null : writeJson(cells)
  }),
  coverLine: native('geo_line_to_s2cells', 2, (line, level) => {
    const cells = coverLine(line ?? null, Number(level))
    return cells === undefined ? null : writeJson(cells)
  }),
}
