import type { CanonicalTable } from '@bigyellowtaxi/records'
import { name } from './quote.js'

/**
 * How stored files are laid out, so that a question about one mailbox, user or indicator reads a few small row
 * groups of each file and skips the rest by their minimum and maximum.
 */

/** Whom or what a record is about: the alternatives in order, each as JSON fields and as columns. */
interface Cluster {
  readonly fields: readonly (readonly string[])[]
  readonly columns: string
}

/**
 * Audit records of a mailbox stand together by mailbox, all others by operation and user. JSON fields are for
 * ingest, which orders records before the engine sees them: it would have to carry every column of every record
 * through a sort. Columns are for compaction.
 */
const clusters: Readonly<Record<string, Cluster>> = {
  audit: {
    fields: [['MailboxOwnerUPN'], ['Operation', 'UserId']],
    columns: 'coalesce("Mailbox", concat("Operation", chr(1), "Actor"))',
  },
  signin: {
    fields: [['UserPrincipalName'], ['ServicePrincipalId']],
    columns: 'coalesce("UserPrincipalName", "ServicePrincipalId")',
  },
  mail_event: { fields: [['Mailbox'], ['RecipientEmailAddress']], columns: '"Mailbox"' },
  graph_activity: { fields: [['UserId'], ['AppId']], columns: 'coalesce("UserId", "AppId")' },
  directory_audit: { fields: [['userPrincipalName']], columns: '"InitiatedByUser"' },
  config: { fields: [['Kind']], columns: '"Kind"' },
  table_row: { fields: [['Table']], columns: '"Table"' },
}

export const clusterFields = (table: string): Cluster['fields'] => clusters[table]?.fields ?? []

/** ORDER BY of a whole table. */
export function clusterOrder(table: CanonicalTable): string {
  const subject = clusters[table.name]?.columns
  return [...(subject ? [subject] : []), name(table.time), name(table.id)].join(', ')
}

/** An indicator is looked up by its value. */
export const indicatorOrder = '"value"'

interface Parquet {
  readonly rowGroupRows: number
  /** A column with more distinct values in a row group is written plainly: looking for repeats in it is wasted. */
  readonly dictionaryValues: number
}

/** LZ4 takes half as much room again as zstd's first level, and a twelfth off the time of loading. */
export const parquetOptions = ({ rowGroupRows, dictionaryValues }: Parquet): string =>
  `FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE ${rowGroupRows}, DICTIONARY_SIZE_LIMIT ${dictionaryValues}`

export const recordGroups: Parquet = { rowGroupRows: 2048, dictionaryValues: 200 }
export const indicatorGroups: Parquet = { rowGroupRows: 16_384, dictionaryValues: 500 }
