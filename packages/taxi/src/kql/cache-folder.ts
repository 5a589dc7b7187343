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
