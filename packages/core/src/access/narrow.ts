import type { Engine } from '@bigyellowtaxi/lake'
import { constant, sql, statementOf } from '../sql/statement.js'
import { countRecords } from './mailbox.js'
import { ofQuestion, type Question } from './question.js'

/** Columns of `audit` that readers of single mailboxes use. Text of records is asked for by id, from the whole log. */
const columns = [
  ...['Id', 'CreationTime', 'OrganizationId', 'Mailbox', 'Operation', 'MailAccessType', 'IsThrottled'],
  ...['UserType', 'LogonType', 'AADSessionId', 'SessionId', 'IP', 'ClientFamily', 'AppId', 'ClientAppId'],
  ...['Actor', 'UniqueTokenId', 'Folders', 'Messages', 'ItemInternetMessageId', 'ItemId', 'ItemSubject'],
  ...['ItemSizeInBytes', 'ItemFolderPath', 'ItemFolderId', 'AffectedItems'],
]

/** Records are kept in memory, at a few KB each; above this the stored files are asked each time. */
const enough = 50_000

/**
 * Calls `read` with an engine that holds the records of the question's mailboxes, so that a dozen questions about
 * them find these records in the files once. With many mailboxes, or an engine that cannot, it is the engine
 * itself: the answers are the same.
 */
export async function withNarrowed<T>(
  engine: Engine,
  question: Question,
  read: (own: Engine) => Promise<T>,
): Promise<T> {
  const { names } = question
  if (!engine.narrow || names.length === 0 || (await countRecords(engine, names)) > enough)
    return read(engine)
  const { text, parameters } = statementOf(
    sql`SELECT ${constant(columns.join(', '))} FROM audit WHERE ${ofQuestion(question)}`,
  )
  const own = await engine.narrow('audit', text, { parameters })
  try {
    return await read(own)
  } finally {
    await own.close()
  }
}
