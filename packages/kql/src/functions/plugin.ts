/** The TypeScript behind `evaluate` plugins and graph operators, as functions of all rows and the settings. */
import type { ScalarFunctions } from './entry.js'
import { graphComponents } from './native/graph/components.js'
import { graphMatch } from './native/graph/match.js'
import { graphPaths } from './native/graph/paths.js'
import * as activity from './native/plugin/activity.js'
import { autocluster, basket, diffpatterns } from './native/plugin/pattern.js'
import { rollingPercentile, sequenceDetect } from './native/plugin/sequence.js'
import { rowWindowSession } from './native/plugin/session.js'
import { nativeRow } from './parts/row.js'

const table = (native: typeof basket, ref: string) =>
  nativeRow(['dynamic', 'dynamic'], 'dynamic', native, ref)

/** Of a graph's nodes and edges. */
const graph = (native: typeof basket, ref: string) =>
  nativeRow(['dynamic', 'dynamic', 'dynamic'], 'dynamic', native, ref)

export const pluginFunctions: ScalarFunctions = {
  _row_window_session: table(rowWindowSession, 'row-window-session-function'),
  _graph_match: graph(graphMatch, 'graph-match-operator'),
  _graph_paths: graph(graphPaths, 'graph-shortest-paths-operator'),
  _graph_components: graph(graphComponents, 'graph-mark-components-operator'),
  _activity_counts_metrics: table(activity.activityCounts, 'activity-counts-metrics-plugin'),
  _activity_metrics: table(activity.activityMetrics, 'activity-metrics-plugin'),
  _sliding_window_counts: table(activity.slidingCounts, 'sliding-window-counts-plugin'),
  _active_users_count: table(activity.activeUsers, 'active-users-count-plugin'),
  _activity_engagement: table(activity.engagement, 'activity-engagement-plugin'),
  _session_count: table(activity.sessions, 'session-count-plugin'),
  _new_activity_metrics: table(activity.newActivity, 'new-activity-metrics-plugin'),
  _basket: table(basket, 'basket-plugin'),
  _autocluster: table(autocluster, 'autocluster-plugin'),
  _diffpatterns: table(diffpatterns, 'diffpatterns-plugin'),
  _sequence_detect: table(sequenceDetect, 'sequence-detect-plugin'),
  _rolling_percentile: table(rollingPercentile, 'rolling-percentile-plugin'),
}
