import { coveredTimes, type Interval } from '../../detect/coverage.js'
import { sources } from '../../detect/source.js'
import type { SourceId } from '../../detect/source-ids.js'
import type { Check } from '../check.js'
import type { Judgement } from '../verdict.js'

/** Sources whose absence from a whole export is itself telling; the others speak only when something happens. */
const expected: readonly SourceId[] = [
  'mail-reads',
  'exchange-audit',
  'entra-audit',
  'sign-ins-interactive',
  'sign-ins-non-interactive',
  'sign-ins-service-principal',
  'graph-activity',
]

/** A source that speaks in several forms covers a day when one of them does. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const all: Interval[] = []
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else all.push({ from, to })
  }
  return all
}

const hourMs = 3_600_000
/** Exports are not taken on the same day; a source that ends earlier than the others by more than this has stopped. */
const enoughQuietHours = 72
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const span = (intervals: readonly Interval[]): string =>
  intervals.map(({ from, to }) => `${day(from)} to ${day(to - 1)}`).join(', ')

/** Which log sources the workspace holds, and for which days. What was not ingested is unknown, not absent. */
export const sourcesInLog: Check = {
  id: 'sources-in-log',
  title: 'Each log source was collected without a break',
  scuba: ['MS.AAD.4.1v1'],
  advice: ['make-searchable', 'know-your-baseline'],
  decides: true,
  judge({ coverage }) {
    const latest = Math.max(...expected.flatMap((id) => coveredTimes(coverage, id).map(({ to }) => to)))
    return expected.map((id): Judgement => {
      const [source] = sources[id]
      const intervals = joined(coveredTimes(coverage, id))
      const base = { check: 'sources-in-log', subject: id, basis: 'logs' as const }
      const fix = source?.fix ?? ''
      if (intervals.length === 0)
        return {
          ...base,
          verdict: 'unknown',
          reason: `no ${source?.about ?? id} among what was ingested`,
          fix,
        }
      const [first] = intervals
      const end = intervals.at(-1)?.to ?? 0
      const quiet = Math.max(...sources[id].map(({ quietHours }) => quietHours), enoughQuietHours) * hourMs
      if (intervals.length > 1)
        return {
          ...base,
          verdict: 'partial',
          since: day(first?.to ?? 0),
          reason: `${source?.about ?? id} with breaks: ${span(intervals)}`,
          fix,
        }
      if (latest - end > quiet)
        return {
          ...base,
          verdict: 'partial',
          since: day(end),
          reason: `${source?.about ?? id} stop: ${span(intervals)}, other sources go on until ${day(latest - 1)}`,
          fix,
        }
      return { ...base, verdict: 'complete', reason: `${source?.about ?? id}: ${span(intervals)}` }
    })
  },
}
