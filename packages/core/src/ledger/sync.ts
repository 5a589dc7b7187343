import type { Engine, Row } from '@bigyellowtaxi/lake'
import { contextId } from '../access/context.js'
import { isSync } from '../access/mail-access.js'
import { inQuestion, mailboxOf, type Question } from '../access/question.js'
import { numberOf, textOf, textOrNull, textsOf } from '../sql/row.js'
import { ask, constant, isOneOf, sql } from '../sql/statement.js'

/** A folder a client downloaded. What lay in it at `last` or before is presumed copied. */
export interface FolderSync {
  readonly tenant: string
  readonly mailbox: string
  readonly folderId: string | null
  /** Path, else the folder's own name, else its id: Exchange writes `Not Available` for folders it cannot resolve. */
  readonly folder: string
  readonly records: number
  readonly first: string
  readonly last: string
  readonly contexts: readonly string[]
  readonly evidence: readonly string[]
}

/**
 * Sync in both shapes: one folder in `Item.ParentFolder` (RecordType 2), or `Folders` without items (RecordType
 * 50). A Sync record that names neither still says that a client synchronised: its folder is `(unknown)`. `whole`
 * has the text of the records.
 */
export async function readSyncs(
  engine: Engine,
  question: Question,
  whole: Engine = engine,
): Promise<readonly FolderSync[]> {
  const rows = await ask(
    engine,
    sql`WITH records AS (
      SELECT Id AS record, CreationTime AS moment, coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox,
        ${contextId} AS context, Folders, ItemFolderId, ItemFolderPath
      FROM audit WHERE ${isSync} AND ${inQuestion(question)}),
    listed AS (
      SELECT record, moment, tenant, mailbox, context, unnest(Folders) AS folder FROM records WHERE len(Folders) > 0),
    folders AS (
      SELECT record, moment, tenant, mailbox, context, folder.Id AS id, nullif(folder.Path, 'Not Available') AS path
      FROM listed
      UNION ALL
      SELECT record, moment, tenant, mailbox, context, ItemFolderId, nullif(ItemFolderPath, 'Not Available')
      FROM records WHERE Folders IS NULL OR len(Folders) = 0)
    SELECT tenant, mailbox, id, coalesce(any_value(path), id, '(unknown)') AS folder, count(*) AS records,
      min(moment) AS first, max(moment) AS last, list(DISTINCT context) AS contexts, list(DISTINCT record) AS evidence
    FROM folders GROUP BY tenant, mailbox, id ORDER BY tenant, mailbox, folder, id`,
  )
  const names = await readOwnNames(whole, rows)
  return rows.map((row) => ({
    ...mailboxOf(row, question),
    folderId: textOrNull(row.id),
    folder: names.get(textOf(row.id)) ?? textOf(row.folder),
    records: numberOf(row.records),
    first: textOf(row.first),
    last: textOf(row.last),
    contexts: textsOf(row.contexts),
    evidence: textsOf(row.evidence),
  }))
}

/**
 * Folders without a path by the name their own record gives them. Asked for by record id and only where needed:
 * the text of the records is the one column that costs.
 */
async function readOwnNames(engine: Engine, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const unnamed = rows.filter((row) => row.id !== null && row.folder === row.id)
  if (unnamed.length === 0) return new Map()
  const records = unnamed.flatMap((row) => textsOf(row.evidence).slice(0, 1))
  const found = await ask(
    engine,
    sql`SELECT ItemFolderId AS folder, min(json_extract_string(coalesce(doc, raw), '$.Item.ParentFolder.Name')) AS name
    FROM audit WHERE Operation = 'MailItemsAccessed' AND ${isOneOf(constant('Id'), records)} GROUP BY folder ORDER BY folder`,
  )
  return new Map(
    found.flatMap((row) => (textOrNull(row.name) ? [[textOf(row.folder), textOf(row.name)]] : [])),
  )
}
