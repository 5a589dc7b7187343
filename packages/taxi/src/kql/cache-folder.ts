import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where compiled plans and the compiler's snapshot are kept between runs; removing it costs time, never an answer. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.TAXI_CACHE) return env.TAXI_CACHE
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'taxi')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'taxi')
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'taxi')
}

const WRITABLE_BY_OTHERS = 0o022

/** Windows keeps a user's folders to the user; it has no numbers to compare. */
const own = (uid: number): boolean => process.getuid === undefined || process.getuid() === uid

/**
 * True where nobody else can have put this there: a snapshot is code that runs as the user, a plan is SQL over the
 * user's evidence. What others can write to is not read.
 */
export function isOurs(path: string): boolean {
  try {
    const { uid, mode } = lstatSync(path)
    return own(uid) && (process.getuid === undefined || (mode & WRITABLE_BY_OTHERS) === 0)
  } catch {
    return false
  }
}

/** Makes the folder, for the user alone; false where that cannot be had, so that nothing is kept. */
export function makeOurs(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const found = lstatSync(folder)
    if (!found.isDirectory() || !own(found.uid)) return false
    if ((found.mode & WRITABLE_BY_OTHERS) !== 0) chmodSync(folder, 0o700)
    return true
  } catch {
    return false
  }
}
