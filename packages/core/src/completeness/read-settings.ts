import type { Engine, Value } from '@bigyellowtaxi/lake'
import { inWindow, type Scope } from '../scope.js'
import { askOnce } from '../sql/ask-once.js'
import { textOf, textOrNull } from '../sql/row.js'
import { constant, sql } from '../sql/statement.js'
import type { SettingChange } from './facts.js'

type Parameters = Readonly<Record<string, string>>

interface SettingRow {
  readonly operation: string
  readonly parameter: string
  readonly what: SettingChange['what']
  /** True: auditing is on after it; undefined: this value says nothing about it. */
  readonly isOn: (value: string) => boolean | undefined
  readonly subject: (parameters: Parameters, objectId: string | null) => string | null
}

const everyone = (): null => null
const identity = (parameters: Parameters, objectId: string | null): string | null =>
  (parameters.Identity || objectId)?.toLowerCase() ?? null

const isTrue = (value: string): boolean | undefined =>
  ({ true: true, $true: true, false: false, $false: false })[value.trim().toLowerCase()]
const isFalse = (value: string): boolean | undefined => {
  const on = isTrue(value)
  return on === undefined ? undefined : !on
}

/** A list that is replaced must still name MailItemsAccessed; one that is added to or removed from names what changes. */
function keepsReads(value: string): boolean | undefined {
  const named = /MailItemsAccessed/i.test(value)
  if (/remove/i.test(value)) return named ? false : undefined
  if (/add/i.test(value)) return named ? true : undefined
  return named
}

const agesOut = (value: string): boolean | undefined => !/^0*[.:]?(00:?)+$/.test(value.trim())

const rows: readonly SettingRow[] = [
  {
    operation: 'Set-AdminAuditLogConfig',
    parameter: 'UnifiedAuditLogIngestionEnabled',
    what: 'ingestion',
    isOn: isTrue,
    subject: everyone,
  },
  {
    operation: 'Set-OrganizationConfig',
    parameter: 'AuditDisabled',
    what: 'organization',
    isOn: isFalse,
    subject: everyone,
  },
  {
    operation: 'Set-MailboxAuditBypassAssociation',
    parameter: 'AuditBypassEnabled',
    what: 'bypass',
    isOn: isFalse,
    subject: identity,
  },
  { operation: 'Set-Mailbox', parameter: 'AuditEnabled', what: 'mailbox', isOn: isTrue, subject: identity },
  { operation: 'Set-Mailbox', parameter: 'AuditOwner', what: 'mailbox', isOn: keepsReads, subject: identity },
  {
    operation: 'Set-Mailbox',
    parameter: 'AuditDelegate',
    what: 'mailbox',
    isOn: keepsReads,
    subject: identity,
  },
  { operation: 'Set-Mailbox', parameter: 'AuditAdmin', what: 'mailbox', isOn: keepsReads, subject: identity },
  {
    // Microsoft's own list for a logon type, in force again: what was left out of a list of one's own is back.
    operation: 'Set-Mailbox',
    parameter: 'DefaultAuditSet',
    what: 'mailbox',
    isOn: (value) => /owner/i.test(value) || undefined,
    subject: identity,
  },
  {
    operation: 'Set-Mailbox',
    parameter: 'AuditLogAgeLimit',
    what: 'mailbox',
    isOn: agesOut,
    subject: identity,
  },
]

const parametersOf = (value: Value | undefined): Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parameters) : {}

const operations = [...new Set(rows.map((row) => `'${row.operation}'`))].join(', ')
const named = [...new Set(rows.map((row) => `'${row.parameter}'`))].join(', ')

/** Every recorded change of what is audited, oldest first. Failed commands changed nothing. */
export async function readSettings(engine: Engine, scope: Scope): Promise<readonly SettingChange[]> {
  const found = await askOnce(
    engine,
    sql`SELECT coalesce(OrganizationId, '') AS tenant, CreationTime AS at, Id AS record, Operation AS operation, ObjectId AS object,
      Parameters AS parameters, UserId AS actor
    FROM audit WHERE ${constant(`Mailbox IS NULL AND Operation IN (${operations}) AND list_has_any(map_keys(Parameters), [${named}])`)}
      AND coalesce(lower(ResultStatus), 'true') NOT IN ('false', 'failed') AND ${inWindow({ ...scope, from: null, to: null })}
    ORDER BY CreationTime, Id`,
  )
  return found.flatMap((row) => {
    const parameters = parametersOf(row.parameters)
    return rows.flatMap((setting) => {
      const value = parameters[setting.parameter]
      if (setting.operation !== row.operation || value === undefined) return []
      const on = setting.isOn(value)
      if (on === undefined) return []
      const subject = setting.subject(parameters, textOrNull(row.object))
      const whom = subject ? ` for ${subject}` : ''
      return [
        {
          tenant: textOf(row.tenant),
          at: textOf(row.at),
          record: textOf(row.record),
          what: setting.what,
          subject,
          on,
          detail: `${setting.operation} ${setting.parameter} ${value}${whom} by ${textOf(row.actor)}`,
        },
      ]
    })
  })
}
