import { safeText } from '../../output/safe-text.js'
import type { Chart, Series } from './model.js'

const steps = '▁▂▃▄▅▆▇█'
const barWidth = 40

function sparkline({ points }: Series): string {
  const ys = points.map((point) => point.y)
  const low = Math.min(0, ...ys)
  const high = Math.max(...ys, low + 1)
  return ys.map((y) => steps[Math.round(((y - low) / (high - low)) * (steps.length - 1))]).join('')
}

function bars({ points }: Series): string {
  const most = Math.max(...points.map((point) => Math.abs(point.y)), 1)
  const width = Math.min(30, Math.max(...points.map((point) => point.label.length)))
  return points
    .map(
      ({ label, y }) =>
        `${safeText(label).slice(0, width).padEnd(width)} ${'█'.repeat(Math.round((Math.abs(y) / most) * barWidth))} ${y}`,
    )
    .join('\n')
}

/** The chart as characters: a sparkline over time, bars over categories. */
export const terminalChart = (chart: Chart): string =>
  chart.series
    .filter((series) => series.points.length > 0)
    .map((series) =>
      chart.kind === 'category'
        ? `${safeText(series.name)}\n${bars(series)}`
        : `${sparkline(series)}  ${safeText(series.name)}`,
    )
    .join('\n')
    .concat('\n')
