import type { IncidentPage, LogNeeded } from '../model.js'
import { html } from './html.js'
import { renderFrame } from './layout.js'

/** Which log shows which incident: the question "can you see this?" asked of all of them at once. */
export function renderLogs(pages: readonly IncidentPage[]): string {
  const groups = new Map<string, { log: LogNeeded; pages: IncidentPage[] }>()
  for (const page of pages)
    for (const log of page.incident.logs_needed) {
      const key = `${log.source}: ${log.operation}`
      const group = groups.get(key) ?? { log, pages: [] }
      groups.set(key, { log: group.log, pages: [...group.pages, page] })
    }
  const rows = [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([, { log, pages: needed }]) =>
        html`<tr><td>${log.source}</td><td>${log.operation}</td><td>${log.tier}</td><td>${needed.map((page, i) => html`${i > 0 ? ', ' : ''}<a href="incidents/${page.slug}/index.html#logs">${page.incident.title}</a>`)}</td></tr>\n`,
    )
  const blind = pages.filter((page) => page.incident.no_customer_log)
  const main = html`<h1>Can you see this?</h1>
<p>The logs that show these incidents, and the licence that brings them. Whether <em>your</em> mailboxes have them, today and on the days that matter, is not on this page: your exports tell.</p>
<pre><code>taxi readiness --workspace DIR
taxi readiness replay --workspace DIR</code></pre>
<div class="scroll" tabindex="0" role="region" aria-label="Logs"><table>
<thead><tr><th scope="col">Log</th><th scope="col">Operation</th><th scope="col">Licence tier</th><th scope="col">Incidents</th></tr></thead>
<tbody>
${rows}</tbody></table></div>
${blind.length ? html`<h2>What no customer log shows</h2>\n<ul>${blind.map((page) => html`<li><a href="incidents/${page.slug}/index.html#logs">${page.incident.title}</a>: ${page.incident.no_customer_log?.statement}</li>\n`)}</ul>` : ''}`
  const frame = {
    title: 'Can you see this? Big Yellow Taxi',
    description: 'Which log shows which incident, and which licence brings it.',
    root: '',
  }
  return renderFrame(frame, main)
}
