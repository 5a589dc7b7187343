import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SimulateOptions, Truth } from '@bigyellowtaxi/range'

/** A simulated tenant and what its administrator, its licence or its budget left out of it. */
export interface Combination {
  readonly name: string
  readonly options: SimulateOptions
  /** Changes the exports on disk, settings and logs alike, to what such a tenant would have. */
  readonly spoil?: (tenant: Exports) => void
}

export interface Exports {
  readonly truth: Truth
  /** Rewrites a JSON export, an NDJSON export record by record; undefined drops the record. */
  rewrite(file: string, change: (record: JsonRecord) => JsonRecord | undefined): void
}

type JsonRecord = Record<string, unknown>

export const exportsIn = (folder: string, truth: Truth): Exports => ({
  truth,
  rewrite(file, change) {
    const path = join(folder, file)
    if (!existsSync(path)) return
    const text = readFileSync(path, 'utf8')
    const isLines = file.endsWith('.ndjson')
    const whole = isLines
      ? text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : JSON.parse(text)
    const list: JsonRecord[] = Array.isArray(whole) ? whole : whole.value
    const kept = list.flatMap((record) => change(record) ?? [])
    const written = Array.isArray(whole) ? kept : { ...whole, value: kept }
    writeFileSync(
      path,
      isLines ? kept.map((one) => `${JSON.stringify(one)}\n`).join('') : JSON.stringify(written),
    )
  },
})

const categoryOf = {
  interactiveUser: 'SignInLogs',
  nonInteractiveUser: 'NonInteractiveUserSignInLogs',
  servicePrincipal: 'ServicePrincipalSignInLogs',
} as const
type SignInKind = keyof typeof categoryOf

/** Entra sends these categories nowhere, so nothing of them was collected. */
function withoutCategories(exports: Exports, categories: readonly string[]): void {
  exports.rewrite('settings/diagnosticSettings.json', (setting) => {
    const properties = setting.properties as { logs: { category: string; enabled: boolean }[] }
    for (const log of properties.logs) if (categories.includes(log.category)) log.enabled = false
    return setting
  })
  const tables: Readonly<Record<string, string>> = {
    SigninLogs: 'SignInLogs',
    AADNonInteractiveUserSignInLogs: 'NonInteractiveUserSignInLogs',
    MicrosoftGraphActivityLogs: 'MicrosoftGraphActivityLogs',
  }
  exports.rewrite('settings/workspace-tables.json', (table) =>
    categories.includes(tables[String(table.name)] ?? '') ? undefined : table,
  )
}

function withoutSignIns(exports: Exports, kinds: readonly SignInKind[]): void {
  withoutCategories(
    exports,
    kinds.map((kind) => categoryOf[kind]),
  )
  exports.rewrite('signins.json', (signIn) =>
    (signIn.signInEventTypes as string[]).some((kind) => kinds.includes(kind as SignInKind))
      ? undefined
      : signIn,
  )
  if (kinds.includes('interactiveUser') && kinds.includes('nonInteractiveUser'))
    exports.rewrite('settings/subscribedSkus.json', () => undefined)
}

/** Every victim's account is let past auditing: what it does itself in a mailbox was never written. */
function bypassVictims(exports: Exports): void {
  const accounts = new Set(exports.truth.storylines.flatMap((story) => story.mailboxes))
  exports.rewrite('settings/Get-MailboxAuditBypassAssociation.json', (one) => ({
    ...one,
    AuditBypassEnabled: accounts.has(String(one.Identity)),
  }))
  exports.rewrite('audit.ndjson', (record) =>
    record.MailboxOwnerUPN !== undefined && accounts.has(String(record.UserId)) ? undefined : record,
  )
}

const unread = new Set(['MailItemsAccessed', 'Send', 'AttachmentAccess'])

/** Somebody took what reads leave behind out of every audit set, under the top licence. */
function withoutReads(exports: Exports): void {
  exports.rewrite('settings/Get-Mailbox.json', (mailbox) => {
    for (const list of ['AuditOwner', 'AuditDelegate', 'AuditAdmin'])
      mailbox[list] = (mailbox[list] as string[]).filter((action) => !unread.has(action))
    mailbox.DefaultAuditSet = []
    return mailbox
  })
  exports.rewrite('audit.ndjson', (record) => (unread.has(String(record.Operation)) ? undefined : record))
}

const size = { mailboxes: 10, days: 8, seed: '3' }
const loud = { ...size, storylines: ['all'] }
const quiet = { ...size, storylines: ['all:quiet'] }

/** What the replay is held against detection with; the first few always, all of them when asked for. */
export const combinations: readonly Combination[] = [
  { name: 'E5', options: { ...loud, tier: 'E5' } },
  { name: 'E5, quiet', options: { ...quiet, tier: 'E5' } },
  { name: 'E3 since 2024', options: { ...loud, tier: 'E3-now' } },
  { name: 'E3 since 2024, quiet', options: { ...quiet, tier: 'E3-now' } },
  { name: 'E3 before 2024', options: { ...loud, tier: 'E3-before-2024' } },
  { name: 'E3 before 2024, quiet', options: { ...quiet, tier: 'E3-before-2024' } },
  { name: 'Business', options: { ...loud, tier: 'Business' } },
  { name: 'mixed', options: { ...loud, tier: 'mixed' } },
  {
    name: 'no sign-ins',
    options: loud,
    spoil: (tenant) => withoutSignIns(tenant, ['interactiveUser', 'nonInteractiveUser', 'servicePrincipal']),
  },
  {
    name: 'no non-interactive sign-ins',
    options: loud,
    spoil: (tenant) => withoutSignIns(tenant, ['nonInteractiveUser']),
  },
  {
    name: 'no Graph activity',
    options: loud,
    spoil: (tenant) => {
      withoutCategories(tenant, ['MicrosoftGraphActivityLogs'])
      tenant.rewrite('MicrosoftGraphActivityLogs.ndjson', () => undefined)
    },
  },
  { name: 'victims bypass auditing', options: loud, spoil: bypassVictims },
  { name: 'audit sets without reads', options: loud, spoil: withoutReads },
]
