import { literalValue } from '../plan/expr.js'
import type { KustoType } from '../plan/type.js'
import { integer, sql } from '../sql/fragment.js'
import type { NativeFunction, ScalarFunction, ScalarFunctions } from './entry.js'
import { cellNatives } from './native/geo/cells.js'
import { combineNatives } from './native/geo/combine.js'
import { geoNatives } from './native/geo/functions.js'
import { h3Natives, NEXT_LEVEL } from './native/geo/h3.js'
import { callNative } from './parts/call-native.js'
import { nativeRow, type Parameter, row } from './parts/row.js'

const of = (table: Readonly<Record<string, NativeFunction>>, name: string): NativeFunction => {
  const found = table[name]
  if (!found) throw new RangeError(name)
  return found
}

const page = (name: string): string => `${name.replaceAll('_', '-')}-function`
const line: readonly Parameter[] = ['dynamic']
const twoShapes: readonly Parameter[] = ['dynamic', 'dynamic']
const place: readonly Parameter[] = ['real', 'real']

type Entry = readonly [name: string, native: string, parameters: readonly Parameter[], returns: KustoType]

const entries: readonly Entry[] = [
  ['geo_azimuth', 'azimuth', [...place, ...place], 'real'],
  ['geo_angle', 'angle', [...place, ...place, ...place], 'real'],
  ['geo_point_in_circle', 'inCircle', [...place, ...place, 'real'], 'bool'],
  ['geo_point_in_polygon', 'inPolygon', [...place, 'dynamic'], 'bool'],
  ['geo_distance_point_to_line', 'toLine', [...place, 'dynamic'], 'real'],
  ['geo_distance_point_to_polygon', 'toPolygon', [...place, 'dynamic'], 'real'],
  ['geo_closest_point_on_line', 'closestOnLine', [...place, 'dynamic'], 'dynamic'],
  ['geo_closest_point_on_polygon', 'closestOnPolygon', [...place, 'dynamic'], 'dynamic'],
  ['geo_line_length', 'lineLength', line, 'real'],
  ['geo_polygon_perimeter', 'perimeter', line, 'real'],
  ['geo_polygon_area', 'area', line, 'real'],
  ['geo_line_centroid', 'lineCentroid', line, 'dynamic'],
  ['geo_polygon_centroid', 'polygonCentroid', line, 'dynamic'],
  ['geo_line_interpolate_point', 'interpolate', ['dynamic', 'real'], 'dynamic'],
  ['geo_line_densify', 'lineDensify', ['dynamic', 'real?', 'bool?'], 'dynamic'],
  ['geo_polygon_densify', 'polygonDensify', ['dynamic', 'real?', 'bool?'], 'dynamic'],
  ['geo_line_simplify', 'lineSimplify', ['dynamic', 'real?'], 'dynamic'],
  ['geo_polygon_simplify', 'polygonSimplify', ['dynamic', 'real?'], 'dynamic'],
  ['geo_simplify_polygons_array', 'simplifyArray', ['dynamic', 'real?'], 'dynamic'],
  ['geo_point_buffer', 'pointBuffer', [...place, 'real', 'real?'], 'dynamic'],
  ['geo_intersects_2lines', 'intersects2Lines', twoShapes, 'bool'],
  ['geo_intersects_line_with_polygon', 'lineMeetsPolygon', twoShapes, 'bool'],
  ['geo_intersects_2polygons', 'polygonsMeet', twoShapes, 'bool'],
  ['geo_intersection_2lines', 'intersection2Lines', twoShapes, 'dynamic'],
  ['geo_intersection_line_with_polygon', 'intersectionLinePolygon', twoShapes, 'dynamic'],
  ['geo_from_wkt', 'fromWkt', ['string'], 'dynamic'],
  ['geo_geohash_to_central_point', 'geohashCentre', ['string'], 'dynamic'],
  ['geo_geohash_to_polygon', 'geohashPolygon', ['string'], 'dynamic'],
  ['geo_geohash_neighbors', 'geohashNeighbours', ['string'], 'dynamic'],
]

const cellEntries: readonly Entry[] = [
  ['geo_s2cell_to_central_point', 'centre', ['string'], 'dynamic'],
  ['geo_s2cell_to_polygon', 'polygon', ['string'], 'dynamic'],
  ['geo_s2cell_neighbors', 'neighbours', ['string'], 'dynamic'],
]

const h3Entries: readonly Entry[] = [
  ['geo_h3cell_to_central_point', 'centre', ['string'], 'dynamic'],
  ['geo_h3cell_to_polygon', 'polygon', ['string'], 'dynamic'],
  ['geo_h3cell_neighbors', 'neighbours', ['string'], 'dynamic'],
  ['geo_h3cell_level', 'level', ['string'], 'int'],
  ['geo_h3cell_rings', 'rings', ['string', 'long'], 'dynamic'],
]

/** Only as many arguments as the native takes: the rest (tolerances, whether crossings stay) do not matter here. */
const taking = (
  native: NativeFunction,
  parameters: readonly Parameter[],
  returns: KustoType,
  ref: string,
): ScalarFunction =>
  row(
    parameters,
    returns,
    'own',
    (...args) => {
      const given = Array.from({ length: native.arity }, (_, index) => args[index] ?? sql`NULL`)
      const answer = callNative(native, given)
      if (returns === 'string') return sql`coalesce(${answer}, '')`
      return returns === 'dynamic'
        ? sql`${answer}::JSON`
        : returns === 'bool'
          ? sql`${answer}::BOOLEAN`
          : returns === 'int'
            ? sql`${answer}::INTEGER`
            : sql`${answer}::DOUBLE`
    },
    ref,
    [native],
  )

