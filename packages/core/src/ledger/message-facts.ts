import type { Engine } from '@bigyellowtaxi/lake'
import { mailboxOf, type Question } from '../access/question.js'
import { numberOrNull, textOf, textOrNull } from '../sql/row.js'
import { ask, constant, isOneOf, type Sql, sql } from '../sql/statement.js'

/** What other sources know about a message of a mailbox: it exists, and what it is. */
export interface MessageFacts {
  readonly tenant: string
  readonly mailbox: string
  readonly message: string
  readonly subject: string | null
  readonly sender: string | null
  /** When it came into the mailbox, UTC. */
  readonly date: string | null
  readonly folders: readonly string[]
  readonly sizeBytes: number | null
  readonly source: string
}

const ofNames = (column: string, names: readonly string[]): Sql =>
  names.length === 0 ? constant('TRUE') : isOneOf(constant(column), names)

/**
 * EmailEvents, message trace and inventories say it of the recipient's mailbox; the sender's copy lies in Sent
 * Items. Send records of the audit log say it of the mailbox that sent.
 */
export async function readMessageFacts(engine: Engine, question: Question): Promise<readonly MessageFacts[]> {
  const { names } = question
  const tenants = question.scope.tenants.map((tenant) => tenant.toLowerCase())
  const tenant =
    tenants.length === 0
      ? constant('TRUE')
      : sql`(OrganizationId IS NULL OR ${isOneOf(constant('OrganizationId'), tenants)})`
  const columns = 'Subject AS subject, SenderFromAddress AS sender, Timestamp AS date'
  const rows = await ask(
    engine,
    sql`WITH sightings AS (
      SELECT coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, InternetMessageId AS message, ${constant(columns)},
        nullif(Folder, '') AS folder, EmailSize AS size, coalesce(Source, 'mail_event') AS source
      FROM mail_event WHERE nullif(InternetMessageId, '') IS NOT NULL AND Mailbox IS NOT NULL AND ${ofNames('Mailbox', names)} AND ${tenant}
      UNION ALL
      SELECT coalesce(OrganizationId, ''), SenderFromAddress, InternetMessageId, ${constant(columns)}, 'Sent Items', EmailSize,
        coalesce(Source, 'mail_event')
      FROM mail_event WHERE nullif(InternetMessageId, '') IS NOT NULL AND coalesce(EmailDirection, 'Outbound') <> 'Inbound'
        AND SenderFromAddress IS NOT NULL AND Source IS DISTINCT FROM 'Inventory' AND ${ofNames('SenderFromAddress', names)} AND ${tenant}
      UNION ALL
      SELECT coalesce(OrganizationId, ''), Mailbox, ItemInternetMessageId, ItemSubject, Mailbox, CreationTime, 'Sent Items',
        ItemSizeInBytes, Operation
      FROM audit WHERE Operation IN ('Send', 'SendAs', 'SendOnBehalf') AND nullif(ItemInternetMessageId, '') IS NOT NULL
        AND Mailbox IS NOT NULL AND ${ofNames('Mailbox', names)} AND ${tenant})
    SELECT tenant, mailbox, message, arg_min(subject, source) AS subject, arg_min(sender, source) AS sender, min(date) AS date,
      arg_min(folder, source) AS folder, max(size) AS size, min(source) AS source
    FROM sightings GROUP BY tenant, mailbox, message`,
  )
  return rows.map((row) => ({
    ...mailboxOf(row, question),
    message: textOf(row.message),
    subject: textOrNull(row.subject),
    sender: textOrNull(row.sender),
    date: textOrNull(row.date),
    folders: row.folder ? [textOf(row.folder)] : [],
    sizeBytes: numberOrNull(row.size),
    source: textOf(row.source),
  }))
}
