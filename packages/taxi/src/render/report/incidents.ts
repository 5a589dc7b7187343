import type { Report } from '@bigyellowtaxi/core'
import { count, plural, type TimeFormat } from './format.js'
import { type Html, html } from './html.js'
import type { Refs } from './refs.js'
import { label } from './table.js'

type Incident = Report['incidents'][number]
type Finding = Report['findings'][number]

const contextLinks = (ids: readonly string[]): Html => {
  const link = (id: string): Html => html`<a href="#${id}">${id}</a> `
  return html`${ids.slice(0, 6).map(link)}${
    ids.length > 6 &&
    html`<details class="more"><summary>+${ids.length - 6}</summary>${ids.slice(6).map(link)}</details>`
  }`
}

const ruleOf = (id: string): string => id.split('-').slice(0, 2).join('-')

/** Lists by rule, in the order of their first members. */
function grouped<T>(
  items: readonly T[],
  rule: (item: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(rule(item), [...(groups.get(rule(item)) ?? []), item])
  return [...groups]
}

/** A rule's one finding as a link, several behind their number: an incident may rest on hundreds. */
const findingLinks = (ids: readonly string[]): Html =>
  html`${grouped(ids, ruleOf).map(([rule, own]) =>
    own.length === 1
      ? html`<a href="#${own[0] ?? ''}">${rule}</a> `
      : html`<details class="more"><summary>${rule} ×${own.length}</summary>${own.map((id) => html`<a href="#${id}">${id}</a> `)}</details> `,
  )}`

const exposure = ({ exposed }: Incident): string =>
  [
    `${plural(exposed.read, 'message')} read`,
    exposed.presumed > 0 && `${count(exposed.presumed)} presumed copied`,
    exposed.possible > 0 && `${count(exposed.possible)} possible`,
  ]
    .filter(Boolean)
    .join(', ')

const incidentCard = (incident: Incident, time: TimeFormat, refs: Refs): Html => html`
<article class="card ${incident.severity}" id="${incident.id}"><h3>${label(incident.severity)} ${incident.title}</h3>
<p class="soft">${time.time(incident.first)} to ${time.time(incident.last)} · ${plural(incident.mailboxes.length, 'mailbox', 'mailboxes')} · score ${incident.score} · <code>${incident.id}</code></p>
<dl><dt>Exposed</dt><dd>${exposure(incident)}</dd>
<dt>Mailboxes</dt><dd>${incident.mailboxes.length > 0 ? incident.mailboxes.join(', ') : 'the whole tenant'}</dd>
<dt>Score</dt><dd><ul>${incident.reasons.map((reason) => html`<li>${reason}</li>`)}</ul></dd>
<dt>Contexts</dt><dd>${incident.contexts.length > 0 ? contextLinks(incident.contexts) : html`<span class="faint">none touched mail</span>`}</dd>
<dt>Techniques</dt><dd>${incident.techniques.join(', ')}</dd>
<dt>Findings</dt><dd>${findingLinks(incident.findings)}</dd>
<dt>Evidence</dt><dd>${refs.links(incident.evidence)}</dd></dl></article>`

/** Each incident as a card; none is said in words, never as an empty space. */
export const incidentCards = (report: Report, time: TimeFormat, refs: Refs): Html =>
  report.incidents.length === 0
    ? html`<p>No incident: ${report.findings.length === 0 ? 'the rules that could be evaluated found nothing' : 'no findings join to a score of 60'}.</p>`
    : html`${report.incidents.map((incident) => incidentCard(incident, time, refs))}`

const findingCard = (finding: Finding, time: TimeFormat, refs: Refs): Html => html`
<article class="card ${finding.severity}" id="${finding.id}"><h3>${label(finding.severity)} ${finding.rule} ${finding.title}</h3>
<p class="soft">${time.time(finding.first)}${finding.last !== finding.first && html` to ${time.time(finding.last)}`} · ${finding.mailboxes.join(', ') || 'the whole tenant'} · <code>${finding.id}</code></p>
<ul>${finding.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>
<p>${finding.contexts.length > 0 && html`Contexts ${contextLinks(finding.contexts)} · `}Evidence ${refs.links(finding.evidence)}</p></article>`

const severe = ['High', 'Medium', 'Low', 'Informational']
const maxFindings = 300

/** A rule's findings look alike: the first ones stand open, links to the others open the rest. */
const openCards = 2

function ruleCards(rule: string, own: readonly Finding[], card: (finding: Finding) => Html): Html {
  const rest = own.slice(openCards)
  return html`${own.slice(0, openCards).map(card)}${rest.length > 0 && html`<details class="rest"><summary>${plural(rest.length, 'more finding')} of ${rule} ${rest[0]?.title ?? ''}</summary>${rest.map(card)}</details>`}`
}

/** The heaviest findings first. */
export function findingCards(report: Report, time: TimeFormat, refs: Refs): Html {
  if (report.findings.length === 0)
    return html`<p>No finding. See <a href="#rules">which rules could be evaluated</a> before concluding anything from that.</p>`
  const ordered = [...report.findings].sort(
    (a, b) =>
      severe.indexOf(a.severity) - severe.indexOf(b.severity) ||
      b.points - a.points ||
      (a.first + a.id < b.first + b.id ? -1 : 1),
  )
  const more = ordered.length - maxFindings
  const card = (finding: Finding): Html => findingCard(finding, time, refs)
  const groups = grouped(ordered.slice(0, maxFindings), (finding) => finding.rule)
  return html`${groups.map(([rule, own]) => ruleCards(rule, own, card))}${more > 0 && html`<p class="soft">${count(more)} more in report.json.</p>`}`
}
