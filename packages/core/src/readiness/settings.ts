import type { Engine } from '@bigyellowtaxi/lake'
import { sharedFolder } from '../inputs.js'
import { textOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'
import { type Document, flagOf, isDocument, member } from './value.js'

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

/** Reads every settings export of the workspace. Of two exports of one object the later ingested one counts. */
export async function readSettingsExports(engine: Engine, tenant: string | undefined): Promise<Settings> {
  const rows = await ask(
    engine,
    sql`SELECT c.Kind AS kind, c.Identity AS identity, coalesce(c.doc, c.raw) AS document, b.path AS file, CAST(c.line AS DOUBLE) AS line
    FROM config c JOIN batches b ON b.batch = c.batch WHERE ${tenant ?? null} IS NULL OR c.OrganizationId IS NULL OR c.OrganizationId = ${tenant ?? null}
    ORDER BY c.Kind, c.CollectedAt NULLS FIRST, b.path, c.line`,
  )
  const shared = sharedFolder(rows.map((row) => textOf(row.file))).length
  const byKind = new Map<string, Map<string, Setting>>()
  for (const row of rows) {
    const kind = textOf(row.kind)
    const identity = textOf(row.identity)
    const known = byKind.get(kind) ?? new Map<string, Setting>()
    byKind.set(kind, known)
    const key = identity === '' ? `${textOf(row.file)}:${Number(row.line)}` : identity
    known.set(key, {
      document: parse(textOf(row.document)),
      identity,
      file: textOf(row.file).slice(shared),
      line: Number(row.line),
    })
  }
  return { of: (kind) => [...(byKind.get(kind)?.values() ?? [])], kinds: [...byKind.keys()].sort() }
}

/** A mailbox's address as audit records name it: its principal name before any other of its names. */
export function mailboxAddress({ document, identity }: Setting): string {
  const said = member(document, 'UserPrincipalName', 'PrimarySmtpAddress', 'WindowsEmailAddress')
  return String(said ?? identity).toLowerCase()
}

/** Whether any export of the kind says the flag is so; undefined where none says. */
export function flagAcross(
  settings: Settings,
  kind: string,
  name: string,
): { value: boolean; setting: Setting } | undefined {
  for (const setting of settings.of(kind)) {
    const value = flagOf(member(setting.document, name))
    if (value !== undefined) return { value, setting }
  }
  return undefined
}

/** Where a setting was read, for a reason's end. */
export const placeOf = ({ file, line }: Setting): string => `${file}:${line}`
