import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  emptyTables,
  type PlanAnswer,
  type PlanOptions,
  type PlanResult,
  presentIn,
  type RunOptions,
  type RunResult,
  readPresent,
  runPlan,
} from '@bigyellowtaxi/core/query'
import { type LakeEngineOptions, openEngine, openWorkspace, readSegments } from '@bigyellowtaxi/lake/engine'
import { type ExternalAccess, findExternal, readableFolders } from '../files/external-data.js'
import { compilePlan } from './compile.js'
import { compileHere } from './compile-here.js'
import { readGeo } from './geo.js'
import { chooseNow, type Now } from './now.js'
import { snapshotFailure } from './snapshot.js'
import { readWatchlists } from './watchlists.js'
import { compileWithFiles } from './with-files.js'

export interface SessionOptions {
  readonly folder: string
  readonly now: Date | undefined
  readonly engine: LakeEngineOptions
  /** What `externaldata` may read besides the workspace. */
  readonly external: ExternalAccess
  /** Database that geo_info_from_ip_address looks in. */
  readonly geo?: string
  readonly signal: AbortSignal
}

/** A workspace opened for queries: compiling and opening the engine go on at the same time. */
export interface KqlSession {
  readonly now: Now
  /** A kept plan, or one made the quickest way there is. */
  compile(text: string): Promise<PlanAnswer>
  /** The same for many texts in a row: the parser is loaded once, and plans are not kept. */
  compileHere(text: string): Promise<PlanAnswer>
  /** What a reader must know to read a plan's answer right. */
  notes(plan: PlanResult): readonly string[]
  run(plan: PlanResult, options?: RunOptions): Promise<RunResult>
  /** Of the tables, those nothing was ingested for. */
  empty(tables: readonly string[]): Promise<readonly string[]>
  close(): Promise<void>
}

export async function openSession(options: SessionOptions): Promise<KqlSession> {
  const workspace = await openWorkspace(options.folder)
  const [segments, watchlists, locateIp, external] = await Promise.all([
    readSegments(workspace.folder),
    readWatchlists(workspace.folder),
    readGeo(options.geo, workspace.folder),
    makeRoom(options.external),
  ])
  const now = chooseNow(options.now, segments, new Date())
  const opening = openEngine(workspace, {
    ...options.engine,
    readable: await readableFolders(external),
  }).then(async (engine) => {
    await engine.define(watchlists.views)
    return engine
  })
  // Whoever asks first sees the failure; until then it must not end the process.
  opening.catch(() => {})
  const engine = () => opening
  const readOptions = async (): Promise<PlanOptions> => {
    const present = presentIn(segments) ?? (await readPresent(await opening))
    return { now: now.now, watchlists: watchlists.lists, ...(present ? { present } : {}) }
  }
  let reading: Promise<PlanOptions> | undefined
  const planOptions = () => {
    reading ??= readOptions()
    return reading
  }
  const find = (uri: string) => findExternal(uri, external, options.signal)
  const known = new Map<string, Promise<readonly string[]>>()
  const services = locateIp ? { locateIp } : {}
  return {
    now,
    compile: async (text) => {
      const given = await planOptions()
      return compileWithFiles((files) => compilePlan(text, { ...given, files }, engine), find)
    },
    compileHere: async (text) => {
      const [given, opened] = await Promise.all([planOptions(), opening])
      return compileWithFiles((files) => compileHere(text, { ...given, files }, opened), find)
    },
    notes: (plan) => {
      const failure = snapshotFailure()
      return [
        ...(!locateIp && plan.natives.includes('kql_geo_info_from_ip_address')
          ? [
              'geo_info_from_ip_address() knows no place here, so that every country is empty: --geo FILE brings the data',
            ]
          : []),
        ...(failure === undefined
          ? []
          : [
              `new queries take seconds longer here, as the compiler's snapshot could not be built: ${failure}`,
            ]),
      ]
    },
    run: async (plan, run) => runPlan(await opening, plan, { services, ...run }),
    empty: async (tables) => {
      const opened = await opening
      const asked = tables.map((table) => {
        const answer = known.get(table) ?? emptyTables(opened, [table])
        known.set(table, answer)
        return answer
      })
      return (await Promise.all(asked)).flat()
    },
    close: async () => {
      const opened = await opening.catch(() => undefined)
      await opened?.close()
      if (external.fetched) await rm(external.fetched, { recursive: true, force: true })
    },
  }
}

/** A folder for what is fetched, where anything may be. */
const makeRoom = async (access: ExternalAccess): Promise<ExternalAccess> =>
  access.hosts.length === 0
    ? access
    : { ...access, fetched: await realpath(await mkdtemp(join(tmpdir(), 'taxi-fetched-'))) }
