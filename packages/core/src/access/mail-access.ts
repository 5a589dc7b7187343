import { constant, type Sql } from '../sql/statement.js'

/** Anything that names a message: an item of a folder, or the one item of a RecordType 2 record. */
const namesItem =
  '(ItemInternetMessageId IS NOT NULL OR coalesce(len(list_filter(Folders, lambda f: coalesce(len(f.FolderItems), 0) > 0)), 0) > 0)'

/** Anything that names a folder. */
const namesFolder =
  '(ItemFolderId IS NOT NULL OR ItemFolderPath IS NOT NULL OR coalesce(len(Folders), 0) > 0)'

/**
 * Bind or Sync by the access type's name, never by record type: exports differ. Where an export lost the name
 * (OfficeActivity without OperationProperties), content tells: a Sync names folders and no message. A record that
 * names nothing at all is a Bind of something unknown.
 */
const accessType = `CASE lower(MailAccessType) WHEN 'sync' THEN 'Sync' WHEN 'bind' THEN 'Bind'
    ELSE CASE WHEN NOT ${namesItem} AND ${namesFolder} THEN 'Sync' ELSE 'Bind' END END`

/** A MailItemsAccessed record of a folder that a client downloaded, as SQL. */
export const isSync: Sql = constant(`(Operation = 'MailItemsAccessed' AND ${accessType} = 'Sync')`)

/** A record of items opened one by one, as SQL. MessageBind is what mailboxes without the newer event write. */
export const isBind: Sql = constant(
  `(Operation = 'MessageBind' OR (Operation = 'MailItemsAccessed' AND ${accessType} = 'Bind'))`,
)

/** A bind that names no message: its export lost the items, or cut them off. */
export const isNameless: Sql = constant(
  `(Operation = 'MailItemsAccessed' AND ${accessType} = 'Bind' AND NOT ${namesItem} AND ItemId IS NULL)`,
)
