import type { Engine } from '@bigyellowtaxi/lake'
import { amongTexts } from '../sql/quote.js'
import { numberOf, textOf, textOrNull, textsOf } from '../sql/row.js'
import { ask, constant, type Sql, sql } from '../sql/statement.js'
import { type ClientClass, clientClass } from './client.js'
import { inQuestion, type Question } from './question.js'

/**
 * What separates one hand from another. Tokens change hourly under one session, so they are listed and are not
 * part of the identity; everything else is.
 */
export interface Context {
  /** Stable: made of the tuple alone. */
  readonly id: string
  readonly session: string | null
  readonly ip: string | null
  /** First three groups of an IPv4 address, first four of an IPv6 address: privacy addresses change below that. */
  readonly network: string | null
  readonly client: string | null
  readonly clientClass: ClientClass
  readonly app: string | null
  readonly clientApp: string | null
  readonly actor: string | null
  readonly tokens: readonly string[]
  readonly mailboxes: readonly string[]
  readonly records: number
  readonly first: string
  readonly last: string
}

/** Operations that show that content of a message or folder reached a client. */
export const accessOperations = ['MailItemsAccessed', 'MessageBind', 'AttachmentAccess'] as const

export const isAccess: Sql = constant(amongTexts('Operation', accessOperations))

export const sessionOf: Sql = constant("nullif(coalesce(AADSessionId, SessionId), '')")

/** The first four groups of an address with `::`, which stands for as many zero groups as are missing. */
function fourGroups(column: string): string {
  const part = (n: number): string =>
    `list_filter(string_split(split_part(${column}, '::', ${n}), ':'), lambda g: g <> '')`
  const zeros = `list_transform(range(greatest(0, 8 - len(${part(1)}) - len(${part(2)}))), lambda i: '0')`
  return `array_to_string(list_slice(list_concat(list_concat(${part(1)}, ${zeros}), ${part(2)}), 1, 4), ':')`
}

/** The network of an address column, as SQL. */
export const networkOf = (column: string): Sql =>
  constant(
    `CASE WHEN ${column} LIKE '%.%' THEN regexp_extract(${column}, '^\\d+\\.\\d+\\.\\d+') || '.0/24' ` +
      `WHEN regexp_matches(${column}, '^([0-9a-f]{1,4}:){4}') THEN regexp_extract(${column}, '^([0-9a-f]{1,4}:){4}') || ':/64' ` +
      `WHEN contains(${column}, '::') THEN ${fourGroups(column)} || '::/64' ` +
      `ELSE ${column} END`,
  )

const tuple = [
  "coalesce(AADSessionId, SessionId, '')",
  "coalesce(IP, '')",
  "coalesce(ClientFamily, '')",
  "coalesce(AppId, '')",
  "coalesce(ClientAppId, '')",
  "coalesce(Actor, '')",
].join(', ')

/** The context id of a row of `audit`, as SQL. */
export const contextId: Sql = constant(`'C-' || left(md5(concat_ws(chr(31), ${tuple})), 10)`)

/** Every context that touched mail in question. */
export async function readContexts(engine: Engine, question: Question): Promise<readonly Context[]> {
  const rows = await ask(
    engine,
    sql`SELECT ${contextId} AS context, any_value(${sessionOf}) AS session, any_value(IP) AS ip,
      any_value(${networkOf('IP')}) AS network, any_value(ClientFamily) AS client, any_value(${clientClass}) AS class,
      any_value(nullif(AppId, '')) AS app, any_value(nullif(ClientAppId, '')) AS clientApp, any_value(Actor) AS actor,
      list(DISTINCT UniqueTokenId) AS tokens, list(DISTINCT Mailbox) AS mailboxes, count(*) AS records,
      min(CreationTime) AS first, max(CreationTime) AS last
    FROM audit WHERE ${isAccess} AND ${inQuestion(question)}
    GROUP BY context ORDER BY context`,
  )
  return rows.map((row) => ({
    id: textOf(row.context),
    session: textOrNull(row.session),
    ip: textOrNull(row.ip),
    network: textOrNull(row.network),
    client: textOrNull(row.client),
    clientClass: textOf(row.class) as ClientClass,
    app: textOrNull(row.app),
    clientApp: textOrNull(row.clientApp),
    actor: textOrNull(row.actor),
    tokens: textsOf(row.tokens),
    mailboxes: textsOf(row.mailboxes),
    records: numberOf(row.records),
    first: textOf(row.first),
    last: textOf(row.last),
  }))
}
