import type { Report, ReportRecord } from '@bigyellowtaxi/core'
import { count, type TimeFormat } from './format.js'
import { type Html, html } from './html.js'
import { numberOf, type Refs } from './refs.js'
import { label, tableOf } from './table.js'

type Outcome = Report['outcomes'][number]

/** Findings, clean, or not evaluable: a rule whose data was not logged never reads as clean. */
export const outcomesTable = (report: Report): Html =>
  tableOf<Outcome>(
    [
      { head: 'Rule', kind: 't', cell: (row) => row.rule },
      { head: 'Version', kind: 't', cell: (row) => row.version },
      { head: 'Outcome', cell: (row) => label(row.outcome) },
      { head: 'Findings', kind: 'n', cell: (row) => row.findings },
      {
        head: 'What could not be judged, and what would mend it',
        cell: (row) =>
          html`${row.error?.message}${row.missing.map((gap) => html`<p>${gap.about}${gap.mailboxes.length > 0 && html` (${count(gap.mailboxes.length)} mailboxes)`}. <span class="soft">${gap.fix}</span></p>`)}`,
      },
    ],
    report.outcomes,
    { empty: 'No rule ran.' },
  )

const failuresList = ({ failures }: Report): Html =>
  html`${failures.length > 0 && html`<div class="card High"><h3>${failures.length} input(s) could not be read: nothing of them is in this report</h3><ul>${failures.map((one) => html`<li>${one.file}: ${one.message} [${one.code}]</li>`)}</ul></div>`}`

/** What went in, by hash; what could not be read stands first. */
export const inputsTable = (report: Report): Html => html`${failuresList(report)}${inputRows(report)}`

const inputRows = (report: Report): Html =>
  tableOf<Report['inputs'][number]>(
    [
      { head: 'File', cell: (row) => row.file },
      { head: 'Shape', kind: 't', cell: (row) => row.shape },
      { head: 'Rows', kind: 'n', cell: (row) => count(row.rows), sort: (row) => row.rows },
      { head: 'Records', kind: 'n', cell: (row) => count(row.records), sort: (row) => row.records },
      { head: 'Duplicates', kind: 'n', cell: (row) => count(row.duplicates), sort: (row) => row.duplicates },
      { head: 'Rejected', kind: 'n', cell: (row) => count(row.rejects), sort: (row) => row.rejects },
      { head: 'SHA-256', kind: 'id', cell: (row) => row.sha256 },
    ],
    report.inputs,
    { empty: 'No input.' },
  )

/** The records the page links to, with file and line: where every number ends. */
export function evidenceTable(report: Report, time: TimeFormat, refs: Refs): Html {
  const numbers = numberOf(report)
  const rows = report.evidence.filter((record) => refs.used.has(record.id))
  return html`${tableOf<ReportRecord>(
    [
      { head: 'No.', kind: 'n', cell: (row) => numbers.get(row.id) ?? 0 },
      { head: 'Time', kind: 't', cell: (row) => time.time(row.time), sort: (row) => row.time ?? '' },
      { head: 'Record', cell: (row) => row.operation },
      { head: 'Mailbox', kind: 'w', cell: (row) => row.mailbox ?? '' },
      { head: 'Account', kind: 'w', cell: (row) => row.actor ?? '' },
      { head: 'Address', cell: (row) => row.ip ?? '' },
      { head: 'Client', kind: 'w', cell: (row) => row.client ?? '' },
      { head: 'Id', kind: 'id', cell: (row) => row.id },
      { head: 'File and line', kind: 'w', cell: (row) => html`${row.file}:${row.line ?? '?'}` },
    ],
    rows,
    { id: 'evidence-table', empty: 'No record is cited.', row: (row) => ({ id: `r${numbers.get(row.id)}` }) },
  )}${report.evidenceOmitted > 0 && html`<p class="soft">${count(report.evidenceOmitted)} more cited records are not listed here; look them up by id in the workspace.</p>`}`
}

/** What the words mean and what the method cannot do: counsel reads this first. */
export const method = (): Html => html`
<dl><dt>${label('read')}</dt><dd>The service recorded access to this message (a bind record with its id, or one of its attachments). Preview, prefetch, phones and add-ins count too: it reached a client, which is not the same as a person having read it.</dd>
<dt>${label('presumed')}</dt><dd>Its folder was synchronised, or the mailbox was throttled for 24 hours: no record names the message, and it must be presumed copied or within reach.</dd>
<dt>${label('possible')}</dt><dd>The log is not complete where it matters: access cannot be excluded.</dd>
<dt>${label('no-evidence')}</dt><dd>The log is complete for the mailbox since the message arrived, and shows nothing.</dd></dl>
<ul><li>Record counts are floors, never numbers of reads: Exchange merges two minutes into one record and drops repeats for an hour.</li>
<li>A read is tied to a sign-in by token id, then session id, then account and address within 28 hours before, then an earlier read of the same session. Where sign-ins of that time were not collected the answer is "not evaluable".</li>
<li>That a sign-in is behind a read does not make the read lawful: a stolen session has one too.</li>
<li>Throttling: documented by Microsoft until 2026-01, unverified after. A log can be incomplete in ways that leave no trace in it.</li></ul>`

/** What survives a password reset; printed only where an incident stands. */
export const containment = (): Html => html`<ul>
<li>Revoke sessions and refresh tokens, then reset credentials; remove authentication methods and devices that were added.</li>
<li>Disable applications the contexts above used and their grants; remove inbox rules, transport rules, forwarding, delegates and folder permissions they set.</li>
<li>Restore audit settings that were changed, and export the logs again before retention drops them.</li>
<li>Where tokens have no matching sign-in only Microsoft can see who issued them: open a case and name the token ids.</li>
<li>Pivot: ask the ledger for each session, token, address and application of the contexts above until nothing new joins.</li></ul>`
