import { constant, isOneOf, join, type Sql, sql } from './sql/statement.js'

/**
 * What a question is limited to. Empty lists limit nothing. Values of one list are alternatives, the lists
 * together are conditions that must all hold.
 */
export interface Scope {
  /** Owner address or mailbox GUID. */
  readonly mailboxes: readonly string[]
  /** Who acted: a user name or an application id. */
  readonly actors: readonly string[]
  readonly sessions: readonly string[]
  /** Token ids (uti); case-sensitive. */
  readonly tokens: readonly string[]
  readonly ips: readonly string[]
  /** Matches AppId and ClientAppId. */
  readonly apps: readonly string[]
  readonly tenants: readonly string[]
  /** ISO 8601 UTC, inclusive. */
  readonly from: string | null
  /** ISO 8601 UTC, exclusive. */
  readonly to: string | null
}

export const everything: Scope = {
  mailboxes: [],
  actors: [],
  sessions: [],
  tokens: [],
  ips: [],
  apps: [],
  tenants: [],
  from: null,
  to: null,
}

/** True when the question is about one hand (session, token, address, app or actor), not about all access. */
export const hasContext = (scope: Scope): boolean =>
  [scope.actors, scope.sessions, scope.tokens, scope.ips, scope.apps].some((list) => list.length > 0)

const folded = (values: readonly string[]): readonly string[] => values.map((value) => value.toLowerCase())

/** Records of `audit` (or another table with these columns) inside the time window and tenant. */
export function inWindow(scope: Scope, time = 'CreationTime'): Sql {
  const conditions: Sql[] = []
  if (scope.from) conditions.push(sql`${constant(time)} >= CAST(${scope.from} AS TIMESTAMP)`)
  if (scope.to) conditions.push(sql`${constant(time)} < CAST(${scope.to} AS TIMESTAMP)`)
  if (scope.tenants.length > 0) conditions.push(isOneOf(constant('OrganizationId'), folded(scope.tenants)))
  return join(conditions, ' AND ')
}

/** Records of `audit` by the hands the scope names. */
export function byContext(scope: Scope): Sql {
  const conditions: Sql[] = []
  if (scope.actors.length > 0) conditions.push(isOneOf(constant('Actor'), folded(scope.actors)))
  if (scope.sessions.length > 0)
    conditions.push(
      sql`(${isOneOf(constant('lower(SessionId)'), folded(scope.sessions))} OR ${isOneOf(constant('lower(AADSessionId)'), folded(scope.sessions))})`,
    )
  if (scope.tokens.length > 0) conditions.push(isOneOf(constant('UniqueTokenId'), scope.tokens))
  if (scope.ips.length > 0) conditions.push(isOneOf(constant('IP'), folded(scope.ips)))
  if (scope.apps.length > 0)
    conditions.push(
      sql`(${isOneOf(constant('AppId'), folded(scope.apps))} OR ${isOneOf(constant('ClientAppId'), folded(scope.apps))})`,
    )
  return join(conditions, ' AND ')
}

/** Records touching one of the mailboxes; every mailbox when the list is empty. */
export const ofMailboxes = (names: readonly string[]): Sql =>
  names.length === 0 ? constant('Mailbox IS NOT NULL') : isOneOf(constant('Mailbox'), names)
