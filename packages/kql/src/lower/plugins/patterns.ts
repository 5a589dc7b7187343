import type { Json } from '../../functions/native/json.js'
import { type Column, columnRef, type Expr, literal } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { Plugin, PluginArgument, PluginCall } from './entry.js'
import { computed, type OutputColumn } from './relations.js'

/** `~` keeps the default. */
const number = (arg: PluginArgument | undefined, otherwise: number): number => {
  const value = arg?.text.trim().replace(/^['"]|['"]$/g, '') === '~' ? undefined : arg?.constant()
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : otherwise
}

/** The weight of a row: a column, or 1. */
const weightOf = (arg: PluginArgument | undefined): Column | undefined => arg?.column()

const shares: readonly OutputColumn[] = [
  { name: 'SegmentId', type: 'long' },
  { name: 'Count', type: 'long' },
  { name: 'Percent', type: 'real' },
]
const differences: readonly OutputColumn[] = [
  { name: 'SegmentId', type: 'long' },
  { name: 'CountA', type: 'long' },
  { name: 'CountB', type: 'long' },
  { name: 'PercentA', type: 'real' },
  { name: 'PercentB', type: 'real' },
  { name: 'PercentDiffAB', type: 'real' },
]

/** Weight, then the attributes as they are; the answer has the leading columns and the attributes again. */
function mined(
  call: PluginCall,
  via: string,
  settings: ReadonlyMap<string, Json>,
  leading: readonly OutputColumn[],
  weight: Column | undefined,
  split?: Column,
): Relation {
  const { context, input } = call
  const attributes = input.columns.filter((column) => column.id !== weight?.id && column.id !== split?.id)
  const first: Expr = weight ? columnRef(weight) : literal('long', 1n)
  const splitting = split ? [context.call('tostring', [columnRef(split)], 'string')] : []
  const cells = [first, ...splitting, ...attributes.map(columnRef)]
  const shape = [...leading, ...attributes.map(({ name, type }) => ({ name, type }))]
  return computed(context, input, cells, via, new Map(settings), shape)
}

export const patternPlugins: Readonly<Record<string, Plugin>> = {
  basket: {
    ref: 'basket-plugin',
    lower: (call) => {
      const [threshold, weight, dimensions] = call.args
      const settings = new Map([
        ['threshold', number(threshold, 0.05)],
        ['dimensions', number(dimensions, 5)],
      ])
      return mined(call, '_basket', settings, shares, weightOf(weight))
    },
  },
  autocluster: {
    ref: 'autocluster-plugin',
    lower: (call) => {
      const [size, weight] = call.args
      return mined(
        call,
        '_autocluster',
        new Map([['sizeWeight', number(size, 0.5)]]),
        shares,
        weightOf(weight),
      )
    },
  },
  diffpatterns: {
    ref: 'diffpatterns-plugin',
    lower: (call) => {
      const [split, a, b, weight, threshold, dimensions] = call.args
      const column =
        split?.column() ?? call.context.refuse('diffpatterns() takes the column that splits the rows')
      const settings = new Map<string, Json>([
        ['values', [String(a?.constant() ?? ''), String(b?.constant() ?? '')]],
        ['threshold', number(threshold, 0.05)],
        ['dimensions', number(dimensions, 5)],
      ])
      return mined(call, '_diffpatterns', settings, differences, weightOf(weight), column)
    },
  },
}
