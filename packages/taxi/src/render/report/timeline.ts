import type { Report } from '@bigyellowtaxi/core'
import { count, hourLabel } from './format.js'
import { type Html, html } from './html.js'

const width = 1180
const height = 190
const margin = { left: 46, right: 8, top: 8, bottom: 24 }

const stepMs = { hour: 3_600_000, day: 86_400_000 } as const

/** 1, 2 or 5 times a power of ten, at least `n`. */
export function roundUp(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)))
  const factor = [1, 2, 5, 10].find((one) => one * power >= n) ?? 10
  return factor * power
}

const titleOf = (step: Report['timeline']['steps'][number], unit: 'hour' | 'day'): string =>
  `${unit === 'day' ? step.at.slice(0, 10) : `${step.at.slice(0, 10)} ${hourLabel(step.at)}`} UTC: ${count(step.reads)} reads, ${count(step.suspect)} by suspect contexts, ${count(step.service)} by service REST`

/** Reads over time as stacked bars: suspect at the bottom, where the eye looks first. */
export function timelineSvg({ timeline }: Report): Html {
  const { unit, steps } = timeline
  const first = steps[0]
  const last = steps.at(-1)
  if (!first || !last) return html`<p class="soft">No access to mail is on record.</p>`
  const start = Date.parse(first.at)
  const slots = Math.round((Date.parse(last.at) - start) / stepMs[unit]) + 1
  const slot = (width - margin.left - margin.right) / slots
  const bar = Math.max(1, Math.min(26, slot * 0.8))
  const top = roundUp(Math.max(...steps.map((step) => step.reads)))
  const scale = (height - margin.top - margin.bottom) / top
  const x = (at: string): number =>
    margin.left + ((Date.parse(at) - start) / stepMs[unit] + 0.5) * slot - bar / 2
  const bars = steps.map((step) => {
    const parts = [
      ['b-suspect', step.suspect],
      ['b-interactive', step.reads - step.suspect - step.service],
      ['b-service', step.service],
    ] as const
    let base = height - margin.bottom
    const rects = parts.map(([name, value]) => {
      const size = value > 0 ? Math.max(1, value * scale) : 0
      base -= size
      return size > 0
        ? html`<rect class="${name}" x="${x(step.at).toFixed(1)}" y="${base.toFixed(1)}" width="${bar.toFixed(1)}" height="${size.toFixed(1)}"/>`
        : html``
    })
    return html`<g><title>${titleOf(step, unit)}</title>${rects}</g>\n`
  })
  const lines = [0, 0.5, 1].map((share) => {
    const y = height - margin.bottom - share * top * scale
    return html`<line class="axis" x1="${margin.left}" x2="${width - margin.right}" y1="${y}" y2="${y}"/><text x="${margin.left - 6}" y="${y + 4}" text-anchor="end">${count(share * top)}</text>`
  })
  const every = Math.max(1, Math.ceil(slots / 12))
  const ticks = Array.from({ length: Math.ceil(slots / every) }, (_, i) => {
    const at = new Date(start + i * every * stepMs[unit]).toISOString()
    const text = unit === 'day' ? at.slice(0, 10) : `${at.slice(5, 10)} ${hourLabel(at)}`
    return html`<text x="${(x(at) + bar / 2).toFixed(1)}" y="${height - 8}" text-anchor="${i === 0 ? 'start' : 'middle'}">${text}</text>`
  })
  return html`<div class="card"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Read records over time">
${lines}${bars}${ticks}</svg>
<ul class="key">${[
    ['b-suspect', 'suspect contexts (part of an incident, or of a finding of high severity)'],
    ['b-interactive', 'other interactive clients'],
    ['b-service', 'service REST, system and unknown clients'],
  ].map(
    ([name, text]) =>
      html`<li><svg width="11" height="11" aria-hidden="true"><rect class="${name}" width="11" height="11"/></svg>${text}</li>`,
  )}</ul></div>`
}
