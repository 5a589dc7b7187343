import type { Scope } from '@bigyellowtaxi/core'
import type { OptionRow } from '../command.js'
import { UserError } from '../output/error.js'

/** The flags every question can be limited by. */
export interface ScopeOptions {
  readonly mailbox: readonly string[]
  readonly actor: readonly string[]
  readonly session: readonly string[]
  readonly token: readonly string[]
  readonly ip: readonly string[]
  readonly app: readonly string[]
  readonly tenant: readonly string[]
  readonly from?: string
  readonly to?: string
}

const collect = (text: string, previous: unknown): string[] => [...(previous as string[]), text]

const isTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

/** A date or time as UTC; without an offset it is taken as UTC, never as the machine's zone. */
export function utcTime(text: string): string {
  const ms = isTime.test(text)
    ? Date.parse(
        /(?:Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10)) || text.length === 10
          ? text.replace(' ', 'T')
          : `${text.replace(' ', 'T')}Z`,
      )
    : Number.NaN
  if (Number.isNaN(ms))
    throw new UserError('USAGE', `'${text}' is no date or time`, {
      hint: 'ISO 8601, for instance 2026-03-02 or 2026-03-02T06:00:00Z',
    })
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

const list = (flags: string, description: string): OptionRow => ({
  flags,
  description: `${description}; repeatable`,
  default: [],
  parse: collect,
})

export const scopeRows: readonly OptionRow[] = [
  list('--mailbox <address>', 'only this mailbox (address or GUID)'),
  list('--session <id>', 'only accesses of this session'),
  list('--token <id>', 'only accesses with this token id (uti), case-sensitive'),
  list('--ip <address>', 'only accesses from this address'),
  list('--app <id>', 'only accesses by this application (AppId or ClientAppId)'),
  list('--actor <name>', 'only accesses by this account or application'),
  list('--tenant <id>', 'only this tenant (OrganizationId)'),
  { flags: '--from <time>', description: 'not before, UTC', parse: (text) => utcTime(text) },
  { flags: '--to <time>', description: 'before, UTC', parse: (text) => utcTime(text) },
]

export const scopeOf = (options: ScopeOptions): Scope => ({
  mailboxes: options.mailbox,
  actors: options.actor,
  sessions: options.session,
  tokens: options.token,
  ips: options.ip,
  apps: options.app,
  tenants: options.tenant,
  from: options.from ?? null,
  to: options.to ?? null,
})

export const zoneRow: OptionRow = {
  flags: '--tz <zone>',
  description: 'time zone of what is shown, for instance Europe/Berlin; data stays UTC',
  default: 'UTC',
}
