import type { Dirent, Stats } from 'node:fs'
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { fileBytes, type Input, LakeError } from '@bigyellowtaxi/lake'
import { glob, isDynamicPattern } from 'tinyglobby'
import { isZip, zipInputs } from './zip.js'

/**
 * Where paths exist: what was typed on the command line, as inputs in a fixed order. A path that cannot be read
 * is an input that fails when opened, so that it is reported in its place and the others still load.
 */
export interface NamedInput extends Input {
  /** True for what was typed; false for what a folder or an archive holds. */
  readonly named: boolean
}

function failing(path: string, named: boolean, error: LakeError): NamedInput {
  return {
    path,
    named,
    open() {
      throw error
    },
  }
}

const kinds: readonly [keyof Stats & `is${string}`, string][] = [
  ['isSocket', 'a socket'],
  ['isFIFO', 'a named pipe'],
  ['isBlockDevice', 'a device'],
  ['isCharacterDevice', 'a device'],
]

/** Opening one of these would block or read something that is no export. */
function refusal(path: string, stats: Stats): LakeError | undefined {
  const kind = kinds.find(([is]) => (stats[is] as () => boolean)())?.[1]
  return kind === undefined
    ? undefined
    : new LakeError('ING101', `this is ${kind}, not a file`, { file: path, hint: 'use - to read a pipe' })
}

function systemError(path: string, error: unknown): LakeError {
  const { code, message } = error as NodeJS.ErrnoException
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'reading it is not permitted',
    EPERM: 'reading it is not permitted',
    ELOOP: 'its links go round in a circle',
  }
  return new LakeError('ING101', reasons[code ?? ''] ?? message, { file: path, cause: error })
}

export interface InputOptions {
  readonly stdin: NodeJS.ReadableStream
  /** The workspace itself is never an export. */
  readonly workspace: string
}

/** Every input the given paths stand for: files, folders, patterns, archives, and `-` for standard input. */
export async function* inputsOf(paths: readonly string[], options: InputOptions): AsyncGenerator<NamedInput> {
  for (const path of paths) {
    if (path === '-') yield standardInput(options.stdin)
    else yield* pathInputs(path, options)
  }
}

const standardInput = (stdin: NodeJS.ReadableStream): NamedInput => ({
  path: '-',
  named: true,
  once: true,
  open: () => stdin as unknown as AsyncIterable<Uint8Array>,
})

async function* pathInputs(path: string, options: InputOptions): AsyncGenerator<NamedInput> {
  // a file may be called `export [1].csv`: what exists is taken as it stands
  const exists = await lstat(path).then(
    () => true,
    () => false,
  )
  if (exists || !isDynamicPattern(path)) {
    yield* existing(path, true, options, new Set())
    return
  }
  const found = (
    await glob(path, { dot: true, onlyFiles: true, expandDirectories: false, absolute: isAbsolute(path) })
  ).sort()
  if (found.length === 0)
    yield failing(path, true, new LakeError('ING101', 'no file matches this pattern', { file: path }))
  for (const file of found) yield* existing(file, false, options, new Set())
}

async function* existing(
  path: string,
  named: boolean,
  options: InputOptions,
  above: ReadonlySet<string>,
): AsyncGenerator<NamedInput> {
  let stats: Stats
  try {
    stats = await stat(path)
  } catch (error) {
    yield failing(path, named, systemError(path, error))
    return
  }
  const refused = refusal(path, stats)
  if (refused) yield failing(path, named, refused)
  else if (stats.isDirectory()) yield* folder(path, named, options, above)
  else yield* file(path, named, stats.size)
}

/** What marks a workspace, for instance that of an earlier report beside the exports it was made of. */
const workspaceNames = ['workspace.json', 'segments']

async function* folder(
  path: string,
  named: boolean,
  options: InputOptions,
  above: ReadonlySet<string>,
): AsyncGenerator<NamedInput> {
  const real = await realpath(path)
  if (above.has(real) || real === (await realpath(options.workspace).catch(() => undefined))) return
  let entries: Dirent[]
  try {
    entries = await readdir(path, { withFileTypes: true })
  } catch (error) {
    yield failing(path, named, systemError(path, error))
    return
  }
  const names = entries.map((entry) => entry.name).sort()
  if (!named && workspaceNames.every((name) => names.includes(name))) return
  if (named && names.length === 0)
    yield failing(path, named, new LakeError('ING101', 'the folder is empty', { file: path }))
  for (const name of names) yield* existing(join(path, name), false, options, new Set([...above, real]))
}

async function* file(path: string, named: boolean, sizeBytes: number): AsyncGenerator<NamedInput> {
  let head: Buffer
  try {
    head = await firstBytes(path)
  } catch (error) {
    yield failing(path, named, systemError(path, error))
    return
  }
  if (isZip(head)) yield* zipInputs(path, named)
  else yield { path, named, sizeBytes, open: () => fileBytes(path) }
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** A name for one line of progress. */
export const shortName = (path: string): string => (path === '-' ? 'standard input' : basename(path))
