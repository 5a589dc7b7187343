import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { LakeError } from './errors.js'
import { readSegments, segmentsFolder, stagingFolder } from './segment.js'

/**
 * One writer at a time. The lock is the engine's own lock on a small file: the operating system takes it back
 * when the process ends, however it ends, on Linux, macOS and Windows alike.
 */
const lockFile = 'writer.lock'

export interface WriteLockOptions {
  /** How long to wait for another writer, in milliseconds; not at all by default. */
  readonly waitMs?: number
  readonly signal?: AbortSignal
  /** How long segments stay after a compaction has replaced them, for who is still reading them. */
  readonly graceMs?: number
}

const usualGraceMs = 15 * 60_000

/** Locks of a file are not told apart within one process, so this process keeps its own list. */
const heldHere = new Set<string>()

async function tryLock(folder: string): Promise<DuckDBInstance | undefined> {
  if (heldHere.has(folder)) return undefined
  heldHere.add(folder)
  try {
    return await DuckDBInstance.create(join(folder, lockFile), { threads: '1', memory_limit: '64MiB' })
  } catch (error) {
    heldHere.delete(folder)
    if (/lock/i.test(String((error as Error).message))) return undefined
    throw error
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function lock(folder: string, options: WriteLockOptions): Promise<DuckDBInstance> {
  const until = Date.now() + (options.waitMs ?? 0)
  for (;;) {
    const held = await tryLock(folder)
    if (held) return held
    options.signal?.throwIfAborted()
    if (Date.now() >= until)
      throw new LakeError('LAKE103', 'another process is writing to this workspace', {
        file: folder,
        hint: 'wait until it has finished, or give --wait',
      })
    await pause(100)
  }
}

/** Runs `work` as the only writer, after clearing away what a killed writer may have left. */
export async function withWriteLock<T>(
  folder: string,
  options: WriteLockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const held = await lock(folder, options)
  try {
    await clearLeftovers(folder, options.graceMs ?? usualGraceMs)
    return await work()
  } finally {
    held.closeSync()
    heldHere.delete(folder)
  }
}

/** Half-written segments, and segments that a compaction replaced a while ago. */
async function clearLeftovers(folder: string, graceMs: number): Promise<void> {
  const staging = join(folder, stagingFolder)
  for (const name of await readdir(staging).catch(() => []))
    await rm(join(staging, name), { recursive: true, force: true })
  for (const segment of await readSegments(folder)) {
    // only what a whole segment names as replaced: what merely cannot be read just now is never deleted
    if (segment.replaces.length === 0) continue
    const { mtimeMs } = await stat(join(folder, segmentsFolder, segment.id))
    if (Date.now() - mtimeMs < graceMs) continue
    for (const id of segment.replaces)
      await rm(join(folder, segmentsFolder, id), { recursive: true, force: true })
  }
}
