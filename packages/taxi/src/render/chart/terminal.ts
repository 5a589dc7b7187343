import { safeText } from '../../output/safe-text.js'
import { type Chart, extent, type Series } from './model.js'

const steps = '▁▂▃▄▅▆▇█'
const barWidth = 40
/** What fits on a screen; the table below the chart has the rest. */
const most = { columns: 100, bars: 30, series: 20 }

/** Neighbours share a column where there are more points than columns: the greatest of them is shown. */
function columnsOf(ys: readonly number[]): readonly number[] {
  const count = Math.min(ys.length, most.columns)
  const start = (i: number): number => Math.floor((i * ys.length) / count)
  return Array.from({ length: count }, (_, i) => extent(ys.slice(start(i), start(i + 1)))[1])
}

function sparkline({ points }: Series): string {
  const ys = points.map((point) => point.y)
  const [least, greatest] = extent(ys)
  const low = Math.min(0, least)
  const high = Math.max(greatest, low + 1)
  return columnsOf(ys)
    .map((y) => steps[Math.round(((y - low) / (high - low)) * (steps.length - 1))])
    .join('')
}

const more = (count: number, what: string): readonly string[] =>
  count > 0 ? [`(and ${count} more ${what})`] : []

function bars({ points }: Series): string {
  const shown = points.slice(0, most.bars)
  const [, longest] = extent(shown.map((point) => Math.abs(point.y)))
  const width = Math.min(30, extent(shown.map((point) => point.label.length))[1])
  const lines = shown.map(({ label, y }) => {
    const bar = '█'.repeat(Math.round((Math.abs(y) / Math.max(longest, 1)) * barWidth))
    return `${safeText(label).slice(0, width).padEnd(width)} ${bar} ${y}`
  })
  return [...lines, ...more(points.length - shown.length, 'bars')].join('\n')
}

/** The chart as characters: a sparkline over time, bars over categories. */
export function terminalChart(chart: Chart): string {
  const series = chart.series.filter(({ points }) => points.length > 0)
  const lines = series
    .slice(0, most.series)
    .map((one) =>
      chart.kind === 'category'
        ? `${safeText(one.name)}\n${bars(one)}`
        : `${sparkline(one)}  ${safeText(one.name)}`,
    )
  return `${[...lines, ...more(series.length - most.series, 'series')].join('\n')}\n`
}
