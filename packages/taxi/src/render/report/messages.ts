import type { Report, ReportMessage } from '@bigyellowtaxi/core'
import { bytes, count, plural, type TimeFormat } from './format.js'
import { type Html, html } from './html.js'
import type { Refs } from './refs.js'
import { label, tableOf } from './table.js'

/** Rows a browser sorts without a pause; ledger.csv has every message. */
const maxRows = 2000

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

/** One row a message and mailbox, what suspects touched first. */
export function messagesTable(report: Report, time: TimeFormat, refs: Refs): Html {
  const rows = report.messages.slice(0, maxRows)
  const more = report.messages.length - rows.length + report.messagesOmitted
  return html`${rows.length > 0 && filters(rows)}${tableOf<ReportMessage>(
    [
      {
        head: 'Verdict',
        kind: 't',
        cell: (row) => html`${label(row.verdict)}${why(row)}`,
        sort: (row) => row.verdict,
      },
      { head: 'Mailbox', cell: (row) => row.mailbox },
      {
        head: 'Subject',
        cell: (row) => (row.subject === null ? html`<span class="faint">not in the log</span>` : row.subject),
      },
      { head: 'Sender', cell: (row) => row.sender ?? '' },
      { head: 'Date', kind: 't', cell: (row) => time.time(row.date), sort: (row) => row.date ?? '' },
      { head: 'Folder', cell: (row) => row.folders.join(', ') },
      {
        head: 'First access',
        kind: 't',
        cell: (row) => time.time(row.first),
        sort: (row) => row.first ?? '',
      },
      { head: 'Last access', kind: 't', cell: (row) => time.time(row.last), sort: (row) => row.last ?? '' },
      { head: 'Accesses', kind: 'n', cell: (row) => count(row.accesses), sort: (row) => row.accesses },
      { head: 'Size', kind: 'n', cell: (row) => bytes(row.sizeBytes), sort: (row) => row.sizeBytes ?? 0 },
      {
        head: 'Contexts',
        cell: (row) =>
          html`${row.contexts.slice(0, 3).map((id) => html`<a href="#${id}">${id}</a> `)}${row.contexts.length > 3 && html`<span class="faint">+${row.contexts.length - 3}</span>`}`,
      },
      {
        head: 'InternetMessageId',
        kind: 'id',
        cell: (row) => row.message ?? html`<span class="faint">item</span> ${(row.item ?? '').slice(-24)}`,
      },
      { head: 'Evidence', cell: (row) => refs.links(row.evidence, row.records) },
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
