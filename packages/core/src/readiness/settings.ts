import type { Engine } from '@bigyellowtaxi/lake'
import { isoTime } from '@bigyellowtaxi/records'
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
  /** When it was exported or, failing that, last changed (ISO 8601, UTC). */
  readonly at?: string
}

/** What an administrator exported, by the command or resource it came from (`Get-Mailbox`, `users`, …). */
export interface Settings {
  of(kind: string): readonly Setting[]
  readonly kinds: readonly string[]
  /** The same settings with other exports of objects that were exported more than once. */
  readonly rivals?: readonly Rival[]
  /** Exports of which a part could not be read. */
  readonly cut?: readonly CutExport[]
}

export interface CutExport {
  readonly file: string
  /** How many lines or elements; 0 where the file broke off and nobody knows. */
  readonly lost: number
  /** Of the first of them. */
  readonly line: number
}

export interface Rival {
  readonly settings: Settings
  /** `older`: its exports say that they are. `undated`: nobody knows which of them holds. */
  readonly kind: 'older' | 'undated'
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

/** A date of which nobody knows whether the day or the month comes first orders nothing. */
function momentOf(document: Document): string | undefined {
  const said = wordOf(member(document, 'CollectedAt', 'WhenChangedUTC'))
  return /^(\d{4}-\d\d-\d\d|\/Date\()/.test(said) ? isoTime(said) : undefined
}

/** More exports of one object than anybody reads one by one; the newest of them count. */
const mostRivals = 4

/** Exports of one object, the newest last. */
type Versions = readonly Setting[]

const isOlder = (one: Setting, newest: Setting): boolean =>
  one.at !== undefined && newest.at !== undefined && one.at < newest.at

const settingsFrom = (byKind: ReadonlyMap<string, readonly Setting[]>): Settings => ({
  of: (kind) => byKind.get(kind) ?? [],
  kinds: [...byKind.keys()].sort(),
})

function rivalsOf(byKind: ReadonlyMap<string, readonly Versions[]>, kind: Rival['kind']): readonly Rival[] {
  const others = (versions: Versions): Versions => {
    const newest = versions.at(-1)
    const rest = versions.slice(0, -1).reverse()
    return newest
      ? rest.filter((one) => isOlder(one, newest) === (kind === 'older')).slice(0, mostRivals)
      : []
  }
  const most = Math.max(0, ...[...byKind.values()].flat().map((versions) => others(versions).length))
  return Array.from({ length: most }, (_, turn) => ({
    kind,
    settings: settingsFrom(
      new Map(
        [...byKind].map(([name, all]) => [
          name,
          all.flatMap((versions) => others(versions)[turn] ?? versions.at(-1) ?? []),
        ]),
      ),
    ),
  }))
}

async function readCutExports(engine: Engine): Promise<readonly CutExport[]> {
  const rows = await ask(
    engine,
    sql`SELECT b.path AS file, CAST(b.rejects AS DOUBLE) AS lost, CAST(coalesce(min(r.line), 0) AS DOUBLE) AS line
    FROM batches b LEFT JOIN rejects r ON r.batch = b.batch
    WHERE b.shape IN ('admin-settings', 'settings-bundle') AND (b.rejects > 0 OR b.brokenOff IS NOT NULL)
    GROUP BY ALL ORDER BY b.path`,
  )
  return rows.map((row) => ({ file: textOf(row.file), lost: Number(row.lost), line: Number(row.line) }))
}

/** True of a setting out of a list that was cut: what the list does not name may stand in the part that is missing. */
export const isOfCut = ({ cut = [] }: Settings, { file }: Setting): boolean =>
  cut.some((broken) => broken.file === file)

/** Reads every settings export of the workspace. Of several exports of one object the newest counts, if they say when. */
export async function readSettingsExports(engine: Engine, tenant: string | undefined): Promise<Settings> {
  const rows = await ask(
    engine,
    sql`SELECT c.Kind AS kind, c.Identity AS identity, c.OrganizationId AS organization, coalesce(c.doc, c.raw) AS document, b.path AS file, CAST(c.line AS DOUBLE) AS line
    FROM config c JOIN (SELECT batch, path, row_number() OVER () AS turn FROM batches) b ON b.batch = c.batch WHERE ${tenant ?? null} IS NULL OR c.OrganizationId IS NULL OR c.OrganizationId = ${tenant ?? null}
    ORDER BY c.Kind, b.turn, c.line`,
  )
  const cut = await readCutExports(engine)
  const shared = sharedFolder([...rows.map((row) => textOf(row.file)), ...cut.map(({ file }) => file)]).length
  const byKind = new Map<string, Map<string, Setting[]>>()
  for (const row of rows) {
    const kind = textOf(row.kind)
    const identity = textOf(row.identity)
    const known = byKind.get(kind) ?? new Map<string, Setting[]>()
    byKind.set(kind, known)
    const document = parse(textOf(row.document))
    const key =
      keyOf(kind, textOf(row.organization), identity, document) ?? `${textOf(row.file)}:${Number(row.line)}`
    const at = momentOf(document)
    const setting = {
      document,
      identity,
      file: textOf(row.file).slice(shared),
      line: Number(row.line),
      ...(at ? { at } : {}),
    }
    known.set(key, [...(known.get(key) ?? []), setting])
  }
  const versions = new Map(
    [...byKind].map(([kind, objects]) => [
      kind,
      [...objects.values()].map((all) => all.sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))),
    ]),
  )
  return {
    ...settingsFrom(
      new Map([...versions].map(([kind, all]) => [kind, all.flatMap((one) => one.at(-1) ?? [])])),
    ),
    rivals: [...rivalsOf(versions, 'undated'), ...rivalsOf(versions, 'older')],
    cut: cut.map((broken) => ({ ...broken, file: broken.file.slice(shared) })),
  }
}

/** A mailbox's address as audit records name it: its principal name before any other of its names. */
export function mailboxAddress({ document, identity }: Setting): string {
  const said = wordOf(member(document, 'UserPrincipalName', 'PrimarySmtpAddress', 'WindowsEmailAddress'))
  return (said || identity).toLowerCase()
}

/**
 * The actions of an audit set. Numbers instead of names (an enum that ConvertTo-Json took apart) say nothing, and fewer
 * names than the export itself counts are a list that was cut.
 */
export function actionsOf({ document }: Setting, ...lists: readonly string[]): ListValue | undefined {
  const actions = listOf(member(document, ...lists))
  if (actions?.items.some((action) => /^\d+$/.test(action))) return { items: [], isTruncated: true }
  const counted = Number(wordOf(member(document, ...lists.map((name) => `${name}Count`))))
  return actions && counted > actions.items.length ? { ...actions, isTruncated: true } : actions
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
