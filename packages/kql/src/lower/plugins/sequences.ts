import type { Json } from '../../functions/native/json.js'
import { columnRef, type Expr } from '../../plan/expr.js'
import type { Plugin, PluginArgument, PluginCall } from './entry.js'
import { asTicks, computed, type OutputColumn } from './relations.js'

const setting = (arg: PluginArgument | undefined): Json => {
  const value = arg?.constant()
  return typeof value === 'bigint' || typeof value === 'number' ? value : null
}

function lowerSequence(call: PluginCall) {
  const { context, input, args } = call
  const [timeArg, maxStep, maxSpan, ...rest] = args
  const time = timeArg?.column() ?? context.refuse('sequence_detect() takes a time column first')
  const dimensions = rest.flatMap((arg) => (arg.name === undefined ? (arg.column() ?? []) : []))
  const steps = rest.filter((arg) => arg.name !== undefined)
  const settings = new Map<string, Json>([
    ['maxStep', setting(maxStep)],
    ['maxSpan', setting(maxSpan)],
    ['dimensions', BigInt(dimensions.length)],
  ])
  const cells: Expr[] = [
    asTicks(context, columnRef(time)),
    ...dimensions.map((column) => asTicks(context, columnRef(column))),
    ...steps.map((step) => context.coerce(step.expr(), 'bool')),
  ]
  const shape: OutputColumn[] = [
    ...dimensions.map(({ name, type }) => ({ name, type })),
    ...steps.map((step): OutputColumn => ({ name: `${step.name}_${time.name}`, type: time.type })),
    { name: 'Duration', type: time.type === 'datetime' ? 'timespan' : time.type },
  ]
  return computed(context, input, cells, '_sequence_detect', settings, shape)
}

function lowerRolling(call: PluginCall) {
  const { context, input, args } = call
  const [valueArg, percentile, indexArg, bin, bins, ...rest] = args
  const [value, index] = [valueArg?.column(), indexArg?.column()]
  if (!value || !index)
    return context.refuse('rolling_percentile() takes a column of values and one of times')
  const dimensions = rest.flatMap((arg) => arg.column() ?? [])
  const settings = new Map<string, Json>([
    ['percentile', setting(percentile)],
    ['bin', setting(bin)],
    ['bins', setting(bins)],
  ])
  const cells = [columnRef(value), columnRef(index), ...dimensions.map(columnRef)].map((expr) =>
    asTicks(context, expr),
  )
  const name = `rolling_${bins?.constant()}_percentile_${value.name}_${percentile?.constant()}`
  const shape: OutputColumn[] = [
    { name: index.name, type: index.type },
    ...dimensions.map(({ name: own, type }) => ({ name: own, type })),
    { name, type: value.type },
  ]
  return computed(context, input, cells, '_rolling_percentile', settings, shape)
}

export const sequencePlugins: Readonly<Record<string, Plugin>> = {
  sequence_detect: { lower: lowerSequence, ref: 'sequence-detect-plugin' },
  rolling_percentile: { lower: lowerRolling, ref: 'rolling-percentile-plugin' },
}
