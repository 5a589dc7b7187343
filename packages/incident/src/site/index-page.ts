import { metricsOf, showInterval } from '../metrics.js'
import type { IncidentPage } from '../model.js'
import { type Facet, facets, groupBy, slugOfValue, yearOf } from './facets.js'
import { type Html, html } from './html.js'
import { renderFrame } from './layout.js'

/** The list of all incidents with filters. Every row is in the page: scripts only hide. */
export function renderIndex(pages: readonly IncidentPage[]): string {
  const main = html`<h1>Cloud incidents</h1>
<p>What happened, what to learn, which log shows it, and a hunt that runs.</p>
<form id="filters" class="filters" role="search" hidden>
<div><label for="q">Search</label><input id="q" name="q" type="search" autocomplete="off"></div>
${facets.map((facet) => renderSelect(facet, pages))}
<div><label for="reset">Start over</label><button id="reset" type="reset">Clear filters</button></div>
</form>
<noscript><p class="notice">Filters need scripts; <a href="browse.html">browse by tag, provider, technique, fault side and year</a> does not.</p></noscript>
<p id="count" role="status" tabindex="-1">${pages.length === 1 ? '1 incident' : `${pages.length} incidents`}</p>
${renderList(pages, '')}
<p><button id="more" type="button" hidden>Show all</button></p>`
  return renderFrame(
    {
      title: 'Cloud incidents: Big Yellow Taxi',
      description:
        'An index of public cloud identity and mail incidents: sourced facts, lessons, logs and hunts.',
      root: '',
      scripts: ['search.js', 'index.js'],
    },
    main,
  )
}

const renderSelect = (facet: Facet, pages: readonly IncidentPage[]): Html =>
  html`<div><label for="f-${facet.id}">${facet.label}</label><select id="f-${facet.id}" name="${facet.id}"><option value="">any</option>${groupBy(
    pages,
    facet,
  ).map(
    ([value, group]) => html`<option value="${value}">${value} (${group.length})</option>`,
  )}</select></div>\n`

/** The rows of a list page. */
export function renderList(pages: readonly IncidentPage[], root: string): Html {
  const rows = pages.map((page) => renderRow(page, root))
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Incidents"><table class="list">
<thead><tr><th scope="col">Incident</th><th scope="col">Year</th><th scope="col">Disclosed</th><th scope="col">Fault side</th><th scope="col">Dwell</th><th scope="col">Hunt</th></tr></thead>
<tbody>
${rows}</tbody></table></div>`
}

/** Rows by page and root: a page stands in a list for each of its tags, and looks the same in all of them. */
const rowCache = new WeakMap<IncidentPage, Map<string, Html>>()

function renderRow(page: IncidentPage, root: string): Html {
  const known = rowCache.get(page) ?? new Map<string, Html>()
  const row = known.get(root) ?? renderFreshRow(page, root)
  rowCache.set(page, known.set(root, row))
  return row
}

function renderFreshRow({ slug, incident }: IncidentPage, root: string): Html {
  const data = facets.map((facet) => html` data-${facet.id}="${facet.values(incident).join('|')}"`)
  const hunt = incident.hunts?.length ? 'yes' : incident.no_customer_log ? 'no customer log' : 'no'
  return html`<tr data-slug="${slug}"${data}><td><a href="${root}incidents/${slug}/index.html">${incident.title}</a><br><span class="soft">${incident.victim}</span></td><td>${yearOf(incident)}</td><td class="date">${incident.disclosure_date ?? 'not known'}</td><td>${incident.fault}</td><td>${showInterval(metricsOf(incident).dwell)}</td><td>${hunt}</td></tr>\n`
}

/** All values of all facets: the way in without scripts. */
export function renderBrowse(pages: readonly IncidentPage[]): string {
  const sections = facets.map(
    (facet) => html`<h2>${facet.label}</h2>
<ul class="tags">${groupBy(pages, facet).map(
      ([value, group]) =>
        html`<li><a href="${facet.folder}/${slugOfValue(value)}/index.html">${value} (${group.length})</a></li>`,
    )}</ul>\n`,
  )
  const title = 'Browse incidents: Big Yellow Taxi'
  const frame = {
    title,
    description: 'Incidents by tag, provider, technique, fault side and year.',
    root: '',
  }
  return renderFrame(frame, html`<h1>Browse</h1>\n${sections}`)
}

/** The incidents of one tag, provider, technique, fault side or year. */
export function renderGroup(facet: Facet, value: string, pages: readonly IncidentPage[]): string {
  const title = `${facet.label}: ${value}`
  const feed = facet.id === 'tag' ? `tags/${slugOfValue(value)}/feed` : undefined
  const link = feed
    ? html`<p>New incidents of this tag: <a href="feed.xml">Atom</a>, <a href="feed.json">JSON Feed</a>.</p>\n`
    : ''
  return renderFrame(
    {
      title: `${title}: Big Yellow Taxi`,
      description: `Incidents, ${title}`,
      root: '../../',
      ...(feed ? { feed } : {}),
    },
    html`<h1>${title}</h1>\n${link}${renderList(pages, '../../')}`,
  )
}
