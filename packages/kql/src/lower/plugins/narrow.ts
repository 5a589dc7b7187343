import { columnRef, type Expr, literal } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { Plugin, PluginCall } from './entry.js'
import { item, itemsOf, project } from './relations.js'

/** Each cell a row: the row's number, the column's name, the value as text. */
function lowerNarrow({ input, context }: PluginCall): Relation {
  const row = context.column('Row', 'long')
  const numbered: Relation = {
    kind: 'window',
    input,
    items: [
      {
        column: row,
        expr: {
          kind: 'window',
          name: 'row_number',
          args: [literal('long', 0n)],
          type: 'long',
          partition: [],
          order: [],
        },
      },
    ],
    columns: [...input.columns, row],
  }
  const cells = input.columns.map((column): Expr => {
    const value = context.call('tostring', [columnRef(column)], 'string')
    return context.call('pack_array', [literal('string', column.name), value], 'dynamic')
  })
  const cell = context.column('cell', 'dynamic')
  const unnested: Relation = {
    kind: 'unnest',
    input: numbered,
    items: [{ column: cell, list: itemsOf(context.call('pack_array', cells, 'dynamic')) }],
    keepEmpty: false,
    columns: [...numbered.columns, cell],
  }
  const part = (place: bigint): Expr =>
    context.coerce(context.call('_element', [columnRef(cell), literal('long', place)], 'dynamic'), 'string')
  return project(unnested, [
    item(context, 'Row', columnRef(row)),
    item(context, 'Column', part(0n)),
    item(context, 'Value', part(1n)),
  ])
}

/** The first rows as they come. */
function lowerPreview({ input, args, context }: PluginCall): Relation {
  const count = args[0]?.constant()
  if (typeof count !== 'bigint') return context.refuse('preview() takes a number of rows')
  return { kind: 'limit', input, count: literal('long', count), columns: input.columns }
}

export const narrow: Plugin = { lower: lowerNarrow, ref: 'narrow-plugin' }
export const preview: Plugin = { lower: lowerPreview, ref: 'preview-plugin' }
export const identity: Plugin = { lower: ({ input }) => input, ref: 'identity-plugin' }
