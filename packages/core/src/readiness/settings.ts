import type { Engine } from '@bigyellowtaxi/lake'
import { sharedFolder } from '../inputs.js'
import { textOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'
import { type Document, flagOf, isDocument, type ListValue, listOf, member, wordOf } from './value.js'

/** One exported settings object with where it stood. */
export interface Setting {
  readonly document: Document
  readonly identity: string
  readonly file: string
  readonly line: number
}

/** What an administrator exported, by the command or resource it came from (`Get-Mailbox`, `users`, …). */
export interface Settings {
  of(kind: string): readonly Setting[]
  readonly kinds: readonly string[]
}

const parse = (text: string): Document => {
  try {
    const value: unknown = JSON.parse(text)
    return isDocument(value) ? value : {}
  } catch {
    return {}
  }
}

/** There is one of each in a tenant, whatever the export calls it. */
const singletons: ReadonlySet<string> = new Set(['Get-AdminAuditLogConfig', 'Get-OrganizationConfig'])
/** What besides its name tells an object from others: a user has several licences, a table stands in several workspaces. */
const parts: Readonly<Record<string, readonly string[]>> = {
  licenseDetails: ['skuId'],
  workspaceTables: ['id'],
  diagnosticSettings: ['id'],
}

/** Two exports with the same key are exports of one object; undefined where nothing names it. */
function keyOf(kind: string, organization: string, identity: string, document: Document): string | undefined {
  if (singletons.has(kind)) return organization
  if (identity === '') return undefined
  return [organization, identity, ...(parts[kind] ?? []).map((part) => wordOf(member(document, part)))].join(
    ' ',
  )
}

/** Reads every settings export of the workspace. Of two exports of one object the later ingested one counts. */
export async function readSettingsExports(engine: Engine, tenant: string | undefined): Promise<Settings> {
  const rows = await ask(
    engine,
    sql`SELECT c.Kind AS kind, c.Identity AS identity, c.OrganizationId AS organization, coalesce(c.doc, c.raw) AS document, b.path AS file, CAST(c.line AS DOUBLE) AS line
    FROM config c JOIN (SELECT batch, path, row_number() OVER () AS turn FROM batches) b ON b.batch = c.batch WHERE ${tenant ?? null} IS NULL OR c.OrganizationId IS NULL OR c.OrganizationId = ${tenant ?? null}
    ORDER BY c.Kind, c.CollectedAt NULLS FIRST, b.turn, c.line`,
  )
  const shared = sharedFolder(rows.map((row) => textOf(row.file))).length
  const byKind = new Map<string, Map<string, Setting>>()
  for (const row of rows) {
    const kind = textOf(row.kind)
    const identity = textOf(row.identity)
    const known = byKind.get(kind) ?? new Map<string, Setting>()
    byKind.set(kind, known)
    const document = parse(textOf(row.document))
    known.set(
      keyOf(kind, textOf(row.organization), identity, document) ?? `${textOf(row.file)}:${Number(row.line)}`,
      {
        document,
        identity,
        file: textOf(row.file).slice(shared),
        line: Number(row.line),
      },
    )
  }
  return { of: (kind) => [...(byKind.get(kind)?.values() ?? [])], kinds: [...byKind.keys()].sort() }
}

/** A mailbox's address as audit records name it: its principal name before any other of its names. */
export function mailboxAddress({ document, identity }: Setting): string {
  const said = wordOf(member(document, 'UserPrincipalName', 'PrimarySmtpAddress', 'WindowsEmailAddress'))
  return (said || identity).toLowerCase()
}

/** The actions of an audit set. Numbers instead of names (an enum that ConvertTo-Json took apart) say nothing. */
export function actionsOf({ document }: Setting, ...lists: readonly string[]): ListValue | undefined {
  const actions = listOf(member(document, ...lists))
  if (!actions?.items.some((action) => /^\d+$/.test(action))) return actions
  return { items: [], isTruncated: true }
}

/** What the exports of the kind say of the flag, the bad answer before the good one; undefined where none says. */
export function flagAcross(
  settings: Settings,
  kind: string,
  name: string,
  bad: boolean,
): { value: boolean; setting: Setting } | undefined {
  const said = settings.of(kind).flatMap((setting) => {
    const value = flagOf(member(setting.document, name))
    return value === undefined ? [] : [{ value, setting }]
  })
  return said.find(({ value }) => value === bad) ?? said[0]
}

/** Where a setting was read, for a reason's end. */
export const placeOf = ({ file, line }: Setting): string => `${file}:${line}`
