import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DuckDbEngine, type DuckDbOptions } from './duckdb/engine.js'
import { LakeError } from './errors.js'
import {
  readSegments,
  refuseOtherFormat,
  type Segment,
  segmentsFolder,
  stagingFolder,
  storageFormat,
} from './segment.js'
import { workspaceViews } from './views.js'

/** A folder that holds ingested exports. Any number of processes may read it while one writes. */
export interface Workspace {
  /** Absolute path. */
  readonly folder: string
}

const marker = 'workspace.json'
const markerText = `${JSON.stringify({ kind: 'big-yellow-taxi workspace', format: storageFormat }, null, 2)}\n`

async function markerOf(folder: string): Promise<{ kind?: unknown; format?: unknown } | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, marker), 'utf8'))
  } catch {
    return undefined
  }
}

/** Opens an existing workspace; LAKE101 when there is none, LAKE102 when this version cannot read it. */
export async function openWorkspace(folder: string): Promise<Workspace> {
  const absolute = resolve(folder)
  const found = await markerOf(absolute)
  if (!found)
    throw new LakeError('LAKE101', 'there is no workspace here', {
      file: folder,
      hint: 'taxi ingest PATH... makes one',
    })
  refuseOtherFormat(found.format, folder)
  return { folder: absolute }
}

/** Opens the workspace, or makes one in a folder that is new or empty. Never takes over a folder of other files. */
export async function createWorkspace(folder: string): Promise<Workspace> {
  const absolute = resolve(folder)
  if (await markerOf(absolute)) return openWorkspace(folder)
  await mkdir(absolute, { recursive: true })
  const foreign = (await readdir(absolute)).filter((name) => ![segmentsFolder, stagingFolder].includes(name))
  if (foreign.length > 0)
    throw new LakeError('LAKE102', 'this folder holds other files', {
      file: folder,
      hint: 'name a new folder with --workspace',
    })
  await mkdir(join(absolute, segmentsFolder), { recursive: true })
  await mkdir(join(absolute, stagingFolder), { recursive: true })
  await writeFile(join(absolute, marker), markerText)
  return { folder: absolute }
}

export interface LakeEngineOptions extends Omit<DuckDbOptions, 'setup' | 'allowedDirectories'> {
  /** Only records of this tenant (OrganizationId) are seen. */
  readonly tenant?: string
  /** Further folders a statement may read, by their real paths. None is the rule. */
  readonly readable?: readonly string[]
}

/**
 * An engine over the workspace as it is now, with a view for every canonical table (typed and empty where
 * nothing was ingested) and for `indicator`, `batches`, `rejects` and `variants`. Statements reach no other
 * file of the machine. Close it when done.
 */
export async function openEngine(
  workspace: Workspace,
  options: LakeEngineOptions = {},
): Promise<DuckDbEngine> {
  const segments = await readSegments(workspace.folder)
  const { tenant, readable = [], ...engineOptions } = options
  return DuckDbEngine.open({
    ...engineOptions,
    setup: workspaceViews(workspace.folder, segments, { tenant }),
    allowedDirectories: [join(workspace.folder, segmentsFolder), ...readable],
  })
}

/** Makes an open engine see what was ingested since it was opened. */
export async function refreshEngine(
  workspace: Workspace,
  engine: DuckDbEngine,
  tenant?: string,
): Promise<readonly Segment[]> {
  const segments = await readSegments(workspace.folder)
  await engine.define(workspaceViews(workspace.folder, segments, { tenant }))
  return segments
}
