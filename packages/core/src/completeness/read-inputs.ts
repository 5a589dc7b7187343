import type { Engine } from '@bigyellowtaxi/lake'
import { isAccess } from '../access/context.js'
import { readInputs } from '../inputs.js'
import { askOnce } from '../sql/ask-once.js'
import { numberOf, textOf, textOrNull } from '../sql/row.js'
import { constant, sql } from '../sql/statement.js'
import type { CappedQuery, InputFacts, LostLines } from './facts.js'

/** The audit part of every input file and the time it spans. */
export async function readInputFacts(engine: Engine): Promise<readonly InputFacts[]> {
  const lost = await readLost(engine)
  const inputs = new Map((await readInputs(engine)).map((input) => [input.batch, input]))
  const rows = await askOnce(
    engine,
    sql`SELECT batch, coalesce(OrganizationId, '') AS tenant, min(CreationTime) AS first, max(CreationTime) AS last
    FROM audit WHERE CreationTime IS NOT NULL GROUP BY ALL ORDER BY ALL`,
  )
  return rows.flatMap((row) => {
    const input = inputs.get(textOf(row.batch))
    return input
      ? [
          {
            file: input.file,
            shape: input.shape,
            rows: input.rows,
            tenant: textOf(row.tenant),
            first: textOf(row.first),
            last: textOf(row.last),
            lost: lost.get(input.batch) ?? null,
            brokenOff: input.brokenOff ?? null,
          },
        ]
      : []
  })
}

/** A row whose columns name another operation is no lost read; a record of no known export is none of the audit log. */
const mayBeRead = sql`code <> 'ING205' AND (operation IS NULL OR ${isAccess})`

async function readLost(engine: Engine): Promise<ReadonlyMap<string, LostLines>> {
  const rows = await askOnce(
    engine,
    sql`SELECT batch, count(*) AS lines, count(time) AS dated, min(time) AS first, max(time) AS last
    FROM rejects WHERE ${mayBeRead} GROUP BY batch ORDER BY batch`,
  )
  return new Map(
    rows.map((row) => {
      const lines = numberOf(row.lines)
      const isDated = numberOf(row.dated) === lines
      return [
        textOf(row.batch),
        { lines, between: isDated ? { from: textOf(row.first), to: textOf(row.last) } : null },
      ]
    }),
  )
}

/** Searches of the Graph audit API say themselves whether they were cut; their records do not. */
export async function readCappedQueries(engine: Engine): Promise<readonly CappedQuery[]> {
  const of = (name: string) => constant(`json_extract_string(raw, '$.${name}')`)
  const rows = await askOnce(
    engine,
    sql`SELECT coalesce(OrganizationId, '') AS tenant, Identity AS name, ${of('recordCountLimit')} AS cap,
      TRY_CAST(${of('filterStartDateTime')} AS TIMESTAMP) AS since, TRY_CAST(${of('filterEndDateTime')} AS TIMESTAMP) AS until
    FROM config WHERE Kind = 'auditLogQueries' AND lower(${of('isRecordCountLimitExceeded')}) = 'true' ORDER BY ALL`,
  )
  return rows.map((row) => ({
    tenant: textOf(row.tenant),
    name: textOf(row.name),
    limit: textOrNull(row.cap),
    from: textOrNull(row.since),
    to: textOrNull(row.until),
  }))
}
