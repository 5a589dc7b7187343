/**
 * Counts of who was active when. Rows are [id, time, …dimensions]; settings hold start, end and sizes in ticks (or
 * in the time column's own numbers). https://learn.microsoft.com/kusto/query/activity-metrics-plugin and its kin.
 */
import { type Json, writeJson } from '../json.js'
import { big, ends, floorTo, groupBy, type Row, table } from './rows.js'

interface Event {
  readonly id: string
  readonly at: bigint
}

interface Group {
  readonly dimensions: readonly Json[]
  readonly events: readonly Event[]
}

/** Events by dimension, without those that have no time. */
function groupsOf(rows: readonly Row[]): Group[] {
  return [...groupBy(rows, (row) => row.slice(2)).values()].map((members) => ({
    dimensions: (members[0] ?? []).slice(2),
    events: members.flatMap((row): Event[] => {
      const at = big(row[1])
      return at === undefined ? [] : [{ id: writeJson(row[0] ?? null), at }]
    }),
  }))
}

function* steps(start: bigint, end: bigint, size: bigint): Generator<bigint> {
  if (size <= 0n) return
  for (let at = start; at <= end; at += size) yield at
}

const within = (events: readonly Event[], from: bigint, to: bigint): Event[] =>
  events.filter(({ at }) => at >= from && at < to)

const idsOf = (events: readonly Event[]): Set<string> => new Set(events.map(({ id }) => id))
const count = (value: number): bigint => BigInt(value)

/** Per step: rows, distinct ids, ids never seen before, all distinct ids until then. */
export const activityCounts = table('activity_counts_metrics', (rows, settings) => {
  const [start, end, size] = [settings.ticks('start'), settings.ticks('end'), settings.ticks('step')]
  return groupsOf(rows).flatMap(({ dimensions, events }) => {
    const seen = new Set<string>()
    return [...steps(start, end, size)].flatMap((at): Row[] => {
      const inside = within(events, at, at + size).filter((event) => event.at <= end)
      const ids = idsOf(inside)
      const fresh = [...ids].filter((id) => !seen.has(id))
      for (const id of ids) seen.add(id)
      if (inside.length === 0) return []
      return [
        [at, ...dimensions, count(inside.length), count(ids.size), count(fresh.length), count(seen.size)],
      ]
    })
  })
})

/** Per window: distinct ids, new ones, the share that stayed from the window before, the share that left. */
export const activityMetrics = table('activity_metrics', (rows, settings) => {
  const [start, end, size] = [settings.ticks('start'), settings.ticks('end'), settings.ticks('step')]
  return groupsOf(rows).flatMap(({ dimensions, events }) => {
    const seen = new Set<string>()
    let before = new Set<string>()
    return [...steps(start, end, size)].map((at): Row => {
      const ids = idsOf(within(events, at, at + size).filter((event) => event.at <= end))
      const fresh = [...ids].filter((id) => !seen.has(id)).length
      const stayed = [...before].filter((id) => ids.has(id)).length
      const retention = before.size === 0 ? Number.NaN : stayed / before.size
      for (const id of ids) seen.add(id)
      before = ids
      return [at, ...dimensions, count(ids.size), count(fresh), retention, 1 - retention]
    })
  })
})

/** Per bin: rows and distinct ids of the window that ends with it. */
export const slidingCounts = table('sliding_window_counts', (rows, settings) => {
  const [start, end] = [settings.ticks('start'), settings.ticks('end')]
  const [lookback, size] = [settings.ticks('lookback'), settings.ticks('step')]
  return groupsOf(rows).flatMap(({ dimensions, events }) =>
    [...steps(start, end, size)].flatMap((at): Row[] => {
      const inside = within(events, at + size - lookback, at + size)
      return inside.length === 0 ? [] : [[at, ...dimensions, count(inside.length), count(idsOf(inside).size)]]
    }),
  )
})

