import type { Engine } from '@bigyellowtaxi/lake'
import { type Interval, intervalsOf } from '../detect/coverage.js'
import { numberOf, textOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'
import { dayMs } from '../time.js'

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
  /** Hours with records, as milliseconds since 1970 at their start. */
  readonly hours: readonly number[]
}

/** Silence of everybody up to this long is a long weekend. */
const quietHours = 72

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
    sql`SELECT tenant, kind, hour, count(*) AS records FROM (
      SELECT coalesce(OrganizationId, '') AS tenant, coalesce(Kind, 'interactive') AS kind,
        CAST(epoch_ms(date_trunc('hour', CreatedDateTime)) AS DOUBLE) AS hour FROM signin WHERE CreatedDateTime IS NOT NULL
      UNION ALL
      SELECT coalesce(OrganizationId, ''), 'audit', CAST(epoch_ms(date_trunc('hour', CreationTime)) AS DOUBLE)
      FROM audit WHERE Operation = 'UserLoggedIn' AND CreationTime IS NOT NULL)
    GROUP BY ALL ORDER BY ALL`,
  )
  const sources = new Map<string, { tenant: string; kind: string; records: number; hours: number[] }>()
  for (const row of rows) {
    const tenant = textOf(row.tenant)
    const kind = textOf(row.kind)
    const source = sources.get(`${tenant}\n${kind}`) ?? { tenant, kind, records: 0, hours: [] }
    source.records += numberOf(row.records)
    source.hours.push(numberOf(row.hour))
    sources.set(`${tenant}\n${kind}`, source)
  }
  return [...sources.values()]
}

/**
 * A log that has a record a minute did not begin at midnight because its first record is of that day. Silence of so
 * many of its own mean distances before the first and after the last record says that nobody collected there; a
 * sparse log is taken to have been collected by whole days.
 */
const quietDistances = 20

function collected({ hours, records }: SignInSource): readonly Interval[] {
  const [first = 0, last = 0] = [Math.min(...hours), Math.max(...hours)]
  const slack = records > 1 ? (quietDistances * (last - first)) / (records - 1) : dayMs
  return intervalsOf(hours, quietHours).map(({ from, to }) => ({
    from: Math.max(from - (from % dayMs), from - slack),
    to: Math.min(to - 1 - ((to - 1) % dayMs) + dayMs, to + slack),
  }))
}

/** Intervals that touch as one: one export may go on where another ends. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const all: Interval[] = []
  for (const next of [...intervals].sort((a, b) => a.from - b.from)) {
    const before = all.at(-1)
    if (before && next.from <= before.to)
      all[all.length - 1] = { from: before.from, to: Math.max(before.to, next.to) }
    else all.push(next)
  }
  return all
}

export function coverageOf(sources: readonly SignInSource[]): readonly SignInCoverage[] {
  const tenants = [...new Set(sources.map((source) => source.tenant))].sort()
  return tenants.flatMap((tenant) =>
    (['person', 'application'] as const).map((signer) => {
      const own = sources.filter((source) => source.tenant === tenant && covers[signer].includes(source.kind))
      return { tenant, signer, intervals: joined(own.flatMap(collected)) }
    }),
  )
}
