import type { Engine } from '@bigyellowtaxi/lake'
import { isNameless } from '../access/mail-access.js'
import { inQuestion, mailboxOf, type Question } from '../access/question.js'
import { numberOf, textOf, textsOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'

/** Binds of one mailbox whose records lost the messages they were of: something was opened, and not what. */
export interface NamelessBinds {
  readonly tenant: string
  readonly mailbox: string
  readonly last: string
  readonly accesses: number
  readonly evidence: readonly string[]
}

export async function readNameless(engine: Engine, question: Question): Promise<readonly NamelessBinds[]> {
  const rows = await ask(
    engine,
    sql`SELECT coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, max(CreationTime) AS last, count(*) AS accesses,
      list(DISTINCT Id) AS evidence
    FROM audit WHERE ${isNameless} AND Mailbox IS NOT NULL AND ${inQuestion(question)} GROUP BY ALL ORDER BY ALL`,
  )
  return rows.map((row) => ({
    ...mailboxOf(row, question),
    last: textOf(row.last),
    accesses: numberOf(row.accesses),
    evidence: textsOf(row.evidence),
  }))
}