/** Per bin: ids that were active in enough periods of the time before. */
export const activeUsers = table('active_users_count', (rows, settings) => {
  const [start, end] = [settings.ticks('start'), settings.ticks('end')]
  const [lookback, period, size] = [
    settings.ticks('lookback'),
    settings.ticks('period'),
    settings.ticks('bin'),
  ]
  const wanted = settings.number('periods')
  return groupsOf(rows).flatMap(({ dimensions, events }) => {
    const bins = new Map<bigint, Set<string>>()
    for (const mine of groupBy(events, ({ id }) => id).values()) {
      for (const { id, at } of mine) {
        const lately = mine.filter((other) => other.at > at - lookback && other.at <= at)
        const active = new Set(lately.map((other) => floorTo(other.at, start, period))).size
        if (active < wanted || at < start || at > end) continue
        const bin = floorTo(at, start, size)
        bins.set(bin, (bins.get(bin) ?? new Set()).add(id))
      }
    }
    return [...bins]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([bin, ids]): Row => [bin, ...dimensions, count(ids.size)])
  })
})

/** Per outer window: ids active in its last inner window, in all of it, and their ratio. */
export const engagement = table('activity_engagement', (rows, settings) => {
  const [inner, outer] = [settings.ticks('inner'), settings.ticks('outer')]
  const span = ends(rows.flatMap((row) => big(row[1]) ?? []))
  const start = settings.ticks('start') || (span?.least ?? 0n)
  const end = settings.ticks('end') || (span?.greatest ?? 0n)
  return groupsOf(rows).flatMap(({ dimensions, events }) =>
    [...steps(floorTo(start, 0n, inner), end, inner)].map((at): Row => {
      const mine = idsOf(within(events, at, at + inner)).size
      const all = idsOf(within(events, at + inner - outer, at + inner)).size
      return [at, ...dimensions, count(mine), count(all), all === 0 ? Number.NaN : mine / all]
    }),
  )
})

/** Per bin: sessions, which an id's activity begins when it was away for the lookback. */
export const sessions = table('session_count', (rows, settings) => {
  const [start, end] = [settings.ticks('start'), settings.ticks('end')]
  const [size, lookback] = [settings.ticks('step'), settings.ticks('lookback')]
  return groupsOf(rows).flatMap(({ dimensions, events }) => {
    const bins = new Map<bigint, number>()
    for (const mine of groupBy(events, ({ id }) => id).values()) {
      let last: bigint | undefined
      for (const { at } of mine.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
        const begins = last === undefined || at - last > lookback
        last = at
        if (!begins || at < start || at > end) continue
        const bin = floorTo(at, start, size)
        bins.set(bin, (bins.get(bin) ?? 0) + 1)
      }
    }
    return [...bins]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([bin, total]): Row => [bin, ...dimensions, count(total)])
  })
})

/** For each cohort of newly seen ids: how many came back in each later window, how many did not. */
export const newActivity = table('new_activity_metrics', (rows, settings) => {
  const [start, end, size] = [settings.ticks('start'), settings.ticks('end'), settings.ticks('step')]
  const only = settings.ticks('cohort')
  return groupsOf(rows).flatMap(({ dimensions, events }) => {
    const windows = [...steps(start, end, size)].map((at) => ({
      at,
      ids: idsOf(within(events, at, at + size)),
    }))
    const seen = new Set(events.filter(({ at }) => at < start).map(({ id }) => id))
    return windows.flatMap((from, place): Row[] => {
      const fresh = [...from.ids].filter((id) => !seen.has(id))
      for (const id of from.ids) seen.add(id)
      if (only !== 0n && only !== from.at) return []
      const cohort = new Set(fresh)
      return windows.slice(place).map((to): Row => {
        const stayed = [...cohort].filter((id) => to.ids.has(id)).length
        const retention = cohort.size === 0 ? Number.NaN : stayed / cohort.size
        const firstHere =
          place === windows.indexOf(to) ? cohort.size : newIn(windows, place, windows.indexOf(to))
        return [
          from.at,
          to.at,
          ...dimensions,
          count(firstHere),
          count(stayed),
          count(cohort.size - stayed),
          retention,
          1 - retention,
        ]
      })
    })
  })
})

/** Ids first seen in a window, looking back to the cohort's. */
function newIn(windows: readonly { readonly ids: ReadonlySet<string> }[], from: number, at: number): number {
  const earlier = windows.slice(from, at)
  return [...(windows[at]?.ids ?? [])].filter((id) => !earlier.some(({ ids }) => ids.has(id))).length
}
