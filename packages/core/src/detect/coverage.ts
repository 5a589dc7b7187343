import type { Engine } from '@bigyellowtaxi/lake'
import { type Source, sources } from './source.js'
import type { SourceId } from './source-ids.js'

/** Half-open in milliseconds since 1970, UTC. */
export interface Interval {
  readonly from: number
  readonly to: number
}

const hourMs = 3_600_000

/** Where a source spoke: intervals of hours with records, silence that is ordinary for it bridged. */
export type Coverage = ReadonlyMap<Source, readonly Interval[]>

/** Joins hours with records into intervals; `quietHours` of silence between two of them is not a gap. */
export function intervalsOf(hours: readonly number[], quietHours: number): readonly Interval[] {
  const intervals: Interval[] = []
  for (const hour of [...hours].sort((a, b) => a - b)) {
    const last = intervals.at(-1)
    if (last && hour - last.to <= quietHours * hourMs)
      intervals[intervals.length - 1] = { from: last.from, to: hour + hourMs }
    else intervals.push({ from: hour, to: hour + hourMs })
  }
  return intervals
}

/** What of `window` lies in none of the intervals; of a window without extent, as of an empty log, all of it. */
export function gapsIn(window: Interval, intervals: readonly Interval[]): readonly Interval[] {
  if (window.to <= window.from) return [window]
  const gaps: Interval[] = []
  let at = window.from
  for (const interval of [...intervals].sort((a, b) => a.from - b.from)) {
    if (interval.to <= at) continue
    if (interval.from >= window.to) break
    if (interval.from > at) gaps.push({ from: at, to: interval.from })
    at = Math.max(at, interval.to)
  }
  if (at < window.to) gaps.push({ from: at, to: window.to })
  return gaps
}

async function hoursOf(engine: Engine, source: Source): Promise<readonly number[]> {
  const { rows } = await engine.query(
    `SELECT DISTINCT CAST(epoch_ms(date_trunc('hour', ${source.time})) AS DOUBLE) AS hour FROM ${source.table} WHERE (${source.where}) AND ${source.time} IS NOT NULL`,
  )
  return rows.map((row) => Number(row.hour))
}

/** Reads from the logs themselves when each source was collected, in each of its forms. */
export async function readCoverage(engine: Engine, ids: Iterable<SourceId>): Promise<Coverage> {
  const coverage = new Map<Source, readonly Interval[]>()
  for (const source of [...new Set(ids)].flatMap((id) => sources[id]))
    coverage.set(source, intervalsOf(await hoursOf(engine, source), source.quietHours))
  return coverage
}

/** When a source was collected, in whichever of its forms. */
export const coveredTimes = (coverage: Coverage, id: SourceId): readonly Interval[] =>
  sources[id].flatMap((form) => coverage.get(form) ?? [])
