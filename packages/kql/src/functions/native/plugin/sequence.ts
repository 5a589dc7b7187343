import type { Json } from '../json.js'
import { big, ends, floorTo, groupBy, type Row, table } from './rows.js'

/**
 * Events that follow one another. Rows are [time, how many dimensions, …dimensions, …whether each step holds];
 * a sequence takes for each step the first event after the one before, each within its time.
 * https://learn.microsoft.com/kusto/query/sequence-detect-plugin
 */
export const sequenceDetect = table('sequence_detect', (rows, settings) => {
  const [maxStep, maxSpan] = [settings.ticks('maxStep'), settings.ticks('maxSpan')]
  const count = settings.number('dimensions')
  const found: Row[] = []
  for (const group of groupBy(rows, (row) => row.slice(1, 1 + count)).values()) {
    const events = group
      .flatMap((row) => {
        const at = big(row[0])
        return at === undefined ? [] : [{ at, holds: row.slice(1 + count) }]
      })
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    const dimensions = (group[0] ?? []).slice(1, 1 + count)
    for (let first = 0; first < events.length; first++) {
      const times = follow(events, first, maxStep, maxSpan)
      if (times) found.push([...dimensions, ...times, (times.at(-1) ?? 0n) - (times[0] ?? 0n)])
    }
  }
  return found
})

function follow(
  events: readonly { readonly at: bigint; readonly holds: readonly Json[] }[],
  first: number,
  maxStep: bigint,
  maxSpan: bigint,
): bigint[] | undefined {
  const start = events[first]
  if (start?.holds[0] !== true) return undefined
  const times = [start.at]
  let at = first + 1
  for (let step = 1; step < start.holds.length; step++) {
    while (at < events.length && events[at]?.holds[step] !== true) at++
    const event = events[at++]
    const last = times.at(-1) ?? 0n
    if (!event || event.at - last > maxStep || event.at - start.at > maxSpan) return undefined
    times.push(event.at)
  }
  return times
}

/**
 * The percentile of a sliding window of bins. Rows are [value, time, …dimensions].
 * https://learn.microsoft.com/kusto/query/rolling-percentile-plugin
 */
export const rollingPercentile = table('rolling_percentile', (rows, settings) => {
  const [size, percent, bins] = [
    settings.ticks('bin'),
    settings.number('percentile'),
    settings.number('bins'),
  ]
  const span = ends(rows.flatMap((row) => big(row[1]) ?? []))
  if (!span || size <= 0n) return []
  const [first, last] = [floorTo(span.least, 0n, size), floorTo(span.greatest, 0n, size)]
  return [...groupBy(rows, (row) => row.slice(2)).values()].flatMap((group) => {
    const found: Row[] = []
    for (let at = first; at <= last; at += size) {
      const from = at - size * BigInt(bins - 1)
      const inside = group.filter((row) => {
        const time = big(row[1])
        return time !== undefined && time >= from && time < at + size && row[0] !== null
      })
      found.push([
        at,
        ...(group[0] ?? []).slice(2),
        nearest(
          inside.map((row) => row[0] ?? null),
          percent,
        ),
      ])
    }
    return found
  })
})

/** Nearest rank, as percentile() has it. */
function nearest(values: readonly Json[], percent: number): Json {
  const sorted = values.toSorted((a, b) => Number(a) - Number(b))
  const place = Math.max(1, Math.ceil((sorted.length * percent) / 100 - 1e-9))
  return sorted[place - 1] ?? null
}
