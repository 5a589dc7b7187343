import type { Engine } from '@bigyellowtaxi/lake'
import { type Interval, intervalsOf } from '../detect/coverage.js'
import { numberOf, textOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'

/** Whose sign-ins: a person's tokens are renewed non-interactively, an application has sign-ins of its own. */
export type Signer = 'person' | 'application'

/** Where sign-ins were collected, per tenant; tenant '' speaks for every tenant. */
export interface SignInCoverage {
  readonly tenant: string
  readonly signer: Signer
  readonly intervals: readonly Interval[]
}

export interface SignInSource {
  readonly tenant: string
  /** Kind of the sign-in table, or `audit` for UserLoggedIn records. */
  readonly kind: string
  readonly records: number
  readonly days: readonly number[]
}

/** Silence of everybody up to this long is a long weekend. */
const quietDays = 3

/**
 * Which kinds can show that somebody did sign in. Interactive sign-ins alone cannot show that nobody did: tokens
 * are renewed without them. UserLoggedIn records hold both.
 */
const covers: Readonly<Record<Signer, readonly string[]>> = {
  person: ['nonInteractive', 'audit'],
  application: ['servicePrincipal', 'managedIdentity'],
}

export async function readSignInSources(engine: Engine): Promise<readonly SignInSource[]> {
  const rows = await ask(
    engine,
    sql`SELECT tenant, kind, day, count(*) AS records FROM (
      SELECT coalesce(OrganizationId, '') AS tenant, coalesce(Kind, 'interactive') AS kind,
        CAST(epoch_ms(date_trunc('day', CreatedDateTime)) AS DOUBLE) AS day FROM signin WHERE CreatedDateTime IS NOT NULL
      UNION ALL
      SELECT coalesce(OrganizationId, ''), 'audit', CAST(epoch_ms(date_trunc('day', CreationTime)) AS DOUBLE)
      FROM audit WHERE Operation = 'UserLoggedIn' AND CreationTime IS NOT NULL)
    GROUP BY ALL ORDER BY ALL`,
  )
  const sources = new Map<string, { tenant: string; kind: string; records: number; days: number[] }>()
  for (const row of rows) {
    const tenant = textOf(row.tenant)
    const kind = textOf(row.kind)
    const source = sources.get(`${tenant}\n${kind}`) ?? { tenant, kind, records: 0, days: [] }
    source.records += numberOf(row.records)
    source.days.push(numberOf(row.day))
    sources.set(`${tenant}\n${kind}`, source)
  }
  return [...sources.values()]
}

export function coverageOf(sources: readonly SignInSource[]): readonly SignInCoverage[] {
  const tenants = [...new Set(sources.map((source) => source.tenant))].sort()
  return tenants.flatMap((tenant) =>
    (['person', 'application'] as const).map((signer) => {
      const days = sources
        .filter((source) => source.tenant === tenant && covers[signer].includes(source.kind))
        .flatMap((source) => source.days)
      return { tenant, signer, intervals: intervalsOf([...new Set(days)], quietDays) }
    }),
  )
}
