import { createHash } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  type Decision,
  type Detection,
  decisionSchema,
  type EarlierRun,
  type Rule,
  type RuleRun,
  type RunStore,
} from '@bigyellowtaxi/core'
import type { Segment } from '@bigyellowtaxi/lake'

const folderOf = (workspace: string): string => join(workspace, 'detections')

interface Kept {
  readonly window: { readonly from: number; readonly to: number }
  readonly segments: readonly string[]
  readonly run: RuleRun
}

interface KeptDetection extends Omit<Kept, 'run'> {
  readonly detection: Omit<Detection, 'ordinary'> & { readonly ordinary: readonly string[] }
}

const readJson = async <T>(file: string): Promise<T | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T
  } catch {
    return undefined
  }
}

/** Written aside and renamed: a run that was cut off leaves the one before. */
async function writeJson(file: string, value: unknown): Promise<void> {
  const aside = `${file}.${process.pid}.new`
  await writeFile(aside, JSON.stringify(value))
  await rename(aside, file)
}

/** A segment that only stands for others since a compaction brings nothing new. */
const isSeen = (segment: Segment, seen: ReadonlySet<string>): boolean =>
  seen.has(segment.id) || (segment.replaces.length > 0 && segment.replaces.every((id) => seen.has(id)))

/** Earliest record of the segments that a run had not seen; undefined when there are none. */
function newSince(segments: readonly Segment[], seen: readonly string[]): number | undefined {
  const times = segments
    .filter((segment) => !isSeen(segment, new Set(seen)))
    .flatMap((segment) => segment.batches.map((batch) => (batch.from ? Date.parse(batch.from) : 0)))
  return times.length > 0 ? Math.min(...times) : undefined
}

/** Takes away what other code kept: it is not read again. */
async function keepOnly(folder: string, name: string): Promise<void> {
  for (const other of await readdir(folder))
    if (other !== name) await rm(join(folder, other), { recursive: true, force: true })
}

export interface RunStoreOptions {
  /** What the code is that runs the rules (see code-fingerprint.ts): runs of other code are not taken up. */
  readonly code: string
  readonly tenant?: string
}

/** Runs of rules, kept in the workspace by the code that made them and the rule's text: an edited rule runs anew. */
export async function openRunStore(
  workspace: string,
  segments: readonly Segment[],
  { code, tenant = '' }: RunStoreOptions,
): Promise<RunStore> {
  const runs = join(folderOf(workspace), 'runs')
  const folder = join(runs, code)
  await mkdir(folder, { recursive: true })
  await keepOnly(runs, code)
  const fileFor = (...what: readonly unknown[]): string => {
    const hash = createHash('sha256').update(JSON.stringify([tenant, ...what]))
    return join(folder, `${hash.digest('hex').slice(0, 32)}.json`)
  }
  const textOf = ({ file: _, ...text }: Rule) => text
  const ids = segments.map((segment) => segment.id)
  const fileOf = (rule: Rule): string => fileFor(textOf(rule))
  /** One for each set of rules: what they gave before more was ingested is not asked for again. */
  const fileOfAll = (rules: readonly Rule[]): string => fileFor('all', rules.map(textOf))
  return {
    async get(rule): Promise<EarlierRun | undefined> {
      const kept = await readJson<Kept>(fileOf(rule))
      return kept && { window: kept.window, newSince: newSince(segments, kept.segments), run: kept.run }
    },
    async set(rule, window, run) {
      await mkdir(folder, { recursive: true })
      await writeJson(fileOf(rule), { window, segments: ids, run } satisfies Kept)
    },
    async getAll(rules, window) {
      const kept = await readJson<KeptDetection>(fileOfAll(rules))
      if (!kept || !isDeepStrictEqual([kept.window, kept.segments], [window, ids])) return undefined
      return { ...kept.detection, ordinary: new Set(kept.detection.ordinary) }
    },
    async setAll(rules, window, { ordinary, ...detection }) {
      const kept = { window, segments: ids, detection: { ...detection, ordinary: [...ordinary] } }
      await writeJson(fileOfAll(rules), kept satisfies KeptDetection)
    },
  }
}

const decisionsFile = (workspace: string): string => join(folderOf(workspace), 'decisions.ndjson')

/** What analysts decided, oldest first. */
export async function readDecisions(workspace: string): Promise<readonly Decision[]> {
  const text = await readFile(decisionsFile(workspace), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => decisionSchema.parse(JSON.parse(line)))
}

/** Adds a decision; earlier ones are never rewritten, so that it stays known who decided what and when. */
export async function addDecision(workspace: string, decision: Decision): Promise<void> {
  await mkdir(folderOf(workspace), { recursive: true })
  await appendFile(decisionsFile(workspace), `${JSON.stringify(decision)}\n`)
}