/** A level or length that was left out has a default; one that is null has none. */
const withDefault = (
  native: NativeFunction,
  parameters: readonly Parameter[],
  returns: 'string' | 'dynamic',
  otherwise: number,
  ref: string,
): ScalarFunction =>
  row(
    parameters,
    returns,
    'own',
    (...args) => {
      const given = args.slice(0, native.arity)
      if (given.length < native.arity) given.push(integer(otherwise))
      const answer = callNative(native, given)
      return returns === 'dynamic' ? sql`${answer}::JSON` : sql`coalesce(${answer}, '')`
    },
    ref,
    [native],
  )

/** Cells within a distance of a shape: shapes are not widened here. */
const withoutRadius = (entry: ScalarFunction): ScalarFunction => ({
  ...entry,
  lower: (args, context) => {
    const radius = args[2]
    if (!radius || Number(literalValue(radius) ?? Number.NaN) === 0) return undefined
    return context.refuse('cells within a radius of a shape are not supported', 'leave the radius out')
  },
})

const refusedGeo = (name: string, why: string): [string, ScalarFunction] => [
  name,
  {
    args: [],
    rest: 'any',
    returns: 'dynamic',
    nulls: 'own',
    lower: (_args, context) => context.refuse(`${name}() is not supported: ${why}`),
    ref: page(name),
  },
]

const buffers =
  'shapes are not widened here; geo_distance_point_to_line() and its like tell how far away a place is'

/** https://learn.microsoft.com/kusto/query/geospatial-grid-systems */
export const geoFunctions: ScalarFunctions = {
  ...Object.fromEntries(
    entries.map(([name, native, parameters, returns]) => [
      name,
      taking(of(geoNatives, native), parameters, returns, page(name)),
    ]),
  ),
  ...Object.fromEntries(
    cellEntries.map(([name, native, parameters, returns]) => [
      name,
      taking(of(cellNatives, native), parameters, returns, page(name)),
    ]),
  ),
  /** On the sphere of the other functions: the spheroid that may be asked for differs by up to 0.5 %. */
  geo_distance_2points: taking(
    of(geoNatives, 'distance2'),
    [...place, ...place, 'bool?'],
    'real',
    page('geo_distance_2points'),
  ),
  geo_line_locate_point: {
    ...nativeRow(
      ['dynamic', 'real', 'real'],
      'real',
      of(geoNatives, 'locate'),
      page('geo_line_locate_point'),
    ),
    optional: ['bool'],
    lower: (args, context) =>
      args.length > 3 ? context.call('geo_line_locate_point', args.slice(0, 3)) : undefined,
  },
  geo_point_to_geohash: withDefault(
    of(geoNatives, 'toGeohash'),
    [...place, 'long?'],
    'string',
    5,
    page('geo_point_to_geohash'),
  ),
  geo_point_to_s2cell: withDefault(
    of(cellNatives, 'toCell'),
    [...place, 'long?'],
    'string',
    11,
    page('geo_point_to_s2cell'),
  ),
  geo_polygon_to_s2cells: withoutRadius(
    withDefault(
      of(cellNatives, 'coverPolygon'),
      ['dynamic', 'long?', 'real?'],
      'dynamic',
      11,
      page('geo_polygon_to_s2cells'),
    ),
  ),
  geo_line_to_s2cells: withoutRadius(
    withDefault(
      of(cellNatives, 'coverLine'),
      ['dynamic', 'long?', 'real?'],
      'dynamic',
      11,
      page('geo_line_to_s2cells'),
    ),
  ),
  ...Object.fromEntries(
    h3Entries.map(([name, native, parameters, returns]) => [
      name,
      taking(of(h3Natives, native), parameters, returns, page(name)),
    ]),
  ),
  geo_point_to_h3cell: withDefault(
    of(h3Natives, 'toCell'),
    [...place, 'long?'],
    'string',
    6,
    page('geo_point_to_h3cell'),
  ),
  geo_h3cell_parent: withDefault(
    of(h3Natives, 'parent'),
    ['string', 'long?'],
    'string',
    NEXT_LEVEL,
    page('geo_h3cell_parent'),
  ),
  geo_h3cell_children: withDefault(
    of(h3Natives, 'children'),
    ['string', 'long?'],
    'dynamic',
    NEXT_LEVEL,
    page('geo_h3cell_children'),
  ),
  geo_polygon_to_h3cells: withoutRadius(
    withDefault(
      of(h3Natives, 'cover'),
      ['dynamic', 'long?', 'real?'],
      'dynamic',
      6,
      page('geo_polygon_to_h3cells'),
    ),
  ),
  geo_intersection_2polygons: taking(
    of(combineNatives, 'intersection2Polygons'),
    twoShapes,
    'dynamic',
    page('geo_intersection_2polygons'),
  ),
  geo_union_polygons_array: taking(
    of(combineNatives, 'unionPolygons'),
    ['dynamic'],
    'dynamic',
    page('geo_union_polygons_array'),
  ),
  geo_union_lines_array: taking(
    of(combineNatives, 'unionLines'),
    ['dynamic'],
    'dynamic',
    page('geo_union_lines_array'),
  ),
  ...Object.fromEntries(['polygon_buffer', 'line_buffer'].map((name) => refusedGeo(`geo_${name}`, buffers))),
}
