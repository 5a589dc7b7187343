import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIncidents, correlateFindings, type Finding, type Rule } from '@bigyellowtaxi/core'
import { createWorkspace, ingest, type LakeEngineOptions } from '@bigyellowtaxi/lake'
import {
  evaluate,
  readReport,
  type StoryTruth,
  simulate,
  type Truth,
  writeExports,
} from '@bigyellowtaxi/range'
import { inputsOf } from '../files/inputs.js'
import { type LoggingState, withheld } from './logging-state.js'
import type { ReplayCell, ReplayState } from './replay-model.js'
import { runDetection, wholeRun } from './run.js'

export interface PlayOptions {
  readonly mailboxes: number
  readonly days: number
  readonly seed: string
  /** As `taxi simulate --storyline` takes them. */
  readonly storylines: readonly string[]
  readonly engine: LakeEngineOptions
  readonly signal?: AbortSignal
}

const idsOf = (story: StoryTruth): readonly string[] => [
  ...story.recordIds,
  ...story.signInIds,
  ...story.directoryAuditIds,
  ...story.graphRequestIds,
  ...story.mailEventIds,
]

/** Findings as they are without the other storylines of the same tenant, so that none is seen by another's noise. */
function withoutOthers(
  findings: readonly Finding[],
  rules: readonly Rule[],
  story: StoryTruth,
  truth: Truth,
  ordinary: ReadonlySet<string>,
): readonly Finding[] {
  const own = new Set(idsOf(story))
  const others = new Set(
    truth.storylines
      .filter((other) => other !== story)
      .flatMap(idsOf)
      .filter((id) => !own.has(id)),
  )
  const joining = rules.filter((rule) => rule.taxi?.correlate)
  const joins = new Set(joining.map((rule) => rule.key))
  const atomic = findings.filter(
    (finding) => !joins.has(finding.rule) && !finding.evidence.some((id) => others.has(id)),
  )
  return [...atomic, ...joining.flatMap((rule) => correlateFindings(rule, atomic, ordinary))]
}

function cellOf(
  story: StoryTruth,
  truth: Truth,
  findings: readonly Finding[],
  ordinary: ReadonlySet<string>,
): ReplayCell {
  const incidents = buildIncidents(findings, { ordinary })
  const report = readReport(JSON.stringify({ findings, incidents }))
  const scored = evaluate({ ...truth, storylines: [story] }, report)
  const [score] = scored.storylines
  const after = (rule: { readonly firstFindingSeconds: Readonly<Record<string, number>> }): number =>
    rule.firstFindingSeconds[story.name] ?? Number.POSITIVE_INFINITY
  const rules = scored.rules
    .filter((rule) => rule.storylines.includes(story.name))
    .sort((a, b) => after(a) - after(b) || (a.rule < b.rule ? -1 : 1))
  const seconds = score?.firstFindingSeconds ?? null
  return {
    storyline: story.name,
    variant: story.variant,
    seen: score?.recall === 1,
    minutes: seconds === null ? null : Math.max(0, Math.round(seconds / 60)),
    rules: rules.map((rule) => rule.rule),
    findings: rules.reduce((sum, rule) => sum + rule.findings - rule.falseFindings, 0),
  }
}

type Played = Pick<ReplayState, 'cells' | 'notEvaluable'>

/** How one storyline was asked for, so that it can be asked for by itself. */
const askedAs = ({ storyline, variant }: ReplayCell, storylines: readonly string[]): string =>
  storylines.find((text) => text.split(':', 1)[0] === storyline) ??
  (variant === 'quiet' ? `${storyline}:quiet` : storyline)

/**
 * Plays the storylines against one state of logging. What came out too weak among the others is played once more by
 * itself: a finding that rests on records of two of them cannot be taken apart afterwards.
 */
export async function playState(state: LoggingState, options: PlayOptions): Promise<Played> {
  const played = await playTogether(state, options)
  if (played.cells.length < 2) return played
  const cells: ReplayCell[] = []
  for (const cell of played.cells) {
    const isWeak = !cell.seen && cell.findings > 0
    const storylines = [askedAs(cell, options.storylines)]
    const alone = isWeak ? (await playTogether(state, { ...options, storylines })).cells[0] : undefined
    cells.push(alone ?? cell)
  }
  return { ...played, cells }
}

/** Simulate, withhold, ingest, detect, compare with the truth. */
async function playTogether(state: LoggingState, options: PlayOptions): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), 'taxi-replay-'))
  try {
    const { mailboxes, days, seed, storylines } = options
    // The top licence writes everything; what this tenant's logging lacks is taken away.
    const simulated = simulate({ mailboxes, days, seed, storylines, tier: 'E5', searches: 'all' })
    const simulation = withheld(simulated, state)
    const out = join(folder, 'tenant')
    const signal = options.signal ? { signal: options.signal } : {}
    const { truth, files } = writeExports(simulation, { out, ...signal })
    const workspace = await createWorkspace(join(folder, 'workspace'))
    const exports = files.filter((file) => file.records > 0).map((file) => join(out, file.file))
    await ingest(workspace, inputsOf(exports, { stdin: process.stdin, workspace: workspace.folder }))
    const { decided, rules } = await runDetection({
      ...wholeRun,
      folder: workspace.folder,
      engine: options.engine,
      ...signal,
    })
    const { ordinary } = decided
    return {
      cells: truth.storylines.map((story) =>
        cellOf(story, truth, withoutOthers(decided.findings, rules, story, truth, ordinary), ordinary),
      ),
      notEvaluable: decided.outcomes
        .filter((outcome) => outcome.outcome === 'not-evaluable')
        .map((outcome) => outcome.rule),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
