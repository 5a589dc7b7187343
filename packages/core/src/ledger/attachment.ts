import type { Engine } from '@bigyellowtaxi/lake'
import { inQuestion, type Question } from '../access/question.js'
import { ask, sql } from '../sql/statement.js'
import { groupTouched, touchHead } from './bind.js'
import { type MessageTouch, readTouch } from './touch.js'

/**
 * AttachmentAccess names messages by the store's id, sometimes by InternetMessageId; each attachment fetched is
 * one access. `message` is filled only where the id is one.
 */
export async function readAttachments(engine: Engine, question: Question): Promise<readonly MessageTouch[]> {
  const rows = await ask(
    engine,
    sql`WITH records AS (
      SELECT ${touchHead}, Messages FROM audit WHERE Operation = 'AttachmentAccess' AND ${inQuestion(question)}),
    messages AS (SELECT record, moment, tenant, mailbox, context, unnest(Messages) AS one FROM records),
    attachments AS (
      SELECT record, moment, tenant, mailbox, context, one.Id AS id, one.Path AS path,
        unnest(CASE WHEN len(one.MessageItems) > 0 THEN one.MessageItems ELSE [NULL] END) AS attachment
      FROM messages),
    touched AS (
      SELECT record, moment, tenant, mailbox, context, nullif(path, 'Not Available') AS path,
        CASE WHEN id LIKE '<%@%>' THEN id END AS message, CASE WHEN id NOT LIKE '<%@%>' THEN nullif(id, '') END AS item,
        NULL AS subject, attachment.SizeInBytes AS size
      FROM attachments)
    ${groupTouched}`,
  )
  return rows.map((row) => readTouch(row, question))
}

/** Attachment touches under the message they belong to, where a bind elsewhere tied the store id to its message id. */
export function resolveItems(
  attachments: readonly MessageTouch[],
  binds: readonly MessageTouch[],
): readonly MessageTouch[] {
  const known = new Map(
    binds.flatMap((bind) =>
      bind.items.map((item) => [`${bind.tenant}\n${bind.mailbox}\n${item}`, bind] as const),
    ),
  )
  return attachments.map((touch) => {
    const bind = known.get(`${touch.tenant}\n${touch.mailbox}\n${touch.key}`)
    return bind ? { ...touch, key: bind.key, message: bind.message } : touch
  })
}
