import type { Engine } from '@bigyellowtaxi/lake'
import { mailboxOf, type Question } from '../access/question.js'
import { numberOrNull, textOf, textOrNull, textsOf } from '../sql/row.js'
import { ask, constant, isOneOf, type Sql, sql } from '../sql/statement.js'
import { isId } from './folder-name.js'
import type { Place } from './place.js'

/** What other sources know about a message of a mailbox: it exists, and what it is. */
export interface MessageFacts {
  readonly tenant: string
  readonly mailbox: string
  readonly message: string
  readonly subject: string | null
  readonly sender: string | null
  /** When it came into the mailbox, UTC. */
  readonly date: string | null
  readonly places: readonly Place[]
  readonly sizeBytes: number | null
  readonly source: string
}

const ofNames = (column: string, names: readonly string[]): Sql =>
  names.length === 0 ? constant('TRUE') : isOneOf(constant(column), names)

/**
 * EmailEvents, message trace and inventories say it of the recipient's mailbox; the sender's copy lies in Sent
 * Items. Send records of the audit log say it of the mailbox that sent, records of moves and deletions of the folder
 * a message left.
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
    sql`WITH affected AS (
      SELECT OrganizationId, Mailbox, CreationTime, Operation, ItemFolderPath, unnest(AffectedItems) AS item
      FROM audit WHERE len(AffectedItems) > 0 AND Mailbox IS NOT NULL AND ${ofNames('Mailbox', names)} AND ${tenant}),
    sightings AS (
      SELECT coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, InternetMessageId AS message, ${constant(columns)},
        nullif(Folder, '') AS folder, CASE WHEN Source <> 'Inventory' THEN Timestamp END AS placed, FALSE AS gone, EmailSize AS size,
        coalesce(Source, 'mail_event') AS source
      FROM mail_event WHERE nullif(InternetMessageId, '') IS NOT NULL AND Mailbox IS NOT NULL AND ${ofNames('Mailbox', names)} AND ${tenant}
      UNION ALL
      SELECT coalesce(OrganizationId, ''), SenderFromAddress, InternetMessageId, ${constant(columns)}, 'Sent Items', Timestamp, FALSE,
        EmailSize, coalesce(Source, 'mail_event')
      FROM mail_event WHERE nullif(InternetMessageId, '') IS NOT NULL AND coalesce(EmailDirection, 'Outbound') <> 'Inbound'
        AND SenderFromAddress IS NOT NULL AND Source IS DISTINCT FROM 'Inventory' AND ${ofNames('SenderFromAddress', names)} AND ${tenant}
      UNION ALL
      SELECT coalesce(OrganizationId, ''), Mailbox, ItemInternetMessageId, ItemSubject, Mailbox, CreationTime, 'Sent Items',
        CreationTime, FALSE, ItemSizeInBytes, Operation
      FROM audit WHERE Operation IN ('Send', 'SendAs', 'SendOnBehalf') AND nullif(ItemInternetMessageId, '') IS NOT NULL
        AND Mailbox IS NOT NULL AND ${ofNames('Mailbox', names)} AND ${tenant}
      UNION ALL
      SELECT coalesce(OrganizationId, ''), Mailbox, item.InternetMessageId, nullif(item.Subject, ''), NULL, NULL,
        nullif(ItemFolderPath, 'Not Available'), CreationTime, ${leaves}, NULL, Operation
      FROM affected WHERE nullif(item.InternetMessageId, '') IS NOT NULL)
    SELECT tenant, mailbox, message, arg_min(subject, source) AS subject, arg_min(sender, source) AS sender, min(date) AS date,
      list(DISTINCT folder || chr(31) || coalesce(strftime(placed, '%Y-%m-%dT%H:%M:%SZ'), '') || chr(31) || gone::INTEGER) AS places,
      max(size) AS size, min(source) AS source
    FROM sightings GROUP BY tenant, mailbox, message`,
  )
  return rows.map((row) => ({
    ...mailboxOf(row, question),
    message: textOf(row.message),
    subject: textOrNull(row.subject),
    sender: textOrNull(row.sender),
    date: textOrNull(row.date),
    places: textsOf(row.places).flatMap(readPlace),
    sizeBytes: numberOrNull(row.size),
    source: textOf(row.source),
  }))
}

/** Records after which an item no longer lies in the folder they name. */
const leaves = constant("Operation IN ('Move', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete')")

/** A Graph list of messages names folders by an id that no audit record uses: no place that could be compared. */
function readPlace(text: string): readonly Place[] {
  const [folder = '', at = '', gone] = text.split('\u001f')
  if (isId(folder)) return []
  return [{ folder, at: at || null, ...(gone === '1' && { left: true as const }) }]
}
