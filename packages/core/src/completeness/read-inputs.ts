import type { Engine } from '@bigyellowtaxi/lake'
import { readInputs } from '../inputs.js'
import { askOnce } from '../sql/ask-once.js'
import { textOf } from '../sql/row.js'
import { sql } from '../sql/statement.js'
import type { InputFacts } from './facts.js'

/** The audit part of every input file and the time it spans. */
export async function readInputFacts(engine: Engine): Promise<readonly InputFacts[]> {
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
          },
        ]
      : []
  })
}
