import type { Engine } from '@bigyellowtaxi/lake'
import { contextId } from '../access/context.js'
import { inQuestion, type Question } from '../access/question.js'
import { numberOf, textOf, textsOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'

/** Days a mailbox must have been watched before something can be new to it. */
export const baselineDays = 14

/** The first time an application read a mailbox. */
export interface FirstRead {
  readonly mailbox: string
  readonly app: string
  readonly clientApp: string
  /** Days the mailbox had been watched by then. */
  readonly days: number
  /** Mailboxes the application had read before, and mailboxes there are. */
  readonly others: number
  readonly mailboxes: number
  readonly records: number
  readonly evidence: readonly string[]
  readonly contexts: readonly string[]
  readonly first: string
  readonly last: string
}

/** Applications that read a mailbox for the first time after it had been watched for `baselineDays`. */
export async function readFirstReads(engine: Engine, question: Question): Promise<readonly FirstRead[]> {
  const rows = await ask(
    engine,
    sql`WITH reads AS (
      SELECT Id AS record, CreationTime AS moment, Mailbox AS mailbox, coalesce(AppId, '') AS app, coalesce(ClientAppId, '') AS clientApp,
        ${contextId} AS context
      FROM audit WHERE Operation = 'MailItemsAccessed' AND ${inQuestion(question)} AND Mailbox IS NOT NULL),
    watched AS (SELECT mailbox, min(moment) AS since FROM reads GROUP BY mailbox),
    used AS (
      SELECT mailbox, app, clientApp, min(moment) AS first, max(moment) AS last, count(*) AS records,
        list(record) AS evidence, list(DISTINCT context) AS contexts
      FROM reads WHERE app <> '' OR clientApp <> '' GROUP BY ALL)
    SELECT u.*, date_diff('day', w.since, u.first) AS days, (SELECT count(*) FROM watched) AS mailboxes,
      (SELECT count(DISTINCT o.mailbox) FROM used o
       WHERE o.app = u.app AND o.clientApp = u.clientApp AND o.mailbox <> u.mailbox AND o.first < u.first) AS others
    FROM used u JOIN watched w ON w.mailbox = u.mailbox
    WHERE u.first >= w.since + ${baselineDays} * INTERVAL 1 DAY ORDER BY u.first, u.mailbox, u.app, u.clientApp`,
  )
  return rows.map((row) => ({
    mailbox: textOf(row.mailbox),
    app: textOf(row.app),
    clientApp: textOf(row.clientApp),
    days: numberOf(row.days),
    others: numberOf(row.others),
    mailboxes: numberOf(row.mailboxes),
    records: numberOf(row.records),
    evidence: textsOf(row.evidence),
    contexts: textsOf(row.contexts),
    first: textOf(row.first),
    last: textOf(row.last),
  }))
}
