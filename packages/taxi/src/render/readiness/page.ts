import { createHash } from 'node:crypto'
import {
  adviceTitles,
  type GroupGap,
  type Readiness,
  type ReadinessVerdict,
  readinessVerdicts,
} from '@bigyellowtaxi/core'
import type { Replay } from '../../detection/replay-model.js'
import { type Html, html, trusted } from '../report/html.js'
import { style } from '../report/style.js'
import { type ColumnRow, tableOf } from '../report/table.js'
import { type FindingGroup, groupFindings, subjectsText } from './finding-groups.js'
import { replaySection, replayStyle } from './replay-section.js'

const colours = `${style}
.v.complete{color:var(--none);background:var(--none-bg)}.v.partial{color:var(--presumed);background:var(--presumed-bg)}
.v.blind{color:var(--read);background:var(--read-bg)}.v.unknown{color:var(--possible);background:var(--possible-bg)}
.r-complete{fill:var(--none)}.r-partial{fill:var(--presumed)}.r-blind{fill:var(--read)}.r-unknown{fill:var(--service)}
td{overflow-wrap:break-word;min-width:8rem}td.w{min-width:13rem}td.who{min-width:10rem}td:first-child:not(.who){min-width:5rem}svg.bar{height:1.1rem;width:100%;border-radius:.3rem;margin:.7rem 0 .5rem}td p:first-child{margin-top:0}td p:last-child{margin-bottom:0}.nb{white-space:nowrap}h2:first-child{margin-top:1rem}summary{white-space:nowrap}dd p{margin:0}${replayStyle}`.replace(
  /\n/g,
  '',
)

/** Both kinds of subject, a mailbox and a log source, as one kind of row. */
interface Subject {
  readonly name: string
  readonly verdict: ReadinessVerdict
  readonly since?: string
  readonly retentionDays?: number
  readonly reasons: readonly string[]
  readonly fixes: readonly string[]
}

const order: readonly ReadinessVerdict[] = ['blind', 'partial', 'unknown', 'complete']
const worstFirst = <T extends { readonly verdict: ReadinessVerdict }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))

const countOf = (readiness: Readiness, verdict: ReadinessVerdict): number =>
  readiness.mailboxes.filter((mailbox) => mailbox.verdict === verdict).length

const meaning: Readonly<Record<ReadinessVerdict, string>> = {
  complete: 'reads are logged',
  partial: 'some are not, or not for long',
  blind: 'reads leave no trace',
  unknown: 'nobody says',
}

/** The answer in one sentence, then one bar and its key: how many mailboxes stand where. */
function picture(readiness: Readiness): Html {
  const total = readiness.mailboxes.length
  const unseen = countOf(readiness, 'blind')
  const unsaid = countOf(readiness, 'unknown')
  let x = 0
  const parts = readinessVerdicts.map((verdict) => {
    const n = countOf(readiness, verdict)
    const width = (600 * n) / Math.max(1, total)
    const part = html`<rect x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="24" class="r-${verdict}"><title>${n} ${verdict}</title></rect>`
    x += width
    return part
  })
  const label = readinessVerdicts.map((verdict) => `${countOf(readiness, verdict)} ${verdict}`).join(', ')
  const answer =
    total === 0
      ? 'No mailbox is known: neither settings nor logs name one.'
      : `${unseen} of ${total} mailboxes could be read without a trace${unsaid > 0 ? `, and of ${unsaid} nobody can say` : ''}.`
  return html`<ul class="answer"><li>${answer}</li></ul>
<svg class="bar" viewBox="0 0 600 24" preserveAspectRatio="none" role="img" aria-label="${label}">${parts}</svg>
<ul class="key">${readinessVerdicts.map((verdict) => html`<li><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" class="r-${verdict}"/></svg>${countOf(readiness, verdict)} ${verdict}: ${meaning[verdict]}</li>`)}</ul>`
}

/** A command breaks between its words only, never after the dash of an option. */
const command = (text: string): Html =>
  html`${text.split(/(?<= )/).map((word) => (/^-|\.\w+:\d+\)/.test(word) ? html`<span class="nb">${word}</span>` : word))}`

const lines = (items: readonly string[]): Html => html`${items.map((item) => html`<p>${command(item)}</p>`)}`

