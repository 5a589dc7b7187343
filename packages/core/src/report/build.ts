import type { Engine } from '@bigyellowtaxi/lake'
import { contextId, isAccess } from '../access/context.js'
import { isBind, isSync } from '../access/mail-access.js'
import { inQuestion } from '../access/question.js'
import type { Gap } from '../completeness/gap.js'
import type { Investigation } from '../investigation.js'
import { summariseLinks, whyNotEvaluable } from '../link/summary.js'
import { numberOf, textOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'
import { contextsOfFindings, reportContexts, suspectsOf } from './contexts.js'
import { exposedBy, reportFinding, reportIncident, reportOutcome } from './detections.js'
import { readEvidence } from './evidence.js'
import { reportFolder, reportMessages } from './messages.js'
import { type Report, reportVersion } from './model.js'
import { mailboxStatement } from './statement.js'
import { summarise } from './summary.js'
import { readTimeline } from './timeline.js'

export interface BuildOptions {
  readonly tool: { readonly name: string; readonly version: string }
  /** Inputs that could not be read. */
  readonly failures?: Report['failures']
  /** Messages the report carries; all of them are in the ledger itself. */
  readonly maxMessages?: number
  /** Records the report lists with file and line. */
  readonly maxEvidence?: number
}

async function contextsOfRecords(
  engine: Engine,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ask(
    engine,
    sql`SELECT Id AS record, ${contextId} AS context FROM audit
    WHERE ${isAccess} AND Id IN (SELECT unnest(from_json(${JSON.stringify(ids)}, '["VARCHAR"]'))) ORDER BY record`,
  )
  return new Map(rows.map((row) => [textOf(row.record), textOf(row.context)]))
}

async function readCounters(
  engine: Engine,
  { answer, contexts }: Investigation,
  exposed: Report['counters']['exposed'],
): Promise<Report['counters']> {
  const [row] = await ask(
    engine,
    sql`SELECT count(*) AS reads, count(*) FILTER (${isSync}) AS syncs, count(*) FILTER (${isBind}) AS binds
    FROM audit WHERE Operation = 'MailItemsAccessed' AND ${inQuestion(answer.question)}`,
  )
  const { messages } = answer.ledger
  const read = messages.filter((message) => message.verdict === 'read')
  const counts = { read: 0, presumed: 0, possible: 0, 'no-evidence': 0 }
  for (const message of messages) counts[message.verdict]++
  return {
    records: answer.facts.tenants.reduce((sum, tenant) => sum + tenant.records, 0),
    reads: numberOf(row?.reads),
    binds: numberOf(row?.binds),
    syncs: numberOf(row?.syncs),
    accesses: messages.reduce((sum, message) => sum + message.accesses, 0),
    distinctMessages: new Set(read.map((message) => message.message ?? message.item)).size,
    mailboxes: answer.ledger.mailboxes.length,
    sessions: new Set(contexts.flatMap((context) => context.session ?? [])).size,
    messages: counts,
    exposed,
  }
}

const reportGap = (gap: Gap): Report['completeness']['gaps'][number] => ({
  ...gap,
  evidence: [...gap.evidence],
})

/** Ids in the order of what a reader checks first, so that a limit cuts the least. */
function citedIds(report: Omit<Report, 'evidence' | 'evidenceOmitted'>): readonly string[] {
  return [
    ...new Set([
      ...report.findings.flatMap((finding) => finding.evidence),
      ...report.links.without.flatMap((one) => one.evidence),
      ...report.completeness.gaps.flatMap((gap) => gap.evidence),
      ...report.messages.filter((message) => message.suspect).flatMap((message) => message.evidence),
      ...report.folders.flatMap((folder) => folder.evidence),
      ...report.contexts.flatMap((context) => context.signIn.signIns),
      ...report.messages.flatMap((message) => message.evidence),
    ]),
  ]
}

/** The report of an investigation: plain data, the same bytes for the same inputs. */
export async function buildReport(
  engine: Engine,
  investigation: Investigation,
  options: BuildOptions,
): Promise<Report> {
  const { answer, links, detection, contexts, inputs } = investigation
  const { ledger, completeness, facts, question } = answer
  const evidenceIds = [...new Set(detection.findings.flatMap((finding) => finding.evidence))]
  const contextsOf = contextsOfFindings(
    detection.findings,
    contexts,
    await contextsOfRecords(engine, evidenceIds),
  )
  const suspects = suspectsOf(detection.findings, detection.incidents, contextsOf)
  const { messages, omitted } = reportMessages(ledger.messages, suspects, options.maxMessages ?? 20_000)
  const notEvaluable = links.groups.some((group) => group.state === 'not-evaluable')
  const gapIndex = new Map(completeness.gaps.map((gap, i) => [gap, i]))
  const sums = new Map(facts.mailboxes.map((one) => [`${one.tenant}\n${one.mailbox}`, one]))
  const windows = ledger.windows.map((window) => ({
    ...window,
    records: facts.tenants.find((tenant) => tenant.tenant === window.tenant)?.records ?? 0,
  }))
  const incidents = detection.incidents.map((incident) =>
    reportIncident(incident, detection.findings, contextsOf, ledger.messages),
  )
  const exposed = exposedBy(new Set(incidents.flatMap((incident) => incident.contexts)), ledger.messages)
  const bySuspects = new Map<string, number>()
  for (const message of ledger.messages)
    if (message.verdict === 'read' && message.contexts.some((context) => suspects.has(context)))
      count(bySuspects, `${message.tenant}\n${message.mailbox}`)
  const draft: Omit<Report, 'evidence' | 'evidenceOmitted'> = {
    kind: 'big-yellow-taxi report',
    version: reportVersion,
    tool: options.tool,
    scope: copy(question.scope),
    windows,
    summary: [...summarise(investigation, exposed)],
    counters: await readCounters(engine, investigation, exposed),
    inputs: inputs.map(({ batch: _, ...input }) => input),
    failures: [...(options.failures ?? [])],
    incidents,
    findings: detection.findings.map((finding) => reportFinding(finding, contextsOf)),
    outcomes: detection.outcomes.map(reportOutcome),
    contexts: [...reportContexts(contexts, links.groups, contextsOf, suspects)],
    links: {
      classes: [...summariseLinks(links)],
      without: links.groups
        .filter((group) => group.state === 'none' && group.clientClass === 'interactive')
        .map((group) => ({
          context: group.context,
          mailboxes: [...group.mailboxes],
          records: group.records,
          evidence: [...group.evidence],
        })),
      notEvaluable: notEvaluable ? whyNotEvaluable(links) : null,
    },
    mailboxes: ledger.mailboxes.map((entry) => ({
      tenant: entry.tenant,
      mailbox: entry.mailbox,
      verdict: entry.verdict,
      messages: { ...entry.messages },
      openedBySuspects: bySuspects.get(`${entry.tenant}\n${entry.mailbox}`) ?? 0,
      records: sums.get(`${entry.tenant}\n${entry.mailbox}`)?.records ?? 0,
      reads: sums.get(`${entry.tenant}\n${entry.mailbox}`)?.reads ?? 0,
      throttled: entry.throttled.map(({ from, to, evidence }) => ({ from, to, evidence: [...evidence] })),
      gaps: entry.gaps.flatMap((gap) => gapIndex.get(gap) ?? []),
      statement: mailboxStatement(entry),
    })),
    folders: ledger.folders.map(reportFolder),
    messages: [...messages],
    messagesOmitted: omitted,
    completeness: {
      gaps: completeness.gaps.map(reportGap),
      mailboxes: completeness.mailboxes.map((map) => ({
        tenant: map.tenant,
        mailbox: map.mailbox,
        completeDays: map.completeDays,
        days: [...map.days],
      })),
    },
    timeline: await readTimeline(engine, question, suspects, windows[0]),
  }
  const cited = citedIds(draft)
  const evidence = await readEvidence(engine, cited.slice(0, options.maxEvidence ?? 50_000), inputs)
  return { ...draft, evidence: [...evidence], evidenceOmitted: cited.length - evidence.length }
}

const count = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Readonly lists become plain ones. */
const copy = (scope: Investigation['answer']['question']['scope']): Report['scope'] => ({
  mailboxes: [...scope.mailboxes],
  actors: [...scope.actors],
  sessions: [...scope.sessions],
  tokens: [...scope.tokens],
  ips: [...scope.ips],
  apps: [...scope.apps],
  tenants: [...scope.tenants],
  from: scope.from,
  to: scope.to,
})
