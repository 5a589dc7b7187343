import type { Report, ReportContext } from '@bigyellowtaxi/core'
import { count, type TimeFormat } from './format.js'
import { type Html, html } from './html.js'
import type { Refs } from './refs.js'
import { label, tableOf } from './table.js'

const maxRows = 500

const list = (values: readonly string[], shown: number): Html =>
  html`${values.slice(0, shown).join(', ')}${values.length > shown && html` <span class="faint">+${values.length - shown}</span>`}`

function signIn({ signIn: found }: ReportContext, refs: Refs): Html {
  const parts = [
    found.linked > 0 &&
      html`${count(found.linked)} by ${found.keys.join(', ')} ${refs.few(found.signIns, found.signIns.length)}`,
    found.none > 0 && html`<strong>${count(found.none)} without</strong> `,
    found.notEvaluable > 0 && html`${count(found.notEvaluable)} not evaluable`,
  ]
  return html`${parts}`
}

/** One link a rule, to its first finding here: a context of an incident has dozens. */
function byRule(findings: readonly string[]): Html {
  const rules = new Map<string, string[]>()
  for (const id of findings) {
    const rule = id.split('-').slice(0, 2).join('-')
    rules.set(rule, [...(rules.get(rule) ?? []), id])
  }
  return html`${[...rules].map(([rule, ids]) => html`<a href="#${ids[0] ?? ''}">${rule}</a>${ids.length > 1 && html` <span class="faint">×${ids.length}</span>`} `)}`
}

/** Everything that separates one hand from another, suspects first. */
export function contextsTable(report: Report, time: TimeFormat, refs: Refs): Html {
  const more = report.contexts.length - maxRows
  return html`${tableOf<ReportContext>(
    [
      {
        head: 'Context',
        kind: 't',
        cell: (row) => html`<code>${row.id}</code>${row.suspect && html`<br>${label('suspect')}`}`,
      },
      { head: 'Account', kind: 'w', cell: (row) => row.actor ?? '' },
      { head: 'Address', kind: 't', cell: (row) => html`${row.ip ?? ''}` },
      {
        head: 'Client',
        cell: (row) =>
          html`${row.client ?? '(none recorded)'}<br><span class="faint">${row.clientClass}</span>`,
      },
      {
        head: 'Mailboxes',
        kind: 'w',
        cell: (row) => list(row.mailboxes, 2),
        sort: (row) => row.mailboxes.length,
      },
      { head: 'Reads', kind: 'n', cell: (row) => count(row.records), sort: (row) => row.records },
      { head: 'Sign-in behind it', cell: (row) => signIn(row, refs) },
      { head: 'Findings', kind: 'w', cell: (row) => byRule(row.findings) },
      {
        head: 'First and last',
        kind: 't',
        cell: (row) =>
          html`${time.time(row.first)}${row.last !== row.first && html`<br><span class="soft">${time.time(row.last)}</span>`}`,
        sort: (row) => row.first,
      },
      {
        head: 'AppId / ClientAppId',
        cell: (row) =>
          html`<code>${row.app ?? ''}</code>${row.clientApp && row.clientApp !== row.app && html`<br><code>${row.clientApp}</code>`}`,
      },
      { head: 'Session', kind: 'id', cell: (row) => row.session ?? '' },
      { head: 'Tokens', kind: 'n', cell: (row) => row.tokens.length },
    ],
    report.contexts.slice(0, maxRows),
    {
      id: 'contexts-table',
      empty: 'No access to mail is on record.',
      row: (row) => ({ id: row.id, ...(row.suspect ? { name: 'suspect' } : {}) }),
    },
  )}${more > 0 && html`<p class="soft">${count(more)} more contexts in report.json.</p>`}`
}
