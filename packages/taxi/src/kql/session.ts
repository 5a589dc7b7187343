import {
  emptyTables,
  type PlanAnswer,
  type PlanOptions,
  type PlanResult,
  type RunOptions,
  type RunResult,
  runPlan,
} from '@bigyellowtaxi/core/query'
import {
  type DuckDbEngine,
  type LakeEngineOptions,
  openEngine,
  openWorkspace,
  readSegments,
} from '@bigyellowtaxi/lake'
import { compilePlan } from './compile.js'
import { chooseNow, type Now } from './now.js'
import { services } from './services.js'
import { readWatchlists } from './watchlists.js'

export interface SessionOptions {
  readonly folder: string
  readonly now: Date | undefined
  readonly engine: LakeEngineOptions
  /** Local files `externaldata` may read, by the URI a query names. */
  readonly files?: Readonly<Record<string, string>>
}

/** A workspace opened for queries: compiling and opening the engine go on at the same time. */
export interface KqlSession {
  readonly now: Now
  /** What a plan depends on besides the text. */
  readonly options: PlanOptions
  compile(text: string): Promise<PlanAnswer>
  run(plan: PlanResult, options?: RunOptions): Promise<RunResult>
  empty(tables: readonly string[]): Promise<readonly string[]>
  engine(): Promise<DuckDbEngine>
  close(): Promise<void>
}

export async function openSession(options: SessionOptions): Promise<KqlSession> {
  const workspace = await openWorkspace(options.folder)
  const [segments, watchlists] = await Promise.all([
    readSegments(workspace.folder),
    readWatchlists(workspace.folder),
  ])
  const now = chooseNow(options.now, segments, new Date())
  const opening = openEngine(workspace, options.engine).then(async (engine) => {
    await engine.define(watchlists.views)
    return engine
  })
  // Whoever asks first sees the failure; until then it must not end the process.
  opening.catch(() => {})
  const engine = () => opening
  const planOptions: PlanOptions = {
    now: now.now,
    watchlists: watchlists.lists,
    ...(options.files ? { files: options.files } : {}),
  }
  return {
    now,
    options: planOptions,
    compile: (text) => compilePlan(text, planOptions, engine),
    run: async (plan, run) => runPlan(await opening, plan, { services, ...run }),
    empty: async (tables) => emptyTables(await opening, tables),
    engine,
    close: async () => {
      const opened = await opening.catch(() => undefined)
      await opened?.close()
    },
  }
}
