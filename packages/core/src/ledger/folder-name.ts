import type { Engine } from '@bigyellowtaxi/lake'
import { mailboxOf, ofQuestion, type Question } from '../access/question.js'
import { textOf } from '../sql/row.js'
import { ask, sql } from '../sql/statement.js'

/** Inventories write `Inbox`, audit records `\Inbox`: one folder. */
export const foldFolder = (path: string): string => path.replace(/\\/g, '/').replace(/^\/+/, '').toLowerCase()

/** A store id where a path should be: Exchange wrote `Not Available`. */
const isId = (folder: string): boolean => /^[A-Za-z0-9+/=_-]{40,}$/.test(folder)

/** Paths by folder id, from whichever records knew them. Asks the engine only when some folder came without one. */
export async function readFolderNames(
  engine: Engine,
  question: Question,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!folders.some(isId)) return new Map()
  const rows = await ask(
    engine,
    sql`WITH listed AS (
      SELECT coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, unnest(Folders) AS folder FROM audit WHERE ${ofQuestion(question)}),
    named AS (
      SELECT tenant, mailbox, folder.Id AS id, folder.Path AS path FROM listed
      UNION ALL
      SELECT coalesce(OrganizationId, ''), Mailbox, ItemFolderId, ItemFolderPath FROM audit WHERE ${ofQuestion(question)})
    SELECT tenant, mailbox, id, min(path) AS path FROM named
    WHERE id IS NOT NULL AND path IS NOT NULL AND path NOT IN ('', 'Not Available') GROUP BY ALL ORDER BY ALL`,
  )
  return new Map(
    rows.map((row) => {
      const { tenant, mailbox } = mailboxOf(row, question)
      return [`${tenant}\n${mailbox}\n${textOf(row.id)}`, textOf(row.path)]
    }),
  )
}
