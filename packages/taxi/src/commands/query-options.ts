import type { OptionRow } from '../command.js'
import type { SessionOptions } from '../kql/session.js'
import { UserError } from '../output/error.js'
import { engineSettingsOf, type WorkspaceOptions, workspaceFolder } from './workspace-options.js'

/** Flags of the commands that run queries, besides the workspace's. */
export interface QueryOptions extends WorkspaceOptions {
  readonly now?: Date
  readonly tenant?: string
  readonly allowDir: readonly string[]
  readonly allowHost: readonly string[]
  readonly geo?: string
}

const gathered = (text: string, previous: unknown): readonly string[] => [
  ...(Array.isArray(previous) ? (previous as readonly string[]) : []),
  text,
]

function parseHost(text: string, previous: unknown): readonly string[] {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(text))
    throw new UserError('USAGE', `'${text}' is no name of a host`, {
      hint: 'for instance raw.githubusercontent.com',
    })
  return gathered(text, previous)
}

export const queryOptions: readonly OptionRow[] = [
  { flags: '--tenant <id>', description: 'only this tenant (OrganizationId)' },
  {
    flags: '--allow-dir <dir>',
    description: 'let externaldata read files under this folder, repeatable',
    default: [],
    parse: gathered,
  },
  {
    flags: '--allow-host <name>',
    description: 'let externaldata fetch from this host by https, repeatable; nothing is fetched without',
    default: [],
    parse: parseHost,
  },
  {
    flags: '--geo <file>',
    description:
      'MaxMind database (.mmdb) that geo_info_from_ip_address looks in (default: geo.mmdb in the workspace, where there is one)',
  },
]

export const sessionOptionsOf = (options: QueryOptions, signal: AbortSignal): SessionOptions => ({
  folder: workspaceFolder(options),
  now: options.now,
  engine: { ...engineSettingsOf(options), ...(options.tenant ? { tenant: options.tenant } : {}) },
  external: { dirs: options.allowDir, hosts: options.allowHost },
  ...(options.geo ? { geo: options.geo } : {}),
  signal,
})
