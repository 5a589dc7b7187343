import type { Segment } from '@bigyellowtaxi/lake'
import { UserError } from '../output/error.js'

const dayMs = 86_400_000

export interface Now {
  readonly now: Date
  /** Set where it is not the clock's: what a reader must know to read `ago()` right. */
  readonly note?: string
}

/** Reads `--now`. */
export function parseNow(text: string): Date {
  const time = new Date(
    /[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}${text.includes('T') ? '' : 'T00:00:00'}Z`,
  )
  if (Number.isNaN(time.getTime()))
    throw new UserError('USAGE', `'${text}' is no time`, { hint: 'for instance 2026-03-01T12:00:00Z' })
  return time
}

/**
 * What `now()` and `ago()` mean: the time asked for; else, where the newest record is older than a day, the moment
 * after it, since over logs of the past `ago(1d)` of today finds nothing; else the clock.
 */
export function chooseNow(asked: Date | undefined, segments: readonly Segment[], clock: Date): Now {
  if (asked) return { now: asked }
  const times = segments.flatMap((segment) =>
    segment.batches.flatMap((batch) => (batch.to ? [Date.parse(batch.to)] : [])),
  )
  const newest = Math.max(...times)
  if (times.length === 0 || clock.getTime() - newest < dayMs) return { now: clock }
  const now = new Date(Math.ceil((newest + 1) / 1000) * 1000)
  return { now, note: `now() is ${now.toISOString()}, just after the newest record; --now changes that` }
}
