import type { Report } from '@bigyellowtaxi/core'
import { type Html, html } from './html.js'

/** What each state of a day means, in the order of the key. */
const states: readonly (readonly [state: string, meaning: string])[] = [
  ['complete', 'reads on record, no gap'],
  ['quiet', 'no record, and no gap: nothing happened that would have been logged'],
  ['throttled', 'throttled: binds not recorded'],
  ['auditing-off', 'auditing switched off'],
  ['active-unlogged', 'in use, but no read on record'],
  ['reads-silent', 'no read of anybody on record'],
  ['silent-hours', 'hours without any record'],
  ['never-logged', 'no read of this mailbox was ever logged'],
  ['unsupported-mailbox', 'mailbox type cannot log reads'],
  ['sync-missing', 'synchronisation not exported'],
  ['export-cap', 'export hit its row limit'],
  ['rejected-lines', 'lines of the export could not be read'],
  ['ownerless-reads', 'reads that name no mailbox'],
  ['actor-filter', 'export filtered by user'],
  ['retention-edge', 'at the edge of retention'],
  ['not-collected', 'not collected'],
]

type Row = Report['completeness']['mailboxes'][number]
type Day = Row['days'][number]

const cell = 13
const gap = 2
const left = 250
const maxRows = 150

const stateOf = (day: Day): string => (day.state === 'complete' && day.records === 0 ? 'quiet' : day.state)

const meaningOf = (state: string): string => states.find(([name]) => name === state)?.[1] ?? state

function rowSvg(row: Row, y: number, x: (day: string) => number): Html {
  const cells = row.days.map(
    (day) =>
      html`<rect class="d-${stateOf(day)}" x="${x(day.day)}" y="${y}" width="${cell}" height="${cell}" rx="2"><title>${row.mailbox}, ${day.day}: ${meaningOf(stateOf(day))}; ${day.reads} read records, ${day.records} records, ${day.activity} actions of people</title></rect>`,
  )
  const name = row.mailbox.length > 38 ? `${row.mailbox.slice(0, 37)}…` : row.mailbox
  return html`<text x="${left - 8}" y="${y + cell - 2}" text-anchor="end">${name}<title>${row.mailbox}</title></text>${cells}\n`
}

/** Mailboxes down, days across: where silence would mean something, and where it means nothing. */
export function heatmapSvg(report: Report): Html {
  const rows = report.completeness.mailboxes.filter((row) => row.days.length > 0)
  const days = [...new Set(rows.flatMap((row) => row.days.map((day) => day.day)))].sort()
  if (days.length === 0) return html`<p class="soft">No audit record at hand covers any day.</p>`
  const ordered = [...rows].sort(
    (a, b) =>
      a.completeDays / a.days.length - b.completeDays / b.days.length || (a.mailbox < b.mailbox ? -1 : 1),
  )
  const shown = ordered.slice(0, maxRows)
  const column = new Map(days.map((day, i) => [day, i]))
  const x = (day: string): number => left + (column.get(day) ?? 0) * (cell + gap)
  const every = Math.max(1, Math.ceil(70 / (cell + gap)))
  const labels = days
    .filter((_, i) => i % every === 0)
    .map((day) => html`<text x="${x(day)}" y="11">${day}</text>`)
  const width = Math.max(900, left + days.length * (cell + gap) + 60)
  const height = 20 + shown.length * (cell + gap) + 4
  const used = new Set(shown.flatMap((row) => row.days.map(stateOf)))
  return html`<div class="card"><div class="scrollx"><svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="Completeness of the log, mailboxes by days">
${labels}${shown.map((row, i) => rowSvg(row, 18 + i * (cell + gap), x))}</svg></div>
<ul class="key">${states
    .filter(([state]) => used.has(state))
    .map(
      ([state, meaning]) =>
        html`<li><svg width="11" height="11" aria-hidden="true"><rect class="d-${state}" width="11" height="11" rx="2"/></svg>${meaning}</li>`,
    )}</ul>
${ordered.length > shown.length && html`<p class="soft">The ${shown.length} mailboxes with the least complete log; all ${ordered.length} are in report.json.</p>`}
<p class="soft">Days are UTC.</p></div>`
}
