import type { Engine } from '@bigyellowtaxi/lake'
import type { ClientClass } from '../access/client.js'
import type { Question } from '../access/question.js'
import { numberOf, textOf, textOrNull, textsOf } from '../sql/row.js'
import { ask, constant, join, type Sql, sql } from '../sql/statement.js'
import { utc } from '../time.js'
import { lookBackHours } from './by-user-ip.js'
import { coverageOf, readSignInSources, type SignInCoverage, type SignInSource } from './coverage.js'
import type { LinkKeyName } from './key.js'
import { orderedKeys } from './keys.js'
import { readsOf, signins } from './relations.js'

/** `none` only where sign-ins of the whole look-back were collected; anything else is `not-evaluable`. */
export type LinkState = 'linked' | 'none' | 'not-evaluable'

/** Reads of one context that share an outcome. */
export interface LinkGroup {
  readonly context: string
  readonly clientClass: ClientClass
  readonly state: LinkState
  readonly key: LinkKeyName | null
  readonly signer: 'person' | 'application'
  /** True where the records name the token or an Entra session: only then a missing sign-in of service REST means anything. */
  readonly hasToken: boolean
  readonly records: number
  readonly first: string
  readonly last: string
  readonly mailboxes: readonly string[]
  /** Ids of the reads. */
  readonly evidence: readonly string[]
  /** Ids of sign-ins found, at most five. */
  readonly signIns: readonly string[]
}

export interface LinkReport {
  readonly groups: readonly LinkGroup[]
  readonly sources: readonly SignInSource[]
  readonly coverage: readonly SignInCoverage[]
}

const cte = (name: string): string => `by_${name.replaceAll('-', '_')}`

/** `linked` grows key by key, so that a later key can build on what earlier ones found. */
const keyTables = (): Sql => {
  const tables = orderedKeys.map((key, i) => {
    const before = orderedKeys
      .slice(0, i)
      .map((earlier) => `SELECT record, signIn FROM ${cte(earlier.name)}`)
      .join(' UNION ALL ')
    const linked = before || 'SELECT NULL AS record, NULL AS signIn WHERE FALSE'
    return sql`${constant(cte(key.name))} AS (WITH linked AS (${constant(linked)}) ${key.matches})`
  })
  return join(tables, ', ')
}

const coverageTable = (coverage: readonly SignInCoverage[]): Sql => {
  const rows = coverage.flatMap((one) =>
    one.intervals.map(
      (interval) =>
        sql`(${one.tenant}, ${one.signer}, CAST(${utc(interval.from)} AS TIMESTAMP), CAST(${utc(interval.to)} AS TIMESTAMP))`,
    ),
  )
  return rows.length === 0
    ? constant(
        'SELECT NULL AS tenant, NULL AS kind, NULL::TIMESTAMP AS since, NULL::TIMESTAMP AS until WHERE FALSE',
      )
    : sql`SELECT * FROM (VALUES ${join(rows, ', ')}) AS v(tenant, kind, since, until)`
}

const firstKey = constant(
  `CASE ${orderedKeys.map((key) => `WHEN ${cte(key.name)}.record IS NOT NULL THEN '${key.name}'`).join(' ')} END`,
)
const firstSignIn = constant(`coalesce(${orderedKeys.map((key) => `${cte(key.name)}.signIn`).join(', ')})`)
const keyJoins = constant(
  orderedKeys.map((key) => `LEFT JOIN ${cte(key.name)} ON ${cte(key.name)}.record = r.record`).join(' '),
)

/**
 * Ties every MailItemsAccessed in question to the sign-in behind it. A token names when it was issued: then only
 * the time since has to be covered, else the whole look-back.
 */
export async function readLinks(engine: Engine, question: Question): Promise<LinkReport> {
  const sources = await readSignInSources(engine)
  const coverage = coverageOf(sources)
  const rows = await ask(
    engine,
    sql`WITH reads AS (${readsOf(question)}), signins AS (${signins}), ${keyTables()},
    coverage AS (${coverageTable(coverage)}),
    found AS (
      SELECT r.*, ${firstKey} AS key, ${firstSignIn} AS signIn,
        CASE WHEN issued <= moment AND issued >= moment - ${constant(`INTERVAL ${lookBackHours} HOUR`)} THEN issued - INTERVAL 5 MINUTE
          ELSE moment - ${constant(`INTERVAL ${lookBackHours} HOUR`)} END AS since
      FROM reads r ${keyJoins}),
    covered AS (
      SELECT DISTINCT f.record FROM found f JOIN coverage c
        ON (c.tenant = f.tenant OR c.tenant = '') AND c.kind = f.kind AND c.since <= f.since AND c.until >= f.moment
      WHERE f.key IS NULL),
    judged AS (
      SELECT f.*, CASE WHEN f.key IS NOT NULL THEN 'linked' WHEN c.record IS NOT NULL THEN 'none' ELSE 'not-evaluable' END AS state
      FROM found f LEFT JOIN covered c ON c.record = f.record)
    SELECT context, class, state, key, kind, named, count(*) AS records, min(moment) AS first, max(moment) AS last,
      list(DISTINCT mailbox) AS mailboxes, list(record) AS evidence, list_slice(list_sort(list(DISTINCT signIn)), 1, 5) AS signIns
    FROM judged GROUP BY context, class, state, key, kind, named ORDER BY context, class, state, key, kind, named`,
  )
  const groups = rows.map((row) => ({
    context: textOf(row.context),
    clientClass: textOf(row.class) as ClientClass,
    state: textOf(row.state) as LinkState,
    key: textOrNull(row.key) as LinkKeyName | null,
    signer: textOf(row.kind) as LinkGroup['signer'],
    hasToken: row.named === true,
    records: numberOf(row.records),
    first: textOf(row.first),
    last: textOf(row.last),
    mailboxes: textsOf(row.mailboxes),
    evidence: textsOf(row.evidence),
    signIns: textsOf(row.signIns),
  }))
  return { groups, sources, coverage }
}
