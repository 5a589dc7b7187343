import type { Engine } from '@bigyellowtaxi/lake'
import { correlateFindings } from './correlate.js'
import type { Interval } from './coverage.js'
import type { HitRow } from './entities.js'
import type { Finding, Gap, Incident, RuleOutcome } from './finding.js'
import { type Evaluability, readEvaluability } from './gaps.js'
import { findingOf } from './hits.js'
import { buildIncidents } from './incident.js'
import { ordinaryEntities } from './ordinary.js'
import type { Rule } from './rule.js'
import { silenceQuery, silentGap } from './silence.js'
import { confine, hasWindow, widen } from './window.js'

/** Runs one KQL query at its own `now`; the caller compiles and executes it. */
export type RunQuery = (kql: string, now: Date, signal?: AbortSignal) => Promise<QueryAnswer>

export type QueryAnswer =
  | { readonly ok: true; readonly rows: readonly HitRow[]; readonly emptyTables: readonly string[] }
  | { readonly ok: false; readonly code: string; readonly message: string }

/** What one rule gave over one window; kept between runs so that only new windows cost anything. */
export interface RuleRun {
  readonly findings: readonly Finding[]
  readonly emptyTables: readonly string[]
  /** Times at which the rule found that it may not judge. */
  readonly silent?: readonly Gap[]
  readonly error?: { readonly code: string; readonly message: string }
}

/** An earlier run of a rule, over `window`; records it had not seen begin at `newSince`. */
export interface EarlierRun {
  readonly window: Interval
  readonly newSince: number | undefined
  readonly run: RuleRun
}

/** Where earlier runs are kept. Only what they had not judged is run again. */
export interface RunStore {
  get(rule: Rule): Promise<EarlierRun | undefined>
  set(rule: Rule, window: Interval, run: RuleRun): Promise<void>
  /** What these very rules together gave over this very window of these very records. */
  getAll(rules: readonly Rule[], window: Interval): Promise<Detection | undefined>
  setAll(rules: readonly Rule[], window: Interval, detection: Detection): Promise<void>
}

export interface DetectOptions {
  readonly engine: Engine
  readonly rules: readonly Rule[]
  readonly query: RunQuery
  readonly window: Interval
  readonly concurrency?: number
  readonly store?: RunStore
  readonly onRule?: (done: number, total: number, rule: string) => void
  readonly signal?: AbortSignal
}

export interface Detection {
  readonly findings: readonly Finding[]
  readonly incidents: readonly Incident[]
  readonly outcomes: readonly RuleOutcome[]
  /** Values so common here that sharing them joined nobody (`ip 192.0.2.1`). */
  readonly ordinary: ReadonlySet<string>
}

const compare = {
  gt: (n: number, t: number) => n > t,
  lt: (n: number, t: number) => n < t,
  eq: (n: number, t: number) => n === t,
  ne: (n: number, t: number) => n !== t,
} as const

/** The ends of the steps at which the rule's schedule would have run inside the window. */
export function stepsOf(rule: Rule, window: Interval): readonly number[] {
  const step = Math.max(rule.queryFrequency, 60_000)
  const steps: number[] = []
  for (let at = Math.ceil((window.from + 1) / step) * step; at < window.to + step; at += step) steps.push(at)
  return steps
}

/**
 * The findings of one step. Rows come in no order of their own: where several tell of one finding (the same change in
 * two logs), it is not the engine's threads that choose between them.
 */
function findingsOf(rule: Rule, rows: readonly HitRow[], at: number): readonly Finding[] {
  const texts = new Map<Finding, string>()
  for (const row of rows) {
    const finding = findingOf(rule, row, at)
    texts.set(finding, JSON.stringify(finding))
  }
  return [...texts].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([finding]) => finding)
}

/** One run over the whole window for a rule that names its window, else one run at each step of its schedule. */
async function runRule(rule: Rule, options: DetectOptions): Promise<RuleRun> {
  const { window } = options
  const once = hasWindow(rule.query)
  const query = once ? widen(rule.query, window.to - window.from) : confine(rule.query, rule.queryPeriod)
  const findings = new Map<string, Finding>()
  const emptyTables = new Set<string>()
  for (const at of once ? [window.to] : stepsOf(rule, window)) {
    options.signal?.throwIfAborted()
    const answer = await options.query(query, new Date(at), options.signal)
    if (!answer.ok)
      return { findings: [], emptyTables: [], error: { code: answer.code, message: answer.message } }
    for (const table of answer.emptyTables) emptyTables.add(table)
    if (!compare[rule.triggerOperator](answer.rows.length, rule.triggerThreshold)) continue
    for (const finding of findingsOf(rule, answer.rows, at))
      if (!findings.has(finding.id)) findings.set(finding.id, finding)
  }
  const isSilent = silenceQuery(rule, query)
  const answer = isSilent ? await options.query(isSilent, new Date(window.to), options.signal) : noRows
  if (!answer.ok)
    return { findings: [], emptyTables: [], error: { code: answer.code, message: answer.message } }
  return {
    findings: [...findings.values()],
    emptyTables: [...emptyTables].sort(),
    silent: answer.rows.map((row) => silentGap(rule, row, window)),
  }
}

