import type { Engine, Row } from '@bigyellowtaxi/lake'
import { byContext, hasContext, inWindow, type Scope } from '../scope.js'
import { askOnce } from '../sql/ask-once.js'
import { numberOf, textOf } from '../sql/row.js'
import { ask, constant, type Sql, sql } from '../sql/statement.js'

/** A mailbox with every name its records use: addresses change, and some records carry only the GUID. */
export interface Mailbox {
  readonly tenant: string
  /** The address used in answers: the first by code unit of those seen, else the GUID. */
  readonly name: string
  readonly names: readonly string[]
  /** Those of the names that records carry as `Mailbox`: what to ask the engine for. */
  readonly recorded: readonly string[]
  /** False for a mailbox that was asked for and that no audit record mentions. */
  readonly seen: boolean
}

interface Sighting {
  readonly tenant: string
  readonly guid: string
  readonly name: string
}

/** Names records use together, with how many do. */
const sightingsOf = (condition: Sql): Sql =>
  sql`SELECT coalesce(OrganizationId, '') AS tenant, coalesce(MailboxGuid, '') AS guid, Mailbox AS name, count(*) AS records
    FROM audit WHERE Mailbox IS NOT NULL AND ${condition} GROUP BY ALL`

const readSighting = (row: Row): Sighting & { readonly records: number } => ({
  tenant: textOf(row.tenant),
  guid: textOf(row.guid),
  name: textOf(row.name),
  records: numberOf(row.records),
})

const sightings = async (engine: Engine, condition: Sql): Promise<readonly Sighting[]> =>
  (await ask(engine, sightingsOf(condition))).map(readSighting)

/**
 * All names of all mailboxes, remembered. One of them cannot be asked for cheaper: `name OR GUID` lets no part of
 * the records be skipped.
 */
async function allSightings(engine: Engine): Promise<readonly (Sighting & { readonly records: number })[]> {
  return (await askOnce(engine, sightingsOf(constant('TRUE')))).map(readSighting)
}

/** Records under these names, of all tenants. */
export async function countRecords(engine: Engine, names: readonly string[]): Promise<number> {
  const wanted = new Set(names)
  return (await allSightings(engine))
    .filter(({ name }) => wanted.has(name))
    .reduce((sum, { records }) => sum + records, 0)
}

const byName = (a: Mailbox, b: Mailbox): number => (a.tenant + a.name < b.tenant + b.name ? -1 : 1)

/** Sightings that share a GUID or a name inside one tenant are one mailbox. */
export function mergeSightings(found: readonly Sighting[]): readonly Mailbox[] {
  const groups = new Map<string, { tenant: string; names: Set<string>; recorded: Set<string> }>()
  for (const { tenant, guid, name } of found) {
    const keys = [`${tenant}\n${name}`, ...(guid ? [`${tenant}\n${guid}`] : [])]
    const merged = { tenant, names: new Set([name, ...(guid ? [guid] : [])]), recorded: new Set([name]) }
    for (const known of keys.map((key) => groups.get(key))) {
      for (const other of known?.names ?? []) merged.names.add(other)
      for (const other of known?.recorded ?? []) merged.recorded.add(other)
    }
    for (const each of merged.names) groups.set(`${tenant}\n${each}`, merged)
  }
  return [...new Set(groups.values())]
    .map(({ tenant, names, recorded }) => {
      const sorted = [...names].sort()
      return {
        tenant,
        name: sorted.find((name) => name.includes('@')) ?? sorted[0] ?? '',
        names: sorted,
        recorded: [...recorded].sort(),
        seen: true,
      }
    })
    .sort(byName)
}

const domainOf = (address: string): string => address.split('@')[1] ?? ''

