import { scaleLinear, scaleUtc } from 'd3-scale'
import { arc, area, line, pie } from 'd3-shape'
import { htmlText } from '../html-text.js'
import { type Chart, extent, type Point } from './model.js'

const width = 960
const height = 360
const margin = { left: 64, right: 16, top: 12, bottom: 40 }
const plotWidth = width - margin.left - margin.right

const colour = (i: number): string => `hsl(${(45 + i * 137) % 360} 70% 45%)`
const px = (n: number): string => n.toFixed(1)

interface Scales {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly xTicks: readonly { readonly at: number; readonly label: string }[]
  readonly yTicks: readonly number[]
}

function scalesOf(chart: Chart): Scales {
  const points = chart.series.flatMap((series) => series.points)
  const [first, last] = extent(points.map((point) => point.x))
  const [low, high] = extent(points.map((point) => point.y))
  const y = scaleLinear([Math.min(0, low), Math.max(1, high)], [height - margin.bottom, margin.top]).nice()
  const range = [margin.left, width - margin.right] as const
  if (chart.kind === 'time') {
    const x = scaleUtc([new Date(first), new Date(last)], range)
    const format = x.tickFormat(8)
    return {
      x: (v) => x(v),
      y,
      xTicks: x.ticks(8).map((tick) => ({ at: x(tick), label: format(tick) })),
      yTicks: y.ticks(5),
    }
  }
  if (chart.kind === 'number') {
    const x = scaleLinear([first, last], range)
    return {
      x,
      y,
      xTicks: x.ticks(8).map((tick) => ({ at: x(tick), label: String(tick) })),
      yTicks: y.ticks(5),
    }
  }
  const labels = new Map(points.map((point) => [point.x, point.label]))
  const slot = plotWidth / Math.max(1, labels.size)
  const x = (v: number) => margin.left + (v + 0.5) * slot
  const shown = Math.ceil(labels.size / 12)
  const xTicks = [...labels]
    .filter(([at]) => at % shown === 0)
    .map(([at, label]) => ({ at: x(at), label: label.length > 14 ? `${label.slice(0, 13)}…` : label }))
  return { x, y, xTicks, yTicks: y.ticks(5) }
}

function axes(scales: Scales, chart: Chart): string {
  const grid = scales.yTicks.map((tick) => {
    const y = px(scales.y(tick))
    return `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y}" y2="${y}" class="grid"/><text x="${margin.left - 6}" y="${y}" dy="4" text-anchor="end">${tick}</text>`
  })
  const ticks = scales.xTicks.map(
    ({ at, label }) =>
      `<text x="${px(at)}" y="${height - margin.bottom + 18}" text-anchor="middle">${htmlText(label)}</text>`,
  )
  return `${grid.join('')}${ticks.join('')}<text x="${width / 2}" y="${height - 4}" text-anchor="middle">${htmlText(chart.xTitle)}</text>`
}

const titled = (point: Point, shape: string, fill: string): string =>
  `<g fill="${fill}"><title>${htmlText(`${point.label}: ${point.y}`)}</title>${shape}</g>`

type Draw = (chart: Chart, scales: Scales) => string

const lines: Draw = (chart, { x, y }) =>
  chart.series
    .map(
      ({ points }, i) =>
        `<path fill="none" stroke="${colour(i)}" stroke-width="2" d="${
          line<Point>(
            (p) => x(p.x),
            (p) => y(p.y),
          )([...points]) ?? ''
        }"/>`,
    )
    .join('')

const areas: Draw = (chart, { x, y }) =>
  chart.series
    .map(
      ({ points }, i) =>
        `<path fill="${colour(i)}" fill-opacity="0.4" d="${
          area<Point>(
            (p) => x(p.x),
            y(0),
            (p) => y(p.y),
          )([...points]) ?? ''
        }"/>`,
    )
    .join('')

const columns: Draw = (chart, { x, y }) => {
  const slots = Math.max(
    1,
    new Set(chart.series.flatMap((series) => series.points.map((point) => point.x))).size,
  )
  const wide = Math.max(1, (plotWidth / slots) * 0.8)
  const one = wide / Math.max(1, chart.series.length)
  return chart.series
    .map(({ points }, i) =>
      points
        .map((point) => {
          const top = Math.min(y(point.y), y(0))
          const shape = `<rect x="${px(x(point.x) - wide / 2 + i * one)}" y="${px(top)}" width="${px(one)}" height="${px(Math.abs(y(point.y) - y(0)))}"/>`
          return titled(point, shape, colour(i))
        })
        .join(''),
    )
    .join('')
}

const dots: Draw = (chart, { x, y }) =>
  chart.series
    .map(({ points }, i) =>
      points
        .map((point) =>
          titled(point, `<circle cx="${px(x(point.x))}" cy="${px(y(point.y))}" r="3"/>`, colour(i)),
        )
        .join(''),
    )
    .join('')

function slices(chart: Chart): string {
  const points = chart.series[0]?.points ?? []
  const shape = arc<{ startAngle: number; endAngle: number }>().innerRadius(0).outerRadius(150)
  const drawn = pie<Point>()
    .value((point) => Math.max(0, point.y))
    .sort(null)([...points])
  return `<g transform="translate(${width / 2} ${height / 2})">${drawn.map((slice, i) => titled(slice.data, `<path d="${shape(slice) ?? ''}"/>`, colour(i))).join('')}</g>`
}

const draws: Readonly<Record<string, Draw>> = {
  timechart: lines,
  linechart: lines,
  anomalychart: lines,
  areachart: areas,
  stackedareachart: areas,
  barchart: columns,
  columnchart: columns,
  scatterchart: dots,
}

function legend(chart: Chart): string {
  const names = chart.series.length > 1 ? chart.series.map((series) => series.name) : []
  return names
    .slice(0, 20)
    .map((name, i) => `<span style="color:${colour(i)}">■</span> ${htmlText(name)}`)
    .join(' &nbsp; ')
}

/** The chart as a piece of HTML: an SVG and its legend, no script, no outside request. Unknown kinds are drawn as lines. */
export function svgChart(chart: Chart, kind: string): string {
  const body = kind === 'piechart' ? slices(chart) : drawn(chart, draws[kind] ?? lines)
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${htmlText(kind)}">${body}</svg><p class="legend">${legend(chart)}</p>`
}

function drawn(chart: Chart, draw: Draw): string {
  const scales = scalesOf(chart)
  return axes(scales, chart) + draw(chart, scales)
}