const noRows: QueryAnswer = { ok: true, rows: [], emptyTables: [] }

/** What of the gaps lies in the window. */
const within = (gaps: readonly Gap[], { from, to }: Interval): readonly Gap[] =>
  gaps
    .map((gap) => ({ ...gap, from: Math.max(gap.from, from), to: Math.min(gap.to, to) }))
    .filter((gap) => gap.from < gap.to)

/** The rule's findings in the window, from an earlier run as far as that went. */
async function runOrRecall(rule: Rule, options: DetectOptions): Promise<RuleRun> {
  const { store, window } = options
  const earlier = await store?.get(rule)
  const isUsable = earlier !== undefined && earlier.window.from <= window.from && !earlier.run.error
  const judgedTo = isUsable
    ? Math.min(earlier.window.to, earlier.newSince ?? Number.POSITIVE_INFINITY)
    : window.from
  const kept = isUsable
    ? earlier.run.findings.filter(
        ({ first }) => Date.parse(first) >= window.from && Date.parse(first) < Math.min(judgedTo, window.to),
      )
    : []
  const silent = isUsable
    ? within(earlier.run.silent ?? [], { from: window.from, to: Math.min(judgedTo, window.to) })
    : []
  if (isUsable && judgedTo >= window.to) return { ...earlier.run, findings: kept, silent }
  const fresh = await runRule(rule, {
    ...options,
    window: { from: Math.max(judgedTo, window.from), to: window.to },
  })
  const known = new Set(kept.map((finding) => finding.id))
  const run = {
    ...fresh,
    findings: [...kept, ...fresh.findings.filter((finding) => !known.has(finding.id))],
    silent: [...silent, ...(fresh.silent ?? [])],
  }
  if (!run.error) await store?.set(rule, window, run)
  return run
}

function outcomeOf(rule: Rule, run: RuleRun, evaluability: Evaluability, window: Interval): RuleOutcome {
  const empty: readonly Gap[] = rule.taxi
    ? []
    : run.emptyTables.map((table) => ({
        ...window,
        source: table,
        about: `table ${table}`,
        fix: `export ${table} and ingest it`,
      }))
  const known = [...evaluability.gapsOf(rule), ...empty]
  // Said once: where a whole table is silent, that it matches nothing is no news.
  const silent = (run.silent ?? []).filter(
    (gap) => !known.some(({ from, to, mailboxes }) => from <= gap.from && gap.to <= to && !mailboxes),
  )
  const gaps = [...known, ...silent]
  const outcome =
    run.findings.length > 0 ? 'findings' : run.error || gaps.length > 0 ? 'not-evaluable' : 'clean'
  return {
    rule: rule.key,
    version: rule.version,
    outcome,
    findings: run.findings.length,
    gaps,
    ...(run.error ? { error: run.error } : {}),
  }
}

/** Runs the rules, joins what they found, and says for each what it could not judge. */
export async function detect(options: DetectOptions): Promise<Detection> {
  const { store, rules, window } = options
  const earlier = await store?.getAll(rules, window)
  if (earlier) return earlier
  const detection = await detectAnew(options)
  if (!detection.outcomes.some((outcome) => outcome.error)) await store?.setAll(rules, window, detection)
  return detection
}

async function detectAnew(options: DetectOptions): Promise<Detection> {
  const queried = options.rules.filter((rule) => !rule.taxi?.correlate)
  const judging = readEvaluability(options.engine, options.rules, options.window)
  // Whoever waits for it sees the failure; until then it must not end the process.
  judging.catch(() => {})
  // One at a time means one order of questions, for whoever lists them.
  if (options.concurrency === 1) await judging
  const runs = new Map<Rule, RuleRun>()
  const waiting = [...queried]
  const worker = async () => {
    for (let rule = waiting.shift(); rule; rule = waiting.shift()) {
      runs.set(rule, await runOrRecall(rule, options))
      options.onRule?.(runs.size, options.rules.length, rule.key)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency ?? 2 }, worker))
  const evaluability = await judging
  const atomic = [...runs.values()].flatMap((run) => run.findings)
  const ordinary = await ordinaryEntities(options.engine, atomic)
  for (const rule of options.rules.filter((candidate) => candidate.taxi?.correlate))
    runs.set(rule, { findings: correlateFindings(rule, atomic, ordinary), emptyTables: [] })
  const findings = [...runs.values()]
    .flatMap((run) => run.findings)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.id < b.id ? -1 : 1))
  return {
    findings,
    ordinary,
    incidents: buildIncidents(findings, { ordinary }),
    outcomes: options.rules.map((rule) =>
      outcomeOf(rule, runs.get(rule) ?? { findings: [], emptyTables: [] }, evaluability, options.window),
    ),
  }
}
