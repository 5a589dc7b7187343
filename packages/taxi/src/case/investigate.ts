import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildReport, type Detection, investigate, type Report, type Scope } from '@bigyellowtaxi/core'
import {
  createWorkspace,
  type EngineOptions,
  type FileReport,
  ingest,
  openEngine,
  openWorkspace,
  readSegments,
  type Workspace,
} from '@bigyellowtaxi/lake'
import type { Io } from '../command.js'
import { detectOn, oneThread, wholeRun } from '../detection/run.js'
import { isFailure } from '../files/failure.js'
import { inputsOf, shortName } from '../files/inputs.js'
import { progress } from '../output/progress.js'
import { type AskedQuery, recordingEngine } from '../render/report/recording-engine.js'
import { type WrittenReport, writeReport } from '../render/report/write.js'

export interface Case extends EngineOptions {
  /** Paths as typed: files, folders, patterns, archives, `-`. */
  readonly paths: readonly string[]
  readonly out: string
  /** Absent: a workspace of its own under `out`, made anew, so that one case never leaks into another. */
  readonly workspace?: string
  readonly scope: Scope
  readonly zone: string
  readonly version: string
}

export interface CaseResult {
  readonly files: readonly FileReport[]
  /** Inputs that should have been readable and were not. */
  readonly failed: readonly FileReport[]
  readonly report: Report
  readonly written: WrittenReport
  readonly workspace: string
}

const steps = {
  ledger: 'reading who touched which messages',
  links: 'tying reads to sign-ins',
  findings: 'running rules',
} as const

async function workspaceFor(work: Case): Promise<Workspace> {
  if (work.workspace !== undefined) return createWorkspace(work.workspace)
  const own = join(work.out, 'workspace')
  try {
    await openWorkspace(own)
    await rm(own, { recursive: true })
  } catch {
    // none there yet, or not ours to remove: createWorkspace says which
  }
  return createWorkspace(own)
}

const engineOptionsOf = ({ memoryBytes, threads, tempDirectory }: EngineOptions): EngineOptions => ({
  ...(memoryBytes === undefined ? {} : { memoryBytes }),
  ...(threads === undefined ? {} : { threads }),
  ...(tempDirectory === undefined ? {} : { tempDirectory }),
})

/** The detections over the whole workspace, one at a time, so that the manifest lists what was asked in one order. */
async function runRules(
  workspace: Workspace,
  work: Case,
  asked: AskedQuery[],
  onText: (text: string) => void,
): Promise<Detection> {
  const time = (text: string | null): number | undefined => (text ? Date.parse(text) : undefined)
  const engine = await openEngine(workspace, { ...engineOptionsOf(work), ...oneThread })
  try {
    const recording = recordingEngine(engine, asked)
    const { decided } = await detectOn(recording, await readSegments(workspace.folder), workspace.folder, {
      ...wholeRun,
      folder: workspace.folder,
      from: time(work.scope.from),
      to: time(work.scope.to),
      concurrency: 1,
      onRule: (done, total, rule) => onText(`rule ${done} of ${total}: ${rule}`),
    })
    return decided
  } finally {
    await engine.close()
  }
}

/** Ingest, ledger, completeness, sign-in link, findings, report: the whole job on one set of inputs. */
export async function runCase(work: Case, io: Io): Promise<CaseResult> {
  const bar = progress(io)
  const workspace = await workspaceFor(work)
  const named = new Set<string>()
  async function* inputs() {
    for await (const input of inputsOf([...work.paths].sort(), {
      stdin: io.stdin,
      workspace: workspace.folder,
    })) {
      if (input.named) named.add(input.path)
      yield input
    }
  }
  const { files } = await ingest(workspace, inputs(), {
    ...engineOptionsOf(work),
    signal: io.signal,
    onProgress: (at) =>
      bar.update(`ingesting ${at.path} (${at.input}${at.inputs === undefined ? '' : ` of ${at.inputs}`})`),
  })
  const failed = files.filter((file) => isFailure(file, named))
  const engine = await openEngine(workspace, engineOptionsOf(work))
  try {
    const asked: AskedQuery[] = []
    const recording = recordingEngine(engine, asked)
    const rules = () => runRules(workspace, work, asked, (text) => bar.update(text))
    const found = await investigate(recording, work.scope, rules, (step) => bar.update(steps[step]))
    bar.update('writing the report')
    const report = await buildReport(recording, found, {
      tool: { name: 'taxi', version: work.version },
      failures: failed.flatMap(({ path, error }) =>
        error ? [{ file: shortName(path), code: error.code, message: error.message }] : [],
      ),
    })
    const written = await writeReport(work.out, {
      report,
      answer: found.answer,
      queries: asked,
      zone: work.zone,
    })
    return { files, failed, report, written, workspace: workspace.folder }
  } finally {
    bar.done()
    await engine.close()
  }
}
