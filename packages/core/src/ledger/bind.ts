import type { Engine } from '@bigyellowtaxi/lake'
import { contextId } from '../access/context.js'
import { isBind } from '../access/mail-access.js'
import { inQuestion, type Question } from '../access/question.js'
import { ask, constant, type Sql, sql } from '../sql/statement.js'
import { type MessageTouch, readTouch } from './touch.js'

/** Columns every touch needs, whatever lists it. A record without OrganizationId belongs to the unnamed tenant. */
export const touchHead: Sql = sql`Id AS record, CreationTime AS moment, coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, ${contextId} AS context`

/** Groups a relation `touched(record, moment, tenant, mailbox, context, path, message, item, subject, size)`. */
export const groupTouched: Sql = constant(
  `SELECT tenant, mailbox, coalesce(message, item) AS key, any_value(message) AS message, list(DISTINCT item) AS items,
    any_value(subject) AS subject, max(size) AS size, count(*) AS accesses, min(moment) AS first, max(moment) AS last,
    list(DISTINCT path) AS folders, list(DISTINCT context) AS contexts, list(DISTINCT record) AS evidence
  FROM touched WHERE coalesce(message, item) IS NOT NULL GROUP BY tenant, mailbox, key`,
)

/** Messages the service recorded as opened or fetched, one row a message and mailbox. */
export async function readBinds(engine: Engine, question: Question): Promise<readonly MessageTouch[]> {
  const rows = await ask(
    engine,
    sql`WITH records AS (
      SELECT ${touchHead}, Folders, ItemInternetMessageId, ItemId, ItemSubject, ItemSizeInBytes, ItemFolderPath, ItemFolderId
      FROM audit WHERE ${isBind} AND ${inQuestion(question)}),
    folders AS (SELECT record, moment, tenant, mailbox, context, unnest(Folders) AS folder FROM records),
    items AS (
      SELECT record, moment, tenant, mailbox, context, coalesce(nullif(folder.Path, 'Not Available'), folder.Id) AS path,
        unnest(folder.FolderItems) AS item
      FROM folders),
    touched AS (
      SELECT record, moment, tenant, mailbox, context, path, nullif(item.InternetMessageId, '') AS message,
        coalesce(nullif(item.Id, ''), nullif(item.ImmutableId, '')) AS item, nullif(item.Subject, '') AS subject,
        item.SizeInBytes AS size
      FROM items
      UNION ALL
      SELECT record, moment, tenant, mailbox, context, coalesce(nullif(ItemFolderPath, 'Not Available'), ItemFolderId),
        nullif(ItemInternetMessageId, ''), ItemId, nullif(ItemSubject, ''), ItemSizeInBytes
      FROM records WHERE Folders IS NULL)
    ${groupTouched}`,
  )
  return rows.map((row) => readTouch(row, question))
}
