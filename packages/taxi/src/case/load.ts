import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkspace, type FileReport, ingest, openWorkspace, type Workspace } from '@bigyellowtaxi/lake'
import type { Io } from '../command.js'
import { isBesides } from '../files/failure.js'
import { inputsOf } from '../files/inputs.js'
import { errorText } from '../output/error-text.js'
import { progress } from '../output/progress.js'

export interface Loaded {
  readonly workspace: Workspace
  readonly files: readonly FileReport[]
  /** Removes the workspace where it was only made for this run. */
  done(): Promise<void>
}

/**
 * The workspace a question is asked of: the one named, with the given exports added; or, where exports are given
 * and none is named, one that lives as long as the command.
 */
export async function loadWorkspace(
  paths: readonly string[],
  folder: string,
  isNamed: boolean,
  io: Io,
): Promise<Loaded> {
  if (paths.length === 0) return { workspace: await openWorkspace(folder), files: [], done: async () => {} }
  const temporary = isNamed ? undefined : await mkdtemp(join(tmpdir(), 'taxi-'))
  const workspace = await createWorkspace(temporary ?? folder)
  const bar = progress(io)
  const { files } = await ingest(
    workspace,
    inputsOf([...paths].sort(), { stdin: io.stdin, workspace: workspace.folder }),
    {
      signal: io.signal,
      onProgress: (at) => bar.update(`ingesting ${at.path}`),
    },
  )
  bar.done()
  const named = new Set(paths)
  for (const file of files)
    if (file.error && !isBesides(file, named))
      io.stderr(errorText({ ...file.error, message: file.error.message, file: file.path }, io))
  return {
    workspace,
    files,
    done: async () => {
      if (temporary) await rm(temporary, { recursive: true, force: true })
    },
  }
}
