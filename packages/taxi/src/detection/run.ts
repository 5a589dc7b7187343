import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { type Decided, decide, detect, type Rule, type RuleError } from '@bigyellowtaxi/core'
import {
  type Engine,
  type LakeEngineOptions,
  openEngine,
  openWorkspace,
  readSegments,
  type Segment,
} from '@bigyellowtaxi/lake'
import { codeFingerprint } from '../files/code-fingerprint.js'
import { openRunStore, readDecisions } from '../files/detection-store.js'
import { pickRules, readRules } from '../files/rule-files.js'
import { kqlRunner } from '../kql/runner.js'
import { readWatchlists, type Watchlists } from '../kql/watchlists.js'

export interface DetectionRequest {
  readonly folder: string
  readonly rulePaths: readonly string[]
  /** Empty: all of them. */
  readonly ruleIds: readonly string[]
  readonly from: number | undefined
  readonly to: number | undefined
  readonly tenant: string | undefined
  readonly useStore: boolean
  readonly engine: LakeEngineOptions
  /** Rules at a time; one, where the order of what is asked is to be the same every time. */
  readonly concurrency?: number
  readonly signal?: AbortSignal
  readonly onRule?: (done: number, total: number, rule: string) => void
}

export interface DetectionRun {
  readonly decided: Decided
  /** Rule files that are none, each with its reason. */
  readonly errors: readonly RuleError[]
  readonly rules: readonly Rule[]
  readonly manifest: {
    readonly from: string
    readonly to: string
    readonly rules: Readonly<Record<string, string>>
  }
}

/** From before the first record (rules ask for what is later than a window's start) to just after the last one. */
function spanOf(segments: readonly Segment[]): { readonly from: number; readonly to: number } {
  const batches = segments.flatMap((segment) => segment.batches)
  const times = (side: 'from' | 'to') =>
    batches.flatMap((batch) => (batch[side] ? [Date.parse(batch[side])] : []))
  const from = times('from')
  const to = times('to')
  const hour = 3_600_000
  return from.length === 0
    ? { from: 0, to: 0 }
    : { from: Math.floor(Math.min(...from) / hour) * hour - hour, to: Math.max(...to) + hour }
}

/** Every rule of ours over the whole workspace, with nothing kept from earlier runs. */
export const wholeRun: Omit<DetectionRequest, 'folder'> = {
  rulePaths: [],
  ruleIds: [],
  from: undefined,
  to: undefined,
  tenant: undefined,
  useStore: false,
  engine: {},
}

/**
 * With several threads, the order in which a query meets rows changes from run to run, and with it what `make_set` and
 * `arg_max` choose among equals. Rules run side by side instead, each in one order.
 */
export const oneThread: LakeEngineOptions = { threads: 1 }

/** Runs rules over a workspace, with what earlier runs already know and what analysts decided. */
export async function runDetection(request: DetectionRequest): Promise<DetectionRun> {
  const workspace = await openWorkspace(request.folder)
  const { tenant } = request
  const engine = await openEngine(workspace, {
    ...request.engine,
    ...oneThread,
    ...(tenant === undefined ? {} : { tenant }),
  })
  try {
    const segments = await readSegments(workspace.folder)
    const watchlists = await readWatchlists(workspace.folder)
    await engine.define(watchlists.views)
    return await detectOn(engine, segments, workspace.folder, request, watchlists)
  } finally {
    await engine.close()
  }
}

/** What other code made of the records, or other exceptions, is not taken up. */
async function storeOf(
  { folder, tenant }: DetectionRequest,
  segments: readonly Segment[],
  { views }: Watchlists,
) {
  const code = createHash('sha256').update(JSON.stringify([await codeFingerprint(), views]))
  return openRunStore(folder, segments, {
    code: code.digest('hex').slice(0, 16),
    ...(tenant ? { tenant } : {}),
  })
}

/** From so many rules on, most of them read the same parts of the log. */
const manyRules = 8

/** The same on an engine that is open already, and has views of the watchlists. */
export async function detectOn(
  engine: Engine,
  segments: readonly Segment[],
  folder: string,
  request: DetectionRequest,
  watchlists: Watchlists = { lists: [], views: [] },
): Promise<DetectionRun> {
  const set = await readRules(request.rulePaths)
  const rules = request.ruleIds.length > 0 ? pickRules(set, request.ruleIds) : set.rules
  const span = spanOf(segments)
  const window = { from: request.from ?? span.from, to: request.to ?? span.to }
  const atOnce = request.concurrency ?? request.engine.threads ?? availableParallelism()
  const detection = await detect({
    engine,
    rules,
    query: kqlRunner(engine, { isMany: rules.length >= manyRules, atOnce, watchlists: watchlists.lists }),
    window,
    // All of them, unless it is said otherwise: each is compiled while others run, or wait for a turn.
    concurrency: request.concurrency ?? rules.length,
    ...(request.useStore ? { store: await storeOf(request, segments, watchlists) } : {}),
    ...(request.onRule ? { onRule: request.onRule } : {}),
    ...(request.signal ? { signal: request.signal } : {}),
  })
  return {
    decided: decide(detection, await readDecisions(folder)),
    errors: set.errors,
    rules,
    manifest: {
      from: new Date(window.from).toISOString(),
      to: new Date(window.to).toISOString(),
      rules: Object.fromEntries(rules.map((rule) => [rule.key, rule.version])),
    },
  }
}
