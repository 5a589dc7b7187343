import { type Reach, readDated } from './date/dated.js'
import type { EventKind, Incident } from './model.js'

/** Days between two events: a range where dates are inexact, null (with the reason) where nothing can be said. */
export type Interval =
  | { readonly days: readonly [min: number, max: number]; readonly reason?: undefined }
  | { readonly days: null; readonly reason: string }

/** Figures derived from events and coverage; never entered by hand. */
export interface Metrics {
  /** First access until somebody noticed. */
  readonly dwell: Interval
  readonly detection_to_containment: Interval
  readonly containment_to_disclosure: Interval
  readonly detection_to_disclosure: Interval
  readonly start_to_disclosure: Interval
  readonly corrections: number
  readonly publishers: number
  /** Share of the coverage that is marked as a primary source, 0 to 1. */
  readonly primary_ratio: number
}

const names: Partial<Record<EventKind, string>> = {
  'access-start': 'first access',
  detected: 'detection',
  contained: 'containment',
  disclosed: 'disclosure',
}

const cache = new WeakMap<Incident, Metrics>()

/** The figures of an incident; the same object gives the same figures, so they are kept. */
export function metricsOf(incident: Incident): Metrics {
  const known = cache.get(incident) ?? computeMetrics(incident)
  cache.set(incident, known)
  return known
}

function computeMetrics(incident: Incident): Metrics {
  const between = (from: EventKind, to: EventKind) => interval(incident, from, to)
  const publishers = new Set(incident.coverage.map((entry) => entry.publisher))
  const primary = incident.coverage.filter((entry) => entry.primary === true).length
  return {
    dwell: between('access-start', 'detected'),
    detection_to_containment: between('detected', 'contained'),
    containment_to_disclosure: between('contained', 'disclosed'),
    detection_to_disclosure: between('detected', 'disclosed'),
    start_to_disclosure: between('access-start', 'disclosed'),
    corrections: incident.events.filter((event) => event.kind === 'correction').length,
    publishers: publishers.size,
    primary_ratio: Math.round((primary / incident.coverage.length) * 100) / 100,
  }
}

/** The earliest event of a kind: the one whose latest possible day comes first. */
function earliest(incident: Incident, kind: EventKind): Reach | undefined {
  const reaches = incident.events
    .filter((event) => event.kind === kind)
    .map((event) => readDated(event.at))
    .filter((reach) => reach !== undefined)
  return reaches.sort((a, b) => a.written.first - b.written.first)[0]
}

function interval(incident: Incident, from: EventKind, to: EventKind): Interval {
  const start = earliest(incident, from)
  const end = earliest(incident, to)
  if (!start) return { days: null, reason: `no public date of ${names[from] ?? from}` }
  if (!end) return { days: null, reason: `no public date of ${names[to] ?? to}` }
  if (start.first === undefined) return { days: null, reason: `${names[from] ?? from} has no earliest day` }
  if (start.last === undefined) return { days: null, reason: `${names[from] ?? from} has no latest day` }
  if (end.first === undefined) return { days: null, reason: `${names[to] ?? to} has no earliest day` }
  if (end.last === undefined) return { days: null, reason: `${names[to] ?? to} has no latest day` }
  const max = end.last - start.first
  if (max < 0) return { days: null, reason: `${names[to] ?? to} comes before ${names[from] ?? from}` }
  // Two events told in order cannot lie the wrong way round, however inexact their dates.
  return { days: [Math.max(0, end.first - start.last), max] }
}

/** The interval in words: `32 days`, `53 to 82 days`, or why there is none. */
export function showInterval(value: Interval): string {
  if (value.days === null) return `not known: ${value.reason}`
  const [min, max] = value.days
  return min === max ? `${min} ${min === 1 ? 'day' : 'days'}` : `${min} to ${max} days`
}
