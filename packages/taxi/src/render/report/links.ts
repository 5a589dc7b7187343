import type { Report } from '@bigyellowtaxi/core'
import { count } from './format.js'
import { type Html, html } from './html.js'
import type { Refs } from './refs.js'
import { tableOf } from './table.js'

type ClassRow = Report['links']['classes'][number]

const names: Readonly<Record<ClassRow['clientClass'], string>> = {
  interactive: 'Interactive clients (OWA, Outlook, EWS, IMAP/POP, ActiveSync)',
  'service-rest': 'Service REST (Graph, Outlook mobile and Microsoft back-end)',
  system: 'System',
  unknown: 'Client not recorded',
}

/** Reads and the sign-ins behind them, one row a class of client so that the classes never mix. */
export function linksTables(report: Report, refs: Refs): Html {
  const { classes, without, notEvaluable } = report.links
  const present = classes.filter((row) => row.records > 0)
  const number = (head: string, of: (row: ClassRow) => number) => ({
    head,
    kind: 'n' as const,
    cell: (row: ClassRow) => count(of(row)),
    sort: of,
  })
  return html`${tableOf<ClassRow>(
    [
      { head: 'Read by', cell: (row) => names[row.clientClass] },
      number('Reads', (row) => row.records),
      number('Token id', (row) => row.byKey.uti),
      number('Session id', (row) => row.byKey.session),
      number('Account and address, 28 h', (row) => row.byKey['user-ip']),
      number('Earlier read of the session', (row) => row.byKey['session-chain']),
      number('No sign-in', (row) => row.none),
      number('Not evaluable', (row) => row.notEvaluable),
    ],
    present,
    { empty: 'No MailItemsAccessed record is at hand.' },
  )}
${notEvaluable && html`<p>Not evaluable: ${notEvaluable}.</p>`}
<p class="soft">Service REST runs inside Microsoft's back-end, mostly from Microsoft's addresses: no sign-in there is ordinary, and it is never counted with interactive reads.</p>
<h3>Interactive reads without a sign-in</h3>
${tableOf(
  [
    { head: 'Context', cell: (row) => html`<a href="#${row.context}">${row.context}</a>` },
    { head: 'Mailboxes', cell: (row) => row.mailboxes.join(', ') },
    { head: 'Reads', kind: 'n', cell: (row) => count(row.records), sort: (row) => row.records },
    { head: 'Evidence', cell: (row) => refs.links(row.evidence) },
  ],
  without,
  {
    empty: notEvaluable
      ? 'None among the reads that could be judged.'
      : present.some((row) => row.clientClass === 'interactive')
        ? 'None: every interactive read has a sign-in behind it.'
        : 'No interactive read is on record.',
  },
)}`
}
