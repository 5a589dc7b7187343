import type { Json } from '../../functions/native/json.js'
import { columnRef, type Expr } from '../../plan/expr.js'
import type { Relation } from '../../plan/relation.js'
import type { KustoType } from '../../plan/type.js'
import type { Plugin, PluginArgument, PluginCall } from './entry.js'
import { asTicks, computed, type OutputColumn } from './relations.js'

/** A constant number, datetime or timespan, as the natives count. */
const setting = (arg: PluginArgument | undefined): Json => {
  const value = arg?.constant()
  return typeof value === 'bigint' || typeof value === 'number' ? value : null
}

const column = (call: PluginCall, place: number): ReturnType<typeof columnRef> => {
  const found = call.args[place]?.column()
  return found ? columnRef(found) : call.context.refuse(`argument ${place + 1} must be a column`)
}

/** What the answer adds to time and dimensions. */
type Measures = readonly OutputColumn[]

/**
 * Plugins of the form f(id, time, settings…, dimensions…). `names[i]` is what the i-th setting is called in TypeScript;
 * dimensions stand between the times and the measures, as in the reference.
 */
const activityPlugin = (
  via: string,
  names: readonly string[],
  measures: Measures,
  ref: string,
  times = 1,
): Plugin => ({
  ref,
  lower: (call: PluginCall): Relation => {
    const { context, input, args } = call
    const [id, time] = [column(call, 0), column(call, 1)]
    const settings = new Map<string, Json>(names.map((name, place) => [name, setting(args[place + 2])]))
    const dimensions = args.slice(2 + names.length).flatMap((arg) => {
      const found = arg.column()
      return found ? [columnRef(found)] : []
    })
    const cells: Expr[] = [
      id,
      asTicks(context, time),
      ...dimensions.map((dimension) => asTicks(context, dimension)),
    ]
    const timeColumns: OutputColumn[] =
      times === 1
        ? [{ name: time.column.name, type: time.type }]
        : ['from', 'to'].map((word) => ({ name: `${word}_${time.column.name}`, type: time.type }))
    const shape = [
      ...timeColumns,
      ...dimensions.map(({ column: { name, type } }) => ({ name, type })),
      ...measures,
    ]
    return computed(context, input, cells, via, settings, shape)
  },
})

const long = (name: string): OutputColumn => ({ name, type: 'long' as KustoType })
const real = (name: string): OutputColumn => ({ name, type: 'real' as KustoType })

export const activityPlugins: Readonly<Record<string, Plugin>> = {
  activity_counts_metrics: activityPlugin(
    '_activity_counts_metrics',
    ['start', 'end', 'step'],
    [long('count'), long('dcount'), long('new_dcount'), long('aggregated_dcount')],
    'activity-counts-metrics-plugin',
  ),
  activity_metrics: activityPlugin(
    '_activity_metrics',
    ['start', 'end', 'step'],
    [long('dcount_values'), long('dcount_newvalues'), real('retention_rate'), real('churn_rate')],
    'activity-metrics-plugin',
  ),
  sliding_window_counts: activityPlugin(
    '_sliding_window_counts',
    ['start', 'end', 'lookback', 'step'],
    [long('Count'), long('Dcount')],
    'sliding-window-counts-plugin',
  ),
  active_users_count: activityPlugin(
    '_active_users_count',
    ['start', 'end', 'lookback', 'period', 'periods', 'bin'],
    [long('dcount')],
    'active-users-count-plugin',
  ),
  activity_engagement: activityPlugin(
    '_activity_engagement',
    ['start', 'end', 'inner', 'outer'],
    [long('dcount_activities_inner'), long('dcount_activities_outer'), real('activity_ratio')],
    'activity-engagement-plugin',
  ),
  session_count: activityPlugin(
    '_session_count',
    ['start', 'end', 'step', 'lookback'],
    [long('count_sessions')],
    'session-count-plugin',
  ),
  new_activity_metrics: activityPlugin(
    '_new_activity_metrics',
    ['start', 'end', 'step', 'cohort'],
    [
      long('dcount_new_values'),
      long('dcount_retained_values'),
      long('dcount_churn_values'),
      real('retention_rate'),
      real('churn_rate'),
    ],
    'new-activity-metrics-plugin',
    2,
  ),
}
