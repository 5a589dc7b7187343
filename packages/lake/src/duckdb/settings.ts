import { availableParallelism, totalmem } from 'node:os'
import type { EngineOptions } from '../engine.js'

const gib = 2 ** 30

/** Memory and threads the engine may use: what the flags say, else from the machine. */
export function engineSettings(options: EngineOptions): Readonly<Record<string, string>> {
  const memoryBytes = options.memoryBytes ?? Math.min(Math.floor(totalmem() / 2), 8 * gib)
  const threads = options.threads ?? availableParallelism()
  return {
    threads: String(Math.max(1, Math.floor(threads))),
    memory_limit: `${Math.max(64, Math.floor(memoryBytes / 2 ** 20))}MiB`,
    // nothing is ever fetched at run time: the tool must work in a lab without a network
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  }
}
