import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assessReadiness, type Readiness, readReadinessFacts } from '@bigyellowtaxi/core'
import { createWorkspace, ingest, openEngine } from '@bigyellowtaxi/lake'
import { type SimulateOptions, simulate, type Truth, writeExports } from '@bigyellowtaxi/range'
import { inputsOf } from '../../src/files/inputs.js'

/** What of a simulated tenant an administrator hands over. */
export type Given = 'settings' | 'logs' | 'both'

export interface SimulatedTenant {
  readonly truth: Truth
  readonly files: (given: Given) => readonly string[]
}

/** Runs with a folder of its own, gone afterwards. */
export async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'taxi-readiness-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A simulated tenant's exports in a folder. */
export function writeTenant(folder: string, options: SimulateOptions): SimulatedTenant {
  const { truth, files } = writeExports(simulate(options), { out: folder })
  const settings = readdirSync(join(folder, 'settings')).map((name) => join(folder, 'settings', name))
  const logs = files
    .filter((file) => file.records > 0 && !file.file.startsWith('settings'))
    .map((file) => join(folder, file.file))
  const given = { settings, logs, both: [...settings, ...logs] }
  return { truth, files: (which) => given[which] }
}

/** What `taxi readiness` answers for these files alone. */
export async function assessFiles(folder: string, files: readonly string[]): Promise<Readiness> {
  const workspace = await createWorkspace(folder)
  await ingest(workspace, inputsOf([...files], { stdin: process.stdin, workspace: workspace.folder }))
  const engine = await openEngine(workspace, {})
  try {
    return assessReadiness(await readReadinessFacts(engine))
  } finally {
    await engine.close()
  }
}
