import { showDated } from '../date/dated.js'
import type { HuntRun } from '../hunt/check.js'
import { metricsOf, showInterval } from '../metrics.js'
import type { Coverage, Incident, IncidentPage } from '../model.js'
import { facets, slugOfValue } from './facets.js'
import { type Html, html, isWebUrl } from './html.js'
import { renderHunts } from './hunt-section.js'
import { renderFrame } from './layout.js'
import { renderMarkdown } from './markdown.js'
import { renderTimeline } from './timeline-svg.js'

export interface PageContext {
  readonly titles: ReadonlyMap<string, string>
  /** Runs of this build; undefined when the build was asked not to run hunts. */
  readonly runs: readonly HuntRun[] | undefined
}

/** The page of one incident. */
export function renderIncident(page: IncidentPage, context: PageContext): string {
  const { incident, slug } = page
  const main = html`<article>
<h1>${incident.title}</h1>
<p class="soft">${incident.id} · published ${incident.date.slice(0, 10)} · changed ${(incident.lastmod ?? incident.date).slice(0, 10)}</p>
${renderTags(incident)}
<p><strong>${incident.description}</strong></p>
${renderFacts(incident)}
${renderMarkdown(page.body)}
<h2 id="timeline">Timeline</h2>
${renderTimeline(incident.events, 'timeline-drawing')}
${renderEvents(incident)}
${renderClaims(incident)}
${renderLogs(incident)}
${renderHunts(page, context.runs)}
${renderTechniques(incident)}
${renderIocs(incident)}
${renderLessons(incident)}
${renderCoverage(incident)}
${renderRelated(incident, context.titles)}
<h2 id="revisions">Revisions</h2>
<ul>${incident.revisions.map((revision) => html`<li>${revision.on}: ${revision.text}</li>`)}</ul>
<p>As data: <a href="incident.json">JSON</a>, <a href="stix.json">STIX 2.1</a>, <a href="misp.json">MISP event</a>.</p>
</article>`
  return renderFrame(
    { title: `${incident.title}: Big Yellow Taxi`, description: incident.description, root: '../../' },
    main,
  ).replace('<html lang="en">', `<html lang="en" data-incident="${slug}">`)
}

const renderTags = (incident: Incident): Html =>
  html`<ul class="tags" aria-label="Filed under">${facets.flatMap((facet) =>
    facet
      .values(incident)
      .map(
        (value) =>
          html`<li><a href="../../${facet.folder}/${slugOfValue(value)}/index.html">${value}</a></li>`,
      ),
  )}</ul>`

