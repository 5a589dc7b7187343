import { columnRef, type Expr } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { Plugin, PluginCall } from './entry.js'
import { columnNamed, item, project } from './relations.js'

/** Rows joined with the shapes of another table that hold the point, or lie within a radius of it. */
const lookup =
  (
    via: 'geo_distance_point_to_polygon' | 'geo_distance_point_to_line',
    radiusNeeded: boolean,
  ): Plugin['lower'] =>
  ({ input, args, context }: PluginCall): Relation => {
    const [table, shapeArg, longitude, latitude, radiusArg, ...rest] = args
    const shapes = table?.relation()
    const shape = shapes && shapeArg && columnNamed(shapes.columns, shapeArg.text.trim())
    const [x, y] = [longitude?.column(), latitude?.column()]
    if (!shapes || !shape || !x || !y)
      return context.refuse('the lookup takes a table, its column of shapes, and two columns')
    if (radiusNeeded && !radiusArg) return context.refuse('geo_line_lookup() needs a radius')
    const named = (name: string) => [radiusArg, ...rest].find((arg) => arg?.name === name)
    const radius =
      radiusArg && radiusArg.name === undefined ? radiusArg.expr() : (named('radius')?.expr() ?? undefined)
    const unmatched =
      (named('return_unmatched') ?? rest.find((arg) => arg.name === undefined))?.constant() === true
    const away = context.call(via, [columnRef(x), columnRef(y), columnRef(shape)], 'real')
    const limit: Expr = radius ?? { kind: 'literal', type: 'real', value: 0 }
    const joined: Relation = {
      kind: 'join',
      join: unmatched ? 'left' : 'inner',
      left: input,
      right: shapes,
      condition: context.call('<=', [away, limit], 'bool'),
      columns: [...input.columns, ...shapes.columns],
    }
    const taken = new Set(input.columns.map((column) => column.name))
    return project(joined, [
      ...input.columns.map((column) => ({ column, expr: columnRef(column) })),
      ...shapes.columns.map((column) => {
        const value = columnRef(column)
        const name = taken.has(column.name) ? `${column.name}1` : column.name
        return item(
          context,
          name,
          column.type === 'string' ? context.call('_or_empty', [value], 'string') : value,
        )
      }),
    ])
  }

export const geoPolygonLookup: Plugin = {
  lower: lookup('geo_distance_point_to_polygon', false),
  ref: 'geo-polygon-lookup-plugin',
}
export const geoLineLookup: Plugin = {
  lower: lookup('geo_distance_point_to_line', true),
  ref: 'geo-line-lookup-plugin',
}
