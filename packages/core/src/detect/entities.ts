import { type EntityKind, entityKinds } from './finding.js'
import type { Rule } from './rule.js'

/** A row a rule's query gave, as KQL JSON values. */
export type HitRow = Readonly<Record<string, unknown>>

/** Sentinel's entity types, and which of our kinds they are (https://learn.microsoft.com/azure/sentinel/entities-reference). */
const kindOfEntityType: Readonly<Record<string, EntityKind>> = {
  Account: 'account',
  Mailbox: 'mailbox',
  MailMessage: 'mailbox',
  IP: 'ip',
  CloudApplication: 'app',
}

/** Identifiers that name the whole entity; the others (Name, UPNSuffix, …) are parts of one. */
const wholeIdentifiers = new Set([
  'FullName',
  'AadUserId',
  'ObjectGuid',
  'MailboxPrimaryAddress',
  'Upn',
  'Recipient',
  'Address',
  'AppId',
])

/** Columns whose name alone says what they hold, in rules with or without entity mappings. */
const conventional: Readonly<Record<string, EntityKind>> = {
  Mailbox: 'mailbox',
  Mailboxes: 'mailbox',
  MailboxOwnerUPN: 'mailbox',
  Account: 'account',
  Accounts: 'account',
  UserPrincipalName: 'account',
  IPAddress: 'ip',
  IPAddresses: 'ip',
  ClientIP: 'ip',
  AppId: 'app',
  ClientAppId: 'app',
  OAuthAppId: 'app',
  SessionId: 'session',
  SessionIds: 'session',
  AADSessionId: 'session',
  TokenId: 'token',
  TokenIds: 'token',
  UniqueTokenIdentifier: 'token',
}

const evidenceColumns = ['RecordIds', 'RecordId', 'OfficeId', 'ReportId', 'Id']

/** Texts of a cell: a list gives each of its members, an empty or missing cell none. */
function textsOf(cell: unknown): readonly string[] {
  const members = Array.isArray(cell) ? cell : [cell]
  return members.flatMap((member) =>
    typeof member === 'string' && member !== ''
      ? [member]
      : typeof member === 'number'
        ? [String(member)]
        : [],
  )
}

const fold = (kind: EntityKind, value: string): string => (kind === 'token' ? value : value.toLowerCase())

/** Who and what a hit is about, by the rule's entity mappings and by well-known column names. */
export function entitiesOf(rule: Rule, row: HitRow): Record<EntityKind, readonly string[]> {
  const found = Object.fromEntries(entityKinds.map((kind) => [kind, new Set<string>()])) as Record<
    EntityKind,
    Set<string>
  >
  const add = (kind: EntityKind | undefined, column: string) => {
    if (kind) for (const text of textsOf(row[column])) found[kind].add(fold(kind, text))
  }
  for (const mapping of rule.entityMappings ?? []) {
    const kind = kindOfEntityType[mapping.entityType]
    for (const field of mapping.fieldMappings)
      if (wholeIdentifiers.has(field.identifier)) add(kind, field.columnName)
    const [name, suffix] = ['Name', 'UPNSuffix'].map((part) =>
      textsOf(row[mapping.fieldMappings.find((field) => field.identifier === part)?.columnName ?? '']).at(0),
    )
    if (kind === 'account' && name && suffix) found.account.add(fold('account', `${name}@${suffix}`))
  }
  for (const [column, kind] of Object.entries(conventional)) add(kind, column)
  return Object.fromEntries(entityKinds.map((kind) => [kind, [...found[kind]].sort()])) as Record<
    EntityKind,
    string[]
  >
}

/**
 * What a hit is about, and not what it happens to list: a list of addresses or tokens grows with every record that is
 * ingested, and a finding whose name grew with it would lose what an analyst said about it.
 */
export function subjectOf(row: HitRow, entities: Record<EntityKind, readonly string[]>): string {
  const cells = Object.values(row)
  const listed = new Set(
    cells
      .filter(Array.isArray)
      .flatMap(textsOf)
      .map((text) => text.toLowerCase()),
  )
  const single = new Set(
    cells
      .filter((cell) => !Array.isArray(cell))
      .flatMap(textsOf)
      .map((text) => text.toLowerCase()),
  )
  const named = entityKinds.map((kind) =>
    entities[kind].filter((value) => single.has(value.toLowerCase()) && !listed.has(value.toLowerCase())),
  )
  const subject = named.some((values) => values.length > 0)
    ? named
    : entityKinds.map((kind) => entities[kind])
  return subject.map((values) => values.join(',')).join('|')
}

/** Ids of the records a hit rests on, from the first column that carries any. */
export function evidenceOf(row: HitRow): readonly string[] {
  for (const column of evidenceColumns) {
    const ids = textsOf(row[column])
    if (ids.length > 0) return [...new Set(ids)].sort()
  }
  return []
}
