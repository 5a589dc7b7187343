import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerPage } from '../../render/answer-page.js'
import { chartOf } from '../../render/chart/model.js'
import { svgChart } from '../../render/chart/svg.js'
import { terminalChart } from '../../render/chart/terminal.js'
import { csvCell } from './csv.js'
import type { Answer } from './format.js'
import { rowFormats } from './formats.js'

const answer: Answer = {
  columns: [
    { name: 'Time', type: 'datetime' },
    { name: 'Reads', type: 'long' },
    { name: 'Bag', type: 'dynamic' },
  ],
  rows: [
    { Time: '2026-03-02T00:00:00Z', Reads: 3, Bag: { a: [1] } },
    { Time: '2026-03-02T01:00:00Z', Reads: 2n ** 60n, Bag: null },
  ],
}

describe('an answer', () => {
  it('is one JSON object a row, longs beyond 2^53 as text', () => {
    expect(rowFormats.ndjson(answer)).toBe(
      '{"Time":"2026-03-02T00:00:00Z","Reads":3,"Bag":{"a":[1]}}\n{"Time":"2026-03-02T01:00:00Z","Reads":"1152921504606846976","Bag":null}\n',
    )
  })

  it('is CSV that no spreadsheet runs', () => {
    expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
    expect(csvCell('-12.5')).toBe('-12.5')
    fc.assert(
      fc.property(fc.string(), (text) => {
        const first = csvCell(text).replace(/^"/, '')[0] ?? ''
        expect('=@\t\r'.includes(first) && first !== '').toBe(false)
      }),
    )
  })

  it('keeps escape sequences out of the terminal', () => {
    const hostile = { columns: [{ name: 'S', type: 'string' }], rows: [{ S: '\u001b[2Jgone' }] }
    expect(rowFormats.table(hostile)).not.toContain('\u001b')
  })

  it('is a page in which nothing of the data is markup', () => {
    const hostile = {
      columns: [{ name: '<b>', type: 'string' }],
      rows: [{ '<b>': '<script>alert(1)</script>' }],
    }
    const render = { kind: 'table', properties: { title: 'Reads <b>' } }
    const page = answerPage(hostile, 'T | where a == "</pre><script>"', render)
    expect(page).toContain('<h1>Reads &#60;b&#62;</h1>')
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('<b>')
  })
})

describe('a rendered chart', () => {
  it('takes the time as x and the number as y', () => {
    const chart = chartOf({
      columns: answer.columns.slice(0, 2),
      rows: [
        { Time: '2026-03-02T00:00:00Z', Reads: 1 },
        { Time: '2026-03-02T01:00:00Z', Reads: 8 },
      ],
    })
    expect(chart?.series).toEqual([
      { name: 'Reads', points: [expect.objectContaining({ y: 1 }), expect.objectContaining({ y: 8 })] },
    ])
    expect(terminalChart(chart ?? { kind: 'time', xTitle: '', series: [] })).toBe('▂█  Reads\n')
  })

  it('makes one series for each name', () => {
    const columns = [
      { name: 'Time', type: 'datetime' },
      { name: 'App', type: 'string' },
      { name: 'Reads', type: 'long' },
    ]
    const rows = ['a', 'b'].map((App) => ({ Time: '2026-03-02T00:00:00Z', App, Reads: 1 }))
    expect(chartOf({ columns, rows })?.series.map((series) => series.name)).toEqual(['a', 'b'])
  })

  it('draws make-series lists', () => {
    const columns = [
      { name: 'Reads', type: 'dynamic' },
      { name: 'Time', type: 'dynamic' },
    ]
    const chart = chartOf({
      columns,
      rows: [{ Reads: [1, 2], Time: ['2026-03-02T00:00:00Z', '2026-03-02T01:00:00Z'] }],
    })
    expect(chart?.series[0]?.points.map((point) => point.y)).toEqual([1, 2])
  })

  it('shows bars over categories, and escapes their names', () => {
    const chart = chartOf({
      columns: [
        { name: 'App', type: 'string' },
        { name: 'Reads', type: 'long' },
      ],
      rows: [{ App: '<img>', Reads: 2 }],
    })
    if (!chart) throw new Error('no chart')
    expect(terminalChart(chart)).toContain('<img> ████████████████████████████████████████ 2')
    for (const kind of ['barchart', 'piechart', 'timechart', 'scatterchart', 'areachart'])
      expect(svgChart(chart, kind)).not.toContain('<img>')
  })
})
