import { type Reach, readDated, showDated } from '../date/dated.js'
import type { EventKind, IncidentEvent } from '../model.js'
import { type Html, html } from './html.js'

const width = 900
const rowHeight = 22
const left = 90
const right = 24

interface Placed {
  readonly event: IncidentEvent
  readonly reach: Reach
}

interface Drawn {
  readonly event: IncidentEvent
  readonly from: number
  readonly to: number
}

/**
 * Events drawn on a time axis: a dot for a day, a bar for anything less exact. The table below it says the same in
 * words, so the drawing is one image to a screen reader.
 */
export function renderTimeline(events: readonly IncidentEvent[], id: string): Html {
  const dated = events.flatMap((event) => {
    const reach = readDated(event.at)
    return reach ? [{ event, reach }] : []
  })
  if (dated.length < 2) return html``
  const first = Math.min(...dated.map(({ reach }) => reach.first ?? reach.written.first))
  const last = Math.max(...dated.map(({ reach }) => reach.last ?? reach.written.last))
  const core = coreOf(dated, first, last)
  const share = (day: number): number => shareOfAxis(day, { first, last, core })
  const place = (day: number): number => round(left + share(day) * (width - left - right))
  const drawn: Drawn[] = dated.map(({ event, reach }) => ({
    event,
    from: place(reach.first ?? reach.written.first),
    to: place(reach.last ?? reach.written.last),
  }))
  const height = drawn.length * rowHeight + 34
  return html`<svg class="timeline" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d">
<title id="${id}-t">Timeline</title><desc id="${id}-d">${drawn.length} events from ${showDated(dated[0]?.event.at ?? '')} to ${showDated(dated[dated.length - 1]?.event.at ?? '')}; the table below lists them.${core ? ' The years before and after are compressed.' : ''}</desc>
${drawn.map((item, i) => renderEvent(item, i))}<line class="axis" x1="${left}" x2="${width - right}" y1="${height - 22}" y2="${height - 22}"/>
<text x="${left}" y="${height - 6}">${showDated(dated[0]?.event.at ?? '')}</text><text x="${width - right}" y="${height - 6}" text-anchor="end">${showDated(dated[dated.length - 1]?.event.at ?? '')}</text>
</svg>`
}

interface Axis {
  readonly first: number
  readonly last: number
  readonly core: readonly [from: number, to: number] | undefined
}

/** What an intrusion is made of, apart from its history and its aftermath. */
const coreKinds: ReadonlySet<EventKind> = new Set([
  'access-start',
  'detected',
  'reported',
  'contained',
  'access-end',
  'credential-revoked',
])

/** The days of the intrusion itself, where years before or after would leave them no room. */
function coreOf(dated: readonly Placed[], first: number, last: number): Axis['core'] {
  const inside = dated.filter(({ event }) => coreKinds.has(event.kind))
  const from = Math.min(...inside.map(({ reach }) => reach.first ?? reach.written.first))
  const to = Math.max(...inside.map(({ reach }) => reach.last ?? reach.written.last))
  return inside.length > 1 && last - first > 4 * Math.max(90, to - from) ? [from, to] : undefined
}

/** Where a day stands between 0 and 1: the core takes half of the axis, what is around it less the further it is. */
function shareOfAxis(day: number, { first, last, core }: Axis): number {
  if (!core) return (day - first) / Math.max(1, last - first)
  const [from, to] = core
  const before = from > first ? (to < last ? 0.25 : 0.5) : 0
  const after = to < last ? (from > first ? 0.25 : 0.5) : 0
  if (day < from) return before * (1 - Math.sqrt((from - day) / (from - first)))
  if (day > to) return 1 - after * (1 - Math.sqrt((day - to) / (last - to)))
  return before + ((day - from) / Math.max(1, to - from)) * (1 - before - after)
}

const round = (value: number): number => Math.round(value * 10) / 10

function renderEvent({ event, from, to }: Drawn, index: number): Html {
  const y = index * rowHeight + 14
  const mark =
    to - from > 2
      ? html`<rect class="span" x="${from}" y="${y - 5}" width="${round(to - from)}" height="10" rx="3"/>`
      : html`<circle class="dot" cx="${from}" cy="${y}" r="5"/>`
  const text = `${event.kind}: ${event.text}`
  const roomRight = width - to - 10
  const isRight =
    roomRight >= Math.min(text.length, longestLabel) * letterWidth || roomRight >= from - 10 - left
  const label = shortened(text, (isRight ? roomRight : from - 10 - left) / letterWidth)
  const words = isRight
    ? html`<line class="stem" x1="${left}" x2="${from}" y1="${y}" y2="${y}"/>${mark}<text x="${to + 10}" y="${y + 4}">${label}</text>`
    : html`${mark}<text x="${from - 10}" y="${y + 4}" text-anchor="end">${label}</text>`
  return html`<g><title>${text}</title><text x="0" y="${y + 4}">${showDated(event.at)}</text>${words}</g>\n`
}

/** Letters of the drawing's font are 6 to 7 units wide; words never run into the dates or out of the drawing. */
const letterWidth = 6.6
const longestLabel = 62

function shortened(text: string, room: number): string {
  const most = Math.max(4, Math.min(longestLabel, Math.floor(room)))
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
