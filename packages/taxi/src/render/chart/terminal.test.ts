import { expect, it } from 'vitest'
import { chartOf } from './model.js'
import { svgChart } from './svg.js'
import { terminalChart } from './terminal.js'

const series = (count: number) => {
  const columns = [
    { name: 't', type: 'datetime' as const },
    { name: 'n', type: 'long' as const },
  ]
  const rows = Array.from({ length: count }, (_, i) => ({
    t: new Date(i * 60_000).toISOString(),
    n: i === count - 1 ? 9 : 1,
  }))
  return chartOf({ columns, rows })
}

it('draws one sign a point, the greatest at the top', () => {
  const chart = series(4)
  expect(chart && terminalChart(chart)).toBe('▂▂▂█  n\n')
})

it('draws half a million points on one line of the screen, and as a picture', () => {
  const chart = series(500_000)
  if (!chart) throw new Error('no chart')
  const line = terminalChart(chart)
  expect(line.length).toBeLessThan(120)
  expect(line).toContain('█  n')
  expect(svgChart(chart, 'timechart')).toContain('<svg')
})

it('draws bars up to a screen and says how many more there are', () => {
  const columns = [
    { name: 'k', type: 'string' as const },
    { name: 'n', type: 'long' as const },
  ]
  const rows = Array.from({ length: 45 }, (_, i) => ({ k: `key \u001b[31m${i}`, n: i }))
  const chart = chartOf({ columns, rows })
  const text = chart ? terminalChart(chart) : ''
  expect(text).toContain('(and 15 more bars)')
  expect(text).not.toContain('\u001b')
})
