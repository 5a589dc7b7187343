import { readDated, showDated } from '../date/dated.js'
import type { IncidentEvent } from '../model.js'
import { type Html, html } from './html.js'

const width = 900
const rowHeight = 22
const left = 90
const right = 24

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
  // Years of background beside weeks of intrusion: a square root seen from the end keeps both legible.
  const isLong = last - first > 730
  const share = (day: number): number =>
    isLong ? 1 - Math.sqrt((last - day) / (last - first)) : (day - first) / Math.max(1, last - first)
  const place = (day: number): number => round(left + share(day) * (width - left - right))
  const drawn: Drawn[] = dated.map(({ event, reach }) => ({
    event,
    from: place(reach.first ?? reach.written.first),
    to: place(reach.last ?? reach.written.last),
  }))
  const height = drawn.length * rowHeight + 34
  return html`<svg class="timeline" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d">
<title id="${id}-t">Timeline</title><desc id="${id}-d">${drawn.length} events from ${showDated(dated[0]?.event.at ?? '')} to ${showDated(dated[dated.length - 1]?.event.at ?? '')}; the table below lists them.${isLong ? ' The axis is compressed towards the past.' : ''}</desc>
${drawn.map((item, i) => renderEvent(item, i))}<line class="axis" x1="${left}" x2="${width - right}" y1="${height - 22}" y2="${height - 22}"/>
<text x="${left}" y="${height - 6}">${showDated(dated[0]?.event.at ?? '')}</text><text x="${width - right}" y="${height - 6}" text-anchor="end">${showDated(dated[dated.length - 1]?.event.at ?? '')}</text>
</svg>`
}

const round = (value: number): number => Math.round(value * 10) / 10

function renderEvent({ event, from, to }: Drawn, index: number): Html {
  const y = index * rowHeight + 14
  const mark =
    to - from > 2
      ? html`<rect class="span" x="${from}" y="${y - 5}" width="${round(to - from)}" height="10" rx="3"/>`
      : html`<circle class="dot" cx="${from}" cy="${y}" r="5"/>`
  const text = `${event.kind}: ${event.text}`
  const short = text.length > 62 ? `${text.slice(0, 61)}…` : text
  // Six units a letter: where the words would run out of the drawing they stand before the mark.
  const isRight = to + 10 + short.length * 6.4 > width
  return html`<g><title>${text}</title><text x="0" y="${y + 4}">${showDated(event.at)}</text>${isRight ? '' : html`<line class="stem" x1="${left}" x2="${from}" y1="${y}" y2="${y}"/>`}${mark}<text x="${isRight ? from - 10 : to + 10}" y="${y + 4}"${isRight ? html` text-anchor="end"` : ''}>${short}</text></g>\n`
}