function renderFacts(incident: Incident): Html {
  const metrics = metricsOf(incident)
  const { status } = incident
  const review = status.next_review ? `, to be reviewed ${status.next_review}` : ''
  const facts: [string, Html | string][] = [
    [
      'Victims',
      html`${incident.victims.map((victim, i) => html`${i > 0 ? '; ' : ''}${victim.name}${cite(incident, victim.sources)}`)}`,
    ],
    [
      'Actor',
      incident.actors?.length
        ? html`${incident.actors.map((actor, i) => html`${i > 0 ? '; ' : ''}${actor.name}${actor.aliases?.length ? ` (${actor.aliases.join(', ')})` : ''}, ${actor.confidence}${cite(incident, actor.sources)}`)}`
        : 'nobody named in public',
    ],
    ['Services', incident.services.join(', ')],
    ['Fault side', incident.fault],
    ['Status', `${status.state}, as of ${status.as_of}${review}`],
    ['Dwell (first access to detection)', showInterval(metrics.dwell)],
    ['Detection to containment', showInterval(metrics.detection_to_containment)],
    ['Detection to disclosure', showInterval(metrics.detection_to_disclosure)],
    ['Start to disclosure', showInterval(metrics.start_to_disclosure)],
    [
      'Sources',
      `${incident.coverage.length} from ${metrics.publishers} publishers, ${Math.round(metrics.primary_ratio * 100)} % primary`,
    ],
  ]
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`
}

/** Numbers that lead to the sources of a fact. */
const cite = (incident: Incident, ids: readonly string[]): Html =>
  html`<sup>${ids.map((id) => {
    const number = incident.coverage.findIndex((entry) => entry.id === id) + 1
    return html` <a href="#source-${id}" aria-label="source ${number}">[${number}]</a>`
  })}</sup>`

const renderEvents = (
  incident: Incident,
): Html => html`<div class="scroll" tabindex="0" role="region" aria-label="Events"><table>
<thead><tr><th scope="col">Date</th><th scope="col">Kind</th><th scope="col">Event</th></tr></thead>
<tbody>
${incident.events.map((event) => html`<tr><td class="date">${showDated(event.at)}</td><td>${event.kind}</td><td>${event.text}${cite(incident, event.sources)}</td></tr>\n`)}</tbody></table></div>`

function renderClaims(incident: Incident): Html {
  if (!incident.claims?.length) return html``
  const items = incident.claims.map((claim) => {
    const next = incident.claims?.find((other) => other.id === claim.superseded_by)
    const state = next
      ? html` <strong>Superseded</strong>${claim.superseded_on ? ` on ${claim.superseded_on}` : ''} by: <a href="#claim-${next.id}">${next.text.slice(0, 60)}…</a>`
      : html` <span class="soft">(${claim.confidence}${claim.asserted ? `, said ${claim.asserted}` : ''})</span>`
    return html`<li id="claim-${claim.id}"${next ? html` class="superseded"` : ''}><span class="text">${claim.text}</span>${cite(incident, claim.sources)}${state}</li>\n`
  })
  return html`<h2 id="claims">Claims, and what became of them</h2>\n<ul>${items}</ul>`
}

function renderLogs(incident: Incident): Html {
  const answer = incident.no_customer_log
    ? html`<p class="notice">No customer log shows this. ${incident.no_customer_log.statement}${cite(incident, incident.no_customer_log.sources)}</p>\n`
    : ''
  const rows = incident.logs_needed.map(
    (log) =>
      html`<tr><td>${log.source}</td><td>${log.operation}</td><td>${log.tier}${log.tier_then ? `; at the time: ${log.tier_then}` : ''}</td><td>${log.note ?? ''}${log.sources ? cite(incident, log.sources) : ''}</td></tr>\n`,
  )
  const table = rows.length
    ? html`<div class="scroll" tabindex="0" role="region" aria-label="Logs needed"><table><thead><tr><th scope="col">Log</th><th scope="col">Operation</th><th scope="col">Licence tier</th><th scope="col">Note</th></tr></thead><tbody>
${rows}</tbody></table></div>\n<p><strong><a href="../../logs.html">Can you see this?</a></strong> <code>taxi readiness</code> tells from your own exports whether these records exist for your mailboxes, and what would have to change.</p>`
    : ''
  return html`<h2 id="logs">Logs needed</h2>\n${answer}${table}`
}

function renderTechniques(incident: Incident): Html {
  if (!incident.techniques?.length) return html``
  return html`<h2 id="techniques">Techniques</h2>\n<ul>${incident.techniques.map((technique) => html`<li><a href="https://attack.mitre.org/techniques/${technique.id.replace('.', '/')}/">${technique.id}${technique.name ? ` ${technique.name}` : ''}</a>: ${technique.evidence}${cite(incident, technique.sources)}</li>\n`)}</ul>`
}

function renderIocs(incident: Incident): Html {
  if (!incident.iocs?.length) return html``
  const rows = incident.iocs.map(
    (ioc) =>
      html`<tr><td>${ioc.type}</td><td><code>${ioc.value}</code></td><td>${ioc.first_seen ?? ''}${ioc.last_seen ? ` to ${ioc.last_seen}` : ''}</td><td>${ioc.note ?? ''}${ioc.sweep === false ? ' Not swept for: it proves nothing alone.' : ''}${cite(incident, [ioc.source])}</td></tr>\n`,
  )
  return html`<h2 id="iocs">Indicators</h2>
<details><summary>${incident.iocs.length} indicators, each only good inside its days</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Indicators"><table><thead><tr><th scope="col">Type</th><th scope="col">Value</th><th scope="col">Seen</th><th scope="col">Note</th></tr></thead><tbody>
${rows}</tbody></table></div></details>`
}

const renderLessons = (incident: Incident): Html =>
  html`<h2 id="lessons">Lessons</h2>\n<ul>${incident.lessons.map((lesson) => html`<li>${lesson.control ? html`<strong>${lesson.control}.</strong> ` : ''}${lesson.text} <span class="soft">(${lesson.owner})</span>${lesson.sources ? cite(incident, lesson.sources) : ''}</li>\n`)}</ul>`

function renderCoverage(incident: Incident): Html {
  const link = (entry: Coverage) =>
    isWebUrl(entry.url) ? html`<a href="${entry.url}">${entry.title}</a>` : html`${entry.title}`
  const items = incident.coverage.map(
    (entry) =>
      html`<li id="source-${entry.id}">${entry.publisher}: ${link(entry)}, ${entry.published}${entry.primary ? ' (primary)' : ''}${entry.archive_url && isWebUrl(entry.archive_url) ? html` · <a href="${entry.archive_url}">archived copy of “${entry.title}”</a>` : ''}${entry.sha256 ? html` · SHA-256 <code>${entry.sha256}</code>` : ''}</li>\n`,
  )
  return html`<h2 id="coverage">Coverage</h2>\n<ol>${items}</ol>`
}

function renderRelated(incident: Incident, titles: ReadonlyMap<string, string>): Html {
  const known = (incident.related ?? []).filter(({ slug }) => titles.has(slug))
  if (known.length === 0) return html``
  return html`<h2 id="related">Related</h2>\n<ul>${known.map(({ slug, why }) => html`<li><a href="../${slug}/index.html">${titles.get(slug)}</a>: ${why}</li>\n`)}</ul>`
}