/** The first few, and the others on request. */
function few(items: readonly string[], most: number): Html {
  const rest = items.slice(most)
  return html`${lines(items.slice(0, most))}${rest.length > 0 && html`<details class="more"><summary>${rest.length} more</summary>${lines(rest)}</details>`}`
}

/** A mail address breaks before its @ at most, never in the middle of a name. */
function address(text: string): Html {
  const [local = '', ...domain] = text.split('@')
  return html`${local}${domain.length > 0 && html`<wbr>@${domain.join('@')}`}`
}

const subjectColumns = (head: string): readonly ColumnRow<Subject>[] => [
  { head, kind: 'who', cell: (row) => address(row.name), sort: (row) => row.name },
  {
    head: 'Verdict',
    cell: (row) => html`<span class="v ${row.verdict}">${row.verdict}</span>`,
    sort: (row) => readinessVerdicts.indexOf(row.verdict),
  },
  { head: 'Since', kind: 't', cell: (row) => row.since ?? null },
  { head: 'Kept, days', kind: 'n', cell: (row) => row.retentionDays ?? null },
  { head: 'Why', kind: 'w', cell: (row) => few(row.reasons, 2) },
  { head: 'What mends it', kind: 'w', cell: (row) => few(row.fixes, 1) },
]

const about = (row: FindingGroup): Html =>
  row.subjects.length === 1
    ? address(row.subjects[0] ?? '')
    : html`<details><summary>${subjectsText(row)}</summary>${row.subjects.map((subject) => html`<p>${address(subject)}</p>`)}</details>`

const findingColumns: readonly ColumnRow<FindingGroup>[] = [
  {
    head: 'Kind',
    cell: (row) =>
      html`<span class="v ${row.finding.kind === 'contradiction' ? 'blind' : 'unknown'}">${row.finding.kind}</span>`,
  },
  { head: 'About', kind: 'who', cell: about, sort: (row) => row.subjects.length },
  { head: 'Check', cell: (row) => row.finding.title },
  { head: 'What was seen', kind: 'w', cell: (row) => command(row.reason) },
  { head: 'What mends it', kind: 'w', cell: (row) => command(row.fix) },
  {
    head: 'CISA SCuBA; AA23-193A',
    cell: (row) =>
      lines([
        ...row.finding.scuba.slice(0, 1),
        ...row.finding.advice.map((id) => adviceTitles[id as keyof typeof adviceTitles]),
      ]),
  },
]

const groupColumns: readonly ColumnRow<GroupGap>[] = [
  { head: 'Group', cell: (row) => row.group },
  { head: 'People', kind: 'n', cell: (row) => row.people },
  { head: 'As asked for', kind: 'n', cell: (row) => row.met },
  {
    head: 'Falling short',
    kind: 'w',
    cell: (row) =>
      few(
        row.short.map(({ mailbox, missing }) => `${mailbox}: ${missing}`),
        5,
      ),
  },
]

/** The readiness report as one self-contained page, in the look of the investigation report. */
export function readinessPage(readiness: Readiness, groups: readonly GroupGap[], replay?: Replay): string {
  const hash = createHash('sha256').update(colours).digest('base64')
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Would you have seen it?</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${trusted(hash)}'; base-uri 'none'; form-action 'none'">
<style>${trusted(colours)}</style></head><body>
<header><h1>Would you have seen it?</h1>${picture(readiness)}</header><main>
${groups.length > 0 && html`<h2>Groups</h2>${tableOf(groupColumns, groups, { empty: '' })}`}
${replay && replaySection(replay)}
<h2>Findings</h2>${tableOf(findingColumns, groupFindings(readiness.findings), { empty: 'Nothing was found wanting.' })}
<h2>Log sources</h2>${tableOf(
    subjectColumns('Source'),
    readiness.sources.map((source) => ({ name: source.source, ...source })),
    { empty: 'Nothing is known of any source.' },
  )}
<h2>Mailboxes</h2>${tableOf(
    subjectColumns('Mailbox'),
    worstFirst(readiness.mailboxes).map((mailbox) => ({ name: mailbox.mailbox, ...mailbox })),
    { empty: 'No mailbox is known.' },
  )}
</main></body></html>
`.markup
}
