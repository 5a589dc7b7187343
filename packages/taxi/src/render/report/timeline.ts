import type { Report } from '@bigyellowtaxi/core'
import { count, hourLabel } from './format.js'
import { type Html, html } from './html.js'

type Step = Report['timeline']['steps'][number]

const width = 1180
const margin = { left: 46, right: 8 }
const stepMs = { hour: 3_600_000, day: 86_400_000 } as const

const factors = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]

/** A round number not below `n`, for the top of a scale. */
export function roundUp(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)))
  const top = factors.map((factor) => factor * power).find((one) => one >= n) ?? 10 * power
  return Math.max(2, Math.ceil(top))
}

const titleOf = (step: Step, unit: 'hour' | 'day'): string =>
  `${unit === 'day' ? step.at.slice(0, 10) : `${step.at.slice(0, 10)} ${hourLabel(step.at)}`} UTC: ${count(step.reads)} read records, ${count(step.suspect)} by suspect contexts, ${count(step.service)} by service REST`

interface Panel {
  readonly top: number
  readonly height: number
  readonly caption: string
  /** Bars from the bottom up. */
  readonly layers: readonly { readonly name: string; readonly of: (step: Step) => number }[]
}

const everybody: Panel = {
  top: 16,
  height: 130,
  caption: 'all contexts',
  layers: [
    { name: 'b-suspect', of: (step) => step.suspect },
    { name: 'b-interactive', of: (step) => step.reads - step.suspect - step.service },
    { name: 'b-service', of: (step) => step.service },
  ],
}

/** On its own scale: a dozen reads among hundreds would be a line nobody sees. */
const suspects: Panel = {
  top: 176,
  height: 60,
  caption: 'suspect contexts alone',
  layers: [{ name: 'b-suspect', of: (step) => step.suspect }],
}

interface Axis {
  readonly unit: 'hour' | 'day'
  readonly x: (at: string) => number
  readonly bar: number
}

function panelSvg(panel: Panel, steps: readonly Step[], axis: Axis): Html {
  const sums = steps.map((step) => panel.layers.reduce((sum, layer) => sum + layer.of(step), 0))
  const top = roundUp(Math.max(...sums))
  const bottom = panel.top + panel.height
  const scale = panel.height / top
  const bars = steps.map((step) => {
    let base = bottom
    const rects = panel.layers.map(({ name, of }) => {
      const size = of(step) > 0 ? Math.max(1, of(step) * scale) : 0
      base -= size
      return (
        size > 0 &&
        html`<rect class="${name}" x="${axis.x(step.at).toFixed(1)}" y="${base.toFixed(1)}" width="${axis.bar.toFixed(1)}" height="${size.toFixed(1)}"/>`
      )
    })
    return html`<g><title>${titleOf(step, axis.unit)}</title>${rects}</g>\n`
  })
  const lines = [0, 0.5, 1].map((share) => {
    const y = (bottom - share * panel.height).toFixed(1)
    return html`<line class="axis" x1="${margin.left}" x2="${width - margin.right}" y1="${y}" y2="${y}"/><text x="${margin.left - 6}" y="${y}" dy="4" text-anchor="end">${count(share * top)}</text>`
  })
  return html`${lines}<text x="${margin.left + 4}" y="${panel.top - 5}">${panel.caption}</text>${bars}`
}

/** Reads over time as stacked bars, and those of suspects again below on a scale of their own. */
export function timelineSvg({ timeline }: Report): Html {
  const { unit, steps } = timeline
  const first = steps[0]
  const last = steps.at(-1)
  if (!first || !last) return html`<p class="soft">No access to mail is on record.</p>`
  const start = Date.parse(first.at)
  const slots = Math.round((Date.parse(last.at) - start) / stepMs[unit]) + 1
  const slot = (width - margin.left - margin.right) / slots
  const bar = Math.max(1, Math.min(26, slot * 0.8))
  const axis: Axis = {
    unit,
    bar,
    x: (at) => margin.left + ((Date.parse(at) - start) / stepMs[unit] + 0.5) * slot - bar / 2,
  }
  const panels = steps.some((step) => step.suspect > 0) ? [everybody, suspects] : [everybody]
  const bottom = Math.max(...panels.map((panel) => panel.top + panel.height))
  const every = Math.max(1, Math.ceil(slots / 11))
  const ticks = Array.from({ length: Math.ceil(slots / every) }, (_, i) => {
    const at = new Date(start + i * every * stepMs[unit]).toISOString()
    const text = unit === 'day' ? at.slice(0, 10) : `${at.slice(5, 10)} ${hourLabel(at)}`
    const x = Math.min(Math.max(axis.x(at) + bar / 2, margin.left + 28), width - 34)
    return html`<text x="${x.toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${text}</text>`
  })
  return html`<div class="card"><div class="scrollx"><svg class="chart" viewBox="0 0 ${width} ${bottom + 22}" role="img" aria-label="Read records over time">
${panels.map((panel) => panelSvg(panel, steps, axis))}${ticks}</svg></div>
<ul class="key">${[
    ['b-suspect', 'suspect contexts: those an incident rests on, or a finding of high severity'],
    ['b-interactive', 'other interactive clients'],
    ['b-service', 'service REST, system and unknown clients'],
  ].map(
    ([name, text]) =>
      html`<li><svg width="11" height="11" aria-hidden="true"><rect class="${name}" width="11" height="11"/></svg>${text}</li>`,
  )}</ul></div>`
}
