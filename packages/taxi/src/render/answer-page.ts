import type { Render } from '@bigyellowtaxi/kql'
import { type Answer, cellText } from '../output/rows/format.js'
import { chartOf } from './chart/model.js'
import { svgChart } from './chart/svg.js'
import { htmlText } from './html-text.js'

const style = `:root{color-scheme:light dark}body{font:14px system-ui,sans-serif;margin:2rem;max-width:80rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #8884;vertical-align:top;overflow-wrap:anywhere}
svg{width:100%;height:auto}svg text{font-size:12px;fill:currentColor}.grid{stroke:#8884}pre{overflow:auto;background:#8881;padding:.75rem}`

/** One self-contained page: the query, its chart where it renders one, its rows. */
export function answerPage(answer: Answer, query: string, render?: Render): string {
  const chartKind = render?.kind
  const title = render?.properties.title || 'Query'
  const chart = chartKind && chartKind !== 'table' ? chartOf(answer) : undefined
  const head = answer.columns.map(({ name }) => `<th scope="col">${htmlText(name)}</th>`).join('')
  const rows = answer.rows
    .map(
      (row) =>
        `<tr>${answer.columns.map(({ name }) => `<td>${htmlText(cellText(row[name]))}</td>`).join('')}</tr>`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Big Yellow Taxi: ${htmlText(title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>${style}</style></head>
<body><main><h1>${htmlText(title)}</h1><pre>${query.split('\n').map(htmlText).join('\n')}</pre>
${chart ? svgChart(chart, chartKind ?? '') : ''}
<p>${answer.rows.length} rows</p>
<table><thead><tr>${head}</tr></thead><tbody>
${rows}
</tbody></table></main></body></html>
`
}