/** Recipients known from mail logs whose domain is the tenant's: they have mailboxes even if no audit record says so. */
async function unaudited(
  engine: Engine,
  scope: Scope,
  found: readonly Mailbox[],
): Promise<readonly Mailbox[]> {
  const rows = await ask(
    engine,
    sql`SELECT DISTINCT coalesce(OrganizationId, '') AS tenant, Mailbox AS name FROM mail_event
    WHERE Mailbox LIKE '%@%' AND (OrganizationId IS NULL OR ${inWindow({ ...scope, from: null, to: null })}) ORDER BY ALL`,
  )
  const known = new Set(found.flatMap((mailbox) => mailbox.names))
  const owners = new Map(
    found.flatMap((mailbox) =>
      mailbox.names
        .filter((name) => name.includes('@'))
        .map((name) => [domainOf(name), mailbox.tenant] as const),
    ),
  )
  return rows.flatMap((row) => {
    const name = textOf(row.name)
    const tenant = owners.size > 0 ? owners.get(domainOf(name)) : textOf(row.tenant)
    return known.has(name) || tenant === undefined
      ? []
      : [{ tenant, name, names: [name], recorded: [name], seen: false }]
  })
}

/** The tenant of a mailbox no record mentions: the one asked about, else the only one there is. */
async function likelyTenant(engine: Engine, scope: Scope): Promise<string> {
  if (scope.tenants[0]) return scope.tenants[0].toLowerCase()
  const rows = await askOnce(
    engine,
    sql`SELECT DISTINCT coalesce(OrganizationId, '') AS tenant FROM audit ORDER BY tenant`,
  )
  return rows.length === 1 ? textOf(rows[0]?.tenant) : ''
}

/** The mailboxes a question is about: those named, else those its contexts touched, else all. */
export async function readMailboxes(engine: Engine, scope: Scope): Promise<readonly Mailbox[]> {
  const wanted = scope.mailboxes.map((name) => name.toLowerCase())
  const tenants = new Set(scope.tenants.map((tenant) => tenant.toLowerCase()).filter(Boolean))
  const ofTenants = async (): Promise<readonly Sighting[]> =>
    (await allSightings(engine)).filter(({ tenant }) => scope.tenants.length === 0 || tenants.has(tenant))
  const named = async (names: ReadonlySet<string>): Promise<readonly Sighting[]> =>
    (await ofTenants()).filter(({ name, guid }) => names.has(name) || names.has(guid))
  const first =
    wanted.length > 0
      ? await named(new Set(wanted))
      : hasContext(scope)
        ? await sightings(engine, sql`${byContext(scope)} AND ${inWindow(scope)}`)
        : await ofTenants()
  const guids = [...new Set(first.map((sighting) => sighting.guid).filter(Boolean))]
  const limited = wanted.length > 0 || hasContext(scope)
  const more = limited && guids.length > 0 ? await named(new Set(guids)) : []
  const found = mergeSightings([...first, ...more])
  if (!limited) return [...found, ...(await unaudited(engine, scope, found))].sort(byName)
  const unseen = wanted.filter((name) => !found.some((mailbox) => mailbox.names.includes(name)))
  const tenant = unseen.length > 0 ? await likelyTenant(engine, scope) : ''
  return [
    ...found,
    ...unseen.map((name) => ({
      tenant,
      name,
      names: [name],
      recorded: [name],
      seen: false,
    })),
  ]
}

/** `tenant\nname` as recorded → the mailbox. Sources that name no tenant find it under an empty one where that is clear. */
export function indexMailboxes(mailboxes: readonly Mailbox[]): ReadonlyMap<string, Mailbox> {
  const index = new Map<string, Mailbox>()
  const withoutTenant = new Map<string, readonly Mailbox[]>()
  for (const mailbox of mailboxes)
    for (const name of mailbox.names) {
      index.set(`${mailbox.tenant}\n${name}`, mailbox)
      withoutTenant.set(name, [...(withoutTenant.get(name) ?? []), mailbox])
    }
  for (const [name, owners] of withoutTenant) {
    const [only, other] = owners
    if (only && !other && !index.has(`\n${name}`)) index.set(`\n${name}`, only)
    if (only && !other && !only.seen) index.set(`?\n${name}`, only)
  }
  return index
}
