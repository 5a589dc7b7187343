import { createHash } from 'node:crypto'
import type { Report } from '@bigyellowtaxi/core'
import { containment, evidenceTable, inputsTable, method, outcomesTable } from './annex.js'
import { contextsTable } from './contexts.js'
import { count, plural, type TimeFormat, timeFormat } from './format.js'
import { heatmapSvg } from './heatmap.js'
import { type Html, html, trusted } from './html.js'
import { findingCards, incidentCards } from './incidents.js'
import { linksTables } from './links.js'
import { foldersTable, gapsTable, mailboxesTable } from './mailboxes.js'
import { messagesTable } from './messages.js'
import { evidenceRefs, type Refs } from './refs.js'
import { script } from './script.js'
import { style } from './style.js'
import { timelineSvg } from './timeline.js'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing from outside, no form, and only the one style and script whose hashes stand here. */
const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`

interface Section {
  readonly id: string
  readonly title: string
  /** Absent: not in the navigation bar. */
  readonly short?: string
  readonly body: Html
}

const tile = (name: string, n: number, text: string, target: string): Html =>
  html`<a class="tile ${name}" href="#${target}"><b>${count(n)}</b><span>${text}</span></a>`

function tiles(report: Report): Html {
  const { counters } = report
  const interactive = report.links.classes.find((one) => one.clientClass === 'interactive')
  const { exposed } = counters
  // Every log begins and ends somewhere.
  const inside = report.completeness.gaps.filter(
    (gap) => gap.kind !== 'not-collected' || (gap.from !== null && gap.to !== null),
  )
  return html`<div class="tiles">${[
    tile(report.incidents.length > 0 ? 'read' : '', report.incidents.length, 'incidents', 'incidents'),
    tile(exposed.read > 0 ? 'read' : '', exposed.read, 'messages opened in incidents', 'incidents'),
    tile(
      (interactive?.none ?? 0) > 0 ? 'read' : '',
      interactive?.none ?? 0,
      'interactive reads without a sign-in',
      'links',
    ),
    tile('', report.findings.length, 'findings', 'findings'),
    tile('', counters.messages.read, 'messages opened by anybody', 'messages'),
    tile('presumed', counters.messages.presumed, 'presumed copied or reachable', 'messages'),
    tile('possible', counters.messages.possible, 'cannot be excluded', 'messages'),
    tile('none', counters.messages['no-evidence'], 'no evidence, log complete', 'messages'),
    tile('', counters.mailboxes, 'mailboxes', 'mailboxes'),
    tile(
      '',
      counters.reads,
      `read records: ${count(counters.binds)} bind, ${count(counters.syncs)} sync`,
      'contexts',
    ),
    tile('', counters.sessions, 'sessions', 'contexts'),
    tile('', inside.length, 'gaps inside the log', 'gaps'),
  ]}</div>`
}

function scopeText({ scope }: Report): string {
  const parts = Object.entries(scope).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.length > 0
        ? [`${name}: ${value.join(', ')}`]
        : []
      : value
        ? [`${name} ${value}`]
        : [],
  )
  return parts.length > 0 ? `Limited to ${parts.join('; ')}.` : 'Everything in the inputs.'
}

const head = (report: Report, time: TimeFormat): Html => html`<header>
<h1>Who read the mail</h1>
<p class="soft">${report.windows.map((window) => html`${window.tenant ? html`Tenant <code>${window.tenant}</code>` : 'Tenant not named'}, ${time.time(window.from)} to ${time.time(window.to)} (${time.zone}), ${plural(window.records, 'audit record')}. `)}${scopeText(report)}</p>
<ul class="answer">${report.summary.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${tiles(report)}</header>`

const sections = (report: Report, time: TimeFormat, refs: Refs): readonly Section[] => [
  { id: 'incidents', title: 'Incidents', short: 'Incidents', body: incidentCards(report, time, refs) },
  { id: 'timeline', title: 'Reads over time', short: 'Timeline', body: timelineSvg(report) },
  { id: 'findings', title: 'Findings', short: 'Findings', body: findingCards(report, time, refs) },
  {
    id: 'contexts',
    title: 'Contexts: who read, from where, with what',
    short: 'Contexts',
    body: contextsTable(report, time, refs),
  },
  { id: 'links', title: 'Did anyone sign in to do it?', short: 'Sign-ins', body: linksTables(report, refs) },
  { id: 'mailboxes', title: 'Mailboxes', short: 'Mailboxes', body: mailboxesTable(report) },
  {
    id: 'completeness',
    title: 'What the log can and cannot say',
    short: 'Completeness',
    body: heatmapSvg(report),
  },
  { id: 'gaps', title: 'Gaps', body: gapsTable(report, time, refs) },
  { id: 'messages', title: 'Messages', short: 'Messages', body: messagesTable(report, time, refs) },
  { id: 'folders', title: 'Folders', body: foldersTable(report, time, refs) },
  ...(report.incidents.length > 0
    ? [{ id: 'containment', title: 'What to do about it', body: containment() }]
    : []),
  { id: 'rules', title: 'Rules', short: 'Rules', body: outcomesTable(report) },
  { id: 'method', title: 'What the words mean', body: method() },
  { id: 'inputs', title: 'Inputs', body: inputsTable(report) },
]

/** The whole report as one file: no outside request, readable without the script, light and dark, printable. */
export function reportPage(report: Report, zone?: string): string {
  const time = timeFormat(zone)
  const refs = evidenceRefs(report)
  const before = sections(report, time, refs)
  // last, because it lists what the sections above link to
  const all: readonly Section[] = [
    ...before,
    { id: 'evidence', title: 'Evidence', short: 'Evidence', body: evidenceTable(report, time, refs) },
  ]
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy.replaceAll('"', ''))}"><meta name="referrer" content="no-referrer">
<title>Who read the mail: Big Yellow Taxi report</title><style>${trusted(style)}</style></head><body>
${head(report, time)}
<nav aria-label="Sections"><ul>${all.flatMap((section) => (section.short ? [html`<li><a href="#${section.id}">${section.short}</a></li>`] : []))}</ul></nav>
<main>${all.map((section) => html`<section id="${section.id}"><h2>${section.title}</h2>${section.body}</section>\n`)}
<footer>Made by ${report.tool.name} ${report.tool.version} from the inputs listed above; the same inputs give the same bytes. Times are shown in ${time.zone}; report.json and ledger.csv hold UTC.</footer></main>
<script>${trusted(script)}</script></body></html>
`
  return page.markup
}
