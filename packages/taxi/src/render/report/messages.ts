import type { Report, ReportMessage } from '@bigyellowtaxi/core'
import { bytes, count, plural, type TimeFormat } from './format.js'
import { type Html, html } from './html.js'
import type { Refs } from './refs.js'
import { label, tableOf } from './table.js'

/** Rows a browser sorts without a pause; ledger.csv has every message. */
const maxRows = 1000

const filters = (rows: readonly ReportMessage[]): Html => {
  const mailboxes = [...new Set(rows.map((row) => row.mailbox))].sort()
  const option = (value: string): Html => html`<option>${value}</option>`
  return html`<div class="tools" data-for="messages-table">
<input type="search" aria-label="Filter messages" placeholder="Filter: subject, sender, id, folder, context">
<select aria-label="Verdict" data-k="verdict"><option value="">any verdict</option>${['read', 'presumed', 'possible', 'no-evidence'].map(option)}</select>
<select aria-label="Mailbox" data-k="mailbox"><option value="">any mailbox</option>${mailboxes.map(option)}</select>
<select aria-label="Suspects" data-k="suspect"><option value="">all contexts</option><option value="yes">suspect contexts only</option></select>
<output></output></div>`
}

const why = (row: ReportMessage): Html =>
  html`<details><summary>why</summary>${row.bases.length === 0 ? 'No access is recorded, and the log is complete for this mailbox since the message arrived.' : html`<ul>${row.bases.map((basis) => html`<li>${basis.note}</li>`)}</ul>`}</details>`

/** Suspects first: they are what the reader came for. */
function contextLinks(row: ReportMessage, suspects: ReadonlySet<string>): Html {
  const ordered = [...row.contexts].sort(
    (a, b) => Number(suspects.has(b)) - Number(suspects.has(a)) || (a < b ? -1 : 1),
  )
  return html`${ordered.slice(0, 2).map((id) => html`<a href="#${id}">${id}</a><br>`)}${ordered.length > 2 && html`<span class="faint">+${ordered.length - 2}</span>`}`
}

/** One row a message and mailbox, what suspects touched first. */
export function messagesTable(report: Report, time: TimeFormat, refs: Refs): Html {
  const rows = report.messages.slice(0, maxRows)
  const suspects = new Set(report.contexts.filter((one) => one.suspect).map((one) => one.id))
  const more = report.messages.length - rows.length + report.messagesOmitted
  return html`${rows.length > 0 && filters(rows)}${tableOf<ReportMessage>(
    [
      {
        head: 'Verdict',
        kind: 't',
        cell: (row) => html`${label(row.verdict)}${why(row)}`,
        sort: (row) => row.verdict,
      },
      {
        head: 'Message',
        kind: 'w',
        cell: (row) =>
          html`${row.subject ?? html`<span class="faint">subject not in the log</span>`}<br><span class="soft">${row.sender ?? ''}</span>`,
        sort: (row) => row.subject ?? '',
      },
      { head: 'Date', kind: 't', cell: (row) => time.time(row.date), sort: (row) => row.date ?? '' },
      {
        head: 'Mailbox and folder',
        kind: 'w',
        cell: (row) => html`${row.mailbox}<br><span class="soft">${row.folders.join(', ')}</span>`,
        sort: (row) => row.mailbox,
      },
      {
        head: 'First and last access',
        kind: 't',
        cell: (row) =>
          html`${time.time(row.first)}${row.last !== row.first && html`<br><span class="soft">${time.time(row.last)}</span>`}`,
        sort: (row) => row.first ?? '',
      },
      { head: 'Accesses', kind: 'n', cell: (row) => count(row.accesses), sort: (row) => row.accesses },
      { head: 'Size', kind: 'n', cell: (row) => bytes(row.sizeBytes), sort: (row) => row.sizeBytes ?? 0 },
      { head: 'Contexts', kind: 't', cell: (row) => contextLinks(row, suspects) },
      {
        head: 'InternetMessageId',
        kind: 'id',
        cell: (row) => row.message ?? html`<span class="faint">item</span> ${(row.item ?? '').slice(-24)}`,
      },
      { head: 'Evidence', kind: 't', cell: (row) => refs.few(row.evidence, row.records) },
    ],
    rows,
    {
      id: 'messages-table',
      empty:
        'No message is known to the logs at hand. That is no statement about access: see the completeness of the log.',
      row: (row) => ({
        ...(row.suspect ? { name: 'suspect' } : {}),
        data: { verdict: row.verdict, mailbox: row.mailbox, suspect: row.suspect ? 'yes' : 'no' },
      }),
    },
  )}${more > 0 && html`<p class="soft">The first ${count(rows.length)} messages; ${plural(more, 'more')} in ledger.csv.</p>`}`
}
