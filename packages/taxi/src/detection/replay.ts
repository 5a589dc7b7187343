import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readiness } from '@bigyellowtaxi/core'
import { createWorkspace, ingest, type LakeEngineOptions } from '@bigyellowtaxi/lake'
import { evaluate, readReport, type StoryScore, simulate, writeExports } from '@bigyellowtaxi/range'
import { inputsOf } from '../files/inputs.js'
import {
  fixesOf,
  groupsOf,
  type LoggingState,
  type MailboxGroup,
  stateKey,
  stateOf,
  withheld,
} from './logging-state.js'
import { runDetection } from './run.js'

export interface ReplayOptions {
  readonly mailboxes: number
  readonly days: number
  readonly seed: string
  /** As `taxi simulate --storyline` takes them. */
  readonly storylines: readonly string[]
  readonly engine: LakeEngineOptions
  readonly signal?: AbortSignal
  readonly onState?: (text: string) => void
}

/** What one storyline would have come to under one state of logging. */
export interface ReplayCell {
  readonly storyline: string
  readonly variant: string
  readonly seen: boolean
  /** Minutes from the intruder's first record to the first finding; null where it stays unseen. */
  readonly minutes: number | null
  readonly rules: readonly string[]
  readonly notEvaluable: readonly string[]
}

export interface ReplayState {
  /** `today`, or the fix after which it would be so. */
  readonly after: string
  readonly cells: readonly ReplayCell[]
}

export interface ReplayRow {
  readonly group: string
  readonly mailboxes: readonly string[]
  readonly states: readonly ReplayState[]
}

const cellOf = (story: StoryScore, notEvaluable: readonly string[]): ReplayCell => ({
  storyline: story.name,
  variant: story.variant,
  seen: story.recall === 1,
  minutes:
    story.recall === 1 && story.firstFindingSeconds !== null
      ? Math.round(story.firstFindingSeconds / 60)
      : null,
  rules: story.rules,
  notEvaluable,
})

/** Plays the storylines against one state of logging: simulate, withhold, ingest, detect, compare with the truth. */
export async function playState(state: LoggingState, options: ReplayOptions): Promise<readonly ReplayCell[]> {
  const folder = await mkdtemp(join(tmpdir(), 'taxi-replay-'))
  try {
    const { mailboxes, days, seed, storylines } = options
    const simulation = withheld(simulate({ mailboxes, days, seed, storylines, tier: state.tier }), state)
    const out = join(folder, 'tenant')
    const { truth, files } = writeExports(simulation, {
      out,
      ...(options.signal ? { signal: options.signal } : {}),
    })
    const workspace = await createWorkspace(join(folder, 'workspace'))
    const exports = files.filter((file) => file.records > 0).map((file) => join(out, file.file))
    await ingest(workspace, inputsOf(exports, { stdin: process.stdin, workspace: workspace.folder }))
    const { decided } = await runDetection({
      folder: workspace.folder,
      rulePaths: [],
      ruleIds: [],
      from: undefined,
      to: undefined,
      tenant: undefined,
      useStore: false,
      engine: options.engine,
      ...(options.signal ? { signal: options.signal } : {}),
    })
    const report = readReport(
      JSON.stringify({
        findings: decided.findings,
        incidents: decided.incidents,
        outcomes: decided.outcomes,
      }),
    )
    const notEvaluable = decided.outcomes
      .filter((outcome) => outcome.outcome === 'not-evaluable')
      .map((outcome) => outcome.rule)
    return evaluate(truth, report).storylines.map((story) => cellOf(story, notEvaluable))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The matrix: each group of mailboxes that are logged alike, today and after each fix, against each storyline. */
export async function replay(readiness: Readiness, options: ReplayOptions): Promise<readonly ReplayRow[]> {
  const played = new Map<string, readonly ReplayCell[]>()
  const play = async (state: LoggingState, text: string): Promise<readonly ReplayCell[]> => {
    const known = played.get(stateKey(state))
    if (known) return known
    options.onState?.(text)
    const cells = await playState(state, options)
    played.set(stateKey(state), cells)
    return cells
  }
  const rowOf = async (group: MailboxGroup): Promise<ReplayRow> => {
    const today = stateOf(readiness, group)
    const states: ReplayState[] = [{ after: 'today', cells: await play(today, `${group.name}, today`) }]
    for (const fix of fixesOf(today))
      states.push({
        after: fix.name,
        cells: await play(fix.apply(today), `${group.name}, after: ${fix.name}`),
      })
    return { group: group.name, mailboxes: group.mailboxes, states }
  }
  const rows: ReplayRow[] = []
  for (const group of groupsOf(readiness)) rows.push(await rowOf(group))
  return rows
}
