import type { Engine } from '@bigyellowtaxi/lake'
import type { Interval } from './coverage.js'
import type { Gap } from './finding.js'
import { sources } from './source.js'

const dayMs = 86_400_000

/** Days of use by its owner, without one read logged in between, after which a mailbox counts as not logged. */
const blindDays = 5

/**
 * When mailboxes were in use (their owners sent, moved or deleted mail) without one read of them in the log: for all of
 * the window, or from a change of licence or audit settings on. The days run from the last read before to the next.
 */
export async function blindMailboxes(engine: Engine, window: Interval): Promise<readonly Gap[]> {
  const { rows } = await engine.query(
    `WITH days AS (
       SELECT Mailbox, date_trunc('day', CreationTime) AS day, bool_or(Operation = 'MailItemsAccessed') AS isRead,
         bool_or(LogonType = 0 AND Operation NOT IN ('MailItemsAccessed', 'MailboxLogin') OR LogonType IS NULL) AS isUsed
       FROM audit
       WHERE Mailbox IS NOT NULL AND CreationTime >= make_timestamp($1::BIGINT * 1000) AND CreationTime < make_timestamp($2::BIGINT * 1000)
       GROUP BY ALL),
     stretches AS (
       SELECT *, count(*) FILTER (isRead) OVER (PARTITION BY Mailbox ORDER BY day) AS reads,
         bool_or(isRead) OVER (PARTITION BY Mailbox) AS isEverRead
       FROM days)
     SELECT Mailbox, CAST(epoch_ms(min(day)) AS DOUBLE) AS since, CAST(epoch_ms(max(day)) AS DOUBLE) AS until, bool_or(isEverRead) AS isEverRead
     FROM stretches
     WHERE NOT isRead
     GROUP BY Mailbox, reads
     HAVING count(*) FILTER (isUsed) >= ${blindDays} OR NOT bool_or(isEverRead)
     ORDER BY Mailbox, since`,
    { parameters: [window.from, window.to] },
  )
  const [source] = sources['mail-reads']
  if (!source) return []
  const whole = { ...window, source: 'mail-reads', about: source.about, fix: source.fix }
  const never = rows.filter((row) => !row.isEverRead).map((row) => String(row.Mailbox))
  const partly = rows
    .filter((row) => row.isEverRead)
    .map((row) => ({
      ...whole,
      from: Math.max(window.from, Number(row.since)),
      to: Math.min(window.to, Number(row.until) + dayMs),
      mailboxes: [String(row.Mailbox)],
    }))
  return [...(never.length > 0 ? [{ ...whole, mailboxes: never }] : []), ...partly]
}
