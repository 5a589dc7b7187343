import type { OptionRow } from '../command.js'
import { UserError } from '../output/error.js'

/** Flags of every command that reads or writes a workspace, and the engine settings they stand for. */
export interface WorkspaceOptions {
  readonly workspace?: string
  readonly memory?: number
  readonly threads?: number
  readonly tempDir?: string
}

const units: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }

function parseBytes(text: string): number {
  const parts = /^(\d+(?:\.\d+)?)\s*([KMG]?)i?B?$/i.exec(text.trim())
  const unit = units[(parts?.[2] ?? '').toUpperCase()]
  if (!parts || unit === undefined)
    throw new UserError('USAGE', `'${text}' is no amount of memory`, { hint: 'for instance 2G or 800M' })
  return Math.floor(Number(parts[1]) * unit)
}

function parseThreads(text: string): number {
  const threads = Number(text)
  if (!Number.isInteger(threads) || threads < 1 || threads > 1024)
    throw new UserError('USAGE', `'${text}' is no number of threads`)
  return threads
}

export const workspaceOption: OptionRow = {
  flags: '--workspace <dir>',
  description: 'folder of the ingested exports (default: $TAXI_WORKSPACE, else .taxi)',
}

export const engineOptions: readonly OptionRow[] = [
  {
    flags: '--memory <size>',
    description: 'memory the engine may use, for instance 2G (default: half of the machine, at most 8G)',
    parse: parseBytes,
  },
  {
    flags: '--threads <n>',
    description: 'processor threads the engine may use (default: all)',
    parse: parseThreads,
  },
  { flags: '--temp-dir <dir>', description: 'where the engine puts what does not fit in memory' },
]

/** The folder a command works on. */
export const workspaceFolder = (options: WorkspaceOptions): string =>
  options.workspace ?? process.env.TAXI_WORKSPACE ?? '.taxi'

/** The flags as the engine takes them. */
export const engineSettingsOf = (options: WorkspaceOptions) => ({
  ...(options.memory === undefined ? {} : { memoryBytes: options.memory }),
  ...(options.threads === undefined ? {} : { threads: options.threads }),
  ...(options.tempDir === undefined ? {} : { tempDirectory: options.tempDir }),
})
