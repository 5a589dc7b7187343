/** H3 cells (https://learn.microsoft.com/kusto/query/geospatial-grid-systems): a library loaded where a query asks. */
import type { NativeFunction } from '../../entry.js'
import { native } from '../define.js'
import { type Json, writeJson } from '../json.js'
import { coordinates, geometry, point, readPolygons } from './shape.js'
import { isPosition, type Position } from './sphere.js'

type Library = typeof import('h3-js')

let library: Library | undefined

/** 0.5 MB and 20 ms: not for queries that have no use of it. */
export async function loadH3(): Promise<void> {
  library ??= await import('h3-js')
}

const FINEST = 15
/** More cells than this is no answer, as in Kusto. */
const MOST_CELLS = 65_536

/** Stands for a level that was left out: the one above, or below. */
export const NEXT_LEVEL = -2_147_483_648

const resolutionOf = (text: string | null | undefined): number | undefined => {
  const level = text === null || text === undefined ? Number.NaN : Number(text)
  return Number.isInteger(level) && level >= 0 && level <= FINEST ? level : undefined
}

const h3 = (
  name: string,
  arity: number,
  run: (h3: Library, ...values: (string | null)[]) => string | null,
) => {
  const made: NativeFunction = native(name, arity, (...values) => {
    if (!library) throw new Error('h3-js is not loaded: await the load of a native before it is made')
    return run(library, ...values)
  })
  return { ...made, load: loadH3 }
}

/** A function of a cell; what is no cell gives null. */
const onCell = (
  name: string,
  apply: (h3: Library, cell: string, level: number | undefined) => Json | undefined,
): NativeFunction =>
  h3(name, 2, (lib, cell, level) => {
    if (!cell || !lib.isValidCell(cell)) return null
    const value = apply(lib, cell, resolutionOf(level))
    return value === undefined ? null : typeof value === 'string' ? value : writeJson(value)
  })

const places = (cells: readonly Position[]): Json => cells.map(coordinates)

export const h3Natives: Readonly<Record<string, NativeFunction>> = {
  toCell: h3('geo_point_to_h3cell', 3, (lib, longitude, latitude, level) => {
    const resolution = resolutionOf(level)
    const place = [Number(longitude), Number(latitude)] as const
    const good = longitude !== null && latitude !== null && isPosition(...place)
    return good && resolution !== undefined ? lib.latLngToCell(place[1], place[0], resolution) : null
  }),
  centre: onCell('geo_h3cell_to_central_point', (lib, cell) => {
    const [latitude, longitude] = lib.cellToLatLng(cell)
    return point([longitude, latitude])
  }),
  polygon: onCell('geo_h3cell_to_polygon', (lib, cell) =>
    geometry('Polygon', [places(lib.cellToBoundary(cell, true) as Position[])]),
  ),
  neighbours: onCell('geo_h3cell_neighbors', (lib, cell) => [...(lib.gridDiskDistances(cell, 1)[1] ?? [])]),
  level: onCell('geo_h3cell_level', (lib, cell) => BigInt(lib.getResolution(cell))),
  parent: h3('geo_h3cell_parent', 2, (lib, cell, level) => {
    if (!cell || !lib.isValidCell(cell)) return null
    const own = lib.getResolution(cell)
    const wanted = level === String(NEXT_LEVEL) ? resolutionOf(String(own - 1)) : resolutionOf(level)
    return wanted === undefined || wanted > own ? null : lib.cellToParent(cell, wanted)
  }),
  children: h3('geo_h3cell_children', 2, (lib, cell, level) => {
    if (!cell || !lib.isValidCell(cell)) return null
    const own = lib.getResolution(cell)
    const wanted = level === String(NEXT_LEVEL) ? resolutionOf(String(own + 1)) : resolutionOf(level)
    if (wanted === undefined || wanted < own || lib.cellToChildrenSize(cell, wanted) > MOST_CELLS) return null
    return writeJson(lib.cellToChildren(cell, wanted))
  }),
  rings: h3('geo_h3cell_rings', 2, (lib, cell, distance) => {
    const far = Number(distance)
    if (!cell || distance === null || !lib.isValidCell(cell) || !Number.isInteger(far) || far < 0) return null
    return 3 * far * (far + 1) >= MOST_CELLS ? null : writeJson(lib.gridDiskDistances(cell, far))
  }),
  cover: h3('geo_polygon_to_h3cells', 2, (lib, area, level) => {
    const [shapes, resolution] = [readPolygons(area ?? null), resolutionOf(level)]
    if (!shapes || resolution === undefined) return null
    const cells = new Set<string>()
    for (const rings of shapes) {
      for (const cell of lib.polygonToCells(rings as unknown as number[][][], resolution, true))
        cells.add(cell)
      if (cells.size > MOST_CELLS) return null
    }
    return writeJson([...cells])
  }),
}
