import type { Engine } from '@bigyellowtaxi/lake'
import { clientClass } from '../access/client.js'
import { contextId, isAccess } from '../access/context.js'
import { inQuestion, type Question } from '../access/question.js'
import { numberOf, textOf } from '../sql/row.js'
import { ask, constant, sql } from '../sql/statement.js'
import { dayMs, msOf } from '../time.js'
import type { Report } from './model.js'

/** Up to three days are drawn by the hour. */
const hourlyMs = 3 * dayMs

/** Read records over time, with those of suspect contexts apart. Empty steps are left out. */
export async function readTimeline(
  engine: Engine,
  question: Question,
  suspects: ReadonlySet<string>,
  window: { readonly from: string; readonly to: string } | undefined,
): Promise<Report['timeline']> {
  const unit = window && msOf(window.to) - msOf(window.from) <= hourlyMs ? 'hour' : 'day'
  const rows = await ask(
    engine,
    sql`SELECT date_trunc(${constant(`'${unit}'`)}, CreationTime) AS moment, ${contextId} AS context, any_value(${clientClass}) AS class, count(*) AS records
    FROM audit WHERE ${isAccess} AND CreationTime IS NOT NULL AND ${inQuestion(question)} GROUP BY moment, context ORDER BY moment, context`,
  )
  const steps = new Map<string, { at: string; reads: number; suspect: number; service: number }>()
  for (const row of rows) {
    const at = textOf(row.moment)
    const step = steps.get(at) ?? { at, reads: 0, suspect: 0, service: 0 }
    const records = numberOf(row.records)
    step.reads += records
    if (suspects.has(textOf(row.context))) step.suspect += records
    else if (row.class !== 'interactive') step.service += records
    steps.set(at, step)
  }
  return { unit, steps: [...steps.values()] }
}
