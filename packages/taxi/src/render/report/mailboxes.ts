import type { Report } from '@bigyellowtaxi/core'
import { count, plural, type TimeFormat } from './format.js'
import { type Html, html } from './html.js'
import type { Refs } from './refs.js'
import { label, tableOf } from './table.js'

type Mailbox = Report['mailboxes'][number]
type Gap = Report['completeness']['gaps'][number]
type Folder = Report['folders'][number]

/** One row a mailbox, those that suspects read first: the strongest thing that can be said, and why not more. */
export const mailboxesTable = (report: Report): Html =>
  tableOf<Mailbox>(
    [
      { head: 'Mailbox', cell: (row) => row.mailbox },
      { head: 'Verdict', cell: (row) => label(row.verdict) },
      {
        head: 'Opened by suspects',
        kind: 'n',
        cell: (row) =>
          row.openedBySuspects > 0
            ? html`<strong class="alarm">${count(row.openedBySuspects)}</strong>`
            : html`<span class="faint">0</span>`,
        sort: (row) => row.openedBySuspects,
      },
      {
        head: 'By anybody',
        kind: 'n',
        cell: (row) => count(row.messages.read),
        sort: (row) => row.messages.read,
      },
      {
        head: 'Presumed',
        kind: 'n',
        cell: (row) => count(row.messages.presumed),
        sort: (row) => row.messages.presumed,
      },
      {
        head: 'Possible',
        kind: 'n',
        cell: (row) => count(row.messages.possible),
        sort: (row) => row.messages.possible,
      },
      {
        head: 'No evidence',
        kind: 'n',
        cell: (row) => count(row.messages['no-evidence']),
        sort: (row) => row.messages['no-evidence'],
      },
      { head: 'Read records', kind: 'n', cell: (row) => count(row.reads), sort: (row) => row.reads },
      { head: 'What can be said', kind: 'w', cell: (row) => row.statement },
    ],
    [...report.mailboxes].sort((a, b) => b.openedBySuspects - a.openedBySuspects),
    { id: 'mailboxes-table', empty: 'No mailbox is on record.' },
  )

const maxGaps = 500

/** Every reason why silence shows nothing, with what would mend it. */
export function gapsTable(report: Report, time: TimeFormat, refs: Refs): Html {
  const { gaps } = report.completeness
  return html`${tableOf<Gap>(
    [
      { head: 'Gap', kind: 't', cell: (row) => row.kind },
      { head: 'Mailbox', cell: (row) => row.mailbox ?? 'all' },
      {
        head: 'From',
        kind: 't',
        cell: (row) => (row.from ? time.time(row.from) : 'ever'),
        sort: (row) => row.from ?? '',
      },
      {
        head: 'To',
        kind: 't',
        cell: (row) => (row.to ? time.time(row.to) : 'open'),
        sort: (row) => row.to ?? '9',
      },
      { head: 'Seen', kind: 'w', cell: (row) => row.reason },
      { head: 'What would close it', kind: 'w', cell: (row) => row.fix },
      { head: 'Evidence', cell: (row) => refs.links(row.evidence) },
    ],
    gaps.slice(0, maxGaps),
    { empty: 'No gap was found between the first and the last record.' },
  )}${gaps.length > maxGaps && html`<p class="soft">${plural(gaps.length - maxGaps, 'more gap')} in report.json.</p>`}`
}

const maxFolders = 1000

export const foldersTable = (report: Report, time: TimeFormat, refs: Refs): Html =>
  html`${tableOf<Folder>(
    [
      { head: 'Mailbox', cell: (row) => row.mailbox },
      { head: 'Folder', cell: (row) => row.folder },
      { head: 'Verdict', cell: (row) => label(row.verdict) },
      { head: 'Messages opened', kind: 'n', cell: (row) => count(row.messages), sort: (row) => row.messages },
      { head: 'Synchronised', kind: 'n', cell: (row) => count(row.syncs), sort: (row) => row.syncs },
      { head: 'First', kind: 't', cell: (row) => time.time(row.first), sort: (row) => row.first ?? '' },
      { head: 'Last', kind: 't', cell: (row) => time.time(row.last), sort: (row) => row.last ?? '' },
      { head: 'Evidence', cell: (row) => refs.few(row.evidence, row.records) },
    ],
    report.folders.slice(0, maxFolders),
    { id: 'folders-table', empty: 'No folder is on record.' },
  )}${report.folders.length > maxFolders && html`<p class="soft">${plural(report.folders.length - maxFolders, 'more folder')} in report.json.</p>`}`
