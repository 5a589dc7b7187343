/**
 * How stored files are laid out, so that a question about one mailbox, user or indicator reads a few small row
 * groups of each file and skips the rest by their minimum and maximum.
 */

/**
 * JSON fields that say whom a record is about, the first one found counts. Records are put in their order before
 * the engine sees them: it would have to carry every column of every record through a sort.
 */
const clusters: Readonly<Record<string, readonly string[]>> = {
  audit: ['MailboxOwnerUPN', 'UserId'],
  signin: ['UserPrincipalName', 'ServicePrincipalId'],
  mail_event: ['Mailbox', 'RecipientEmailAddress'],
  graph_activity: ['UserId', 'AppId'],
  directory_audit: ['userPrincipalName'],
  config: ['Kind'],
  table_row: ['Table'],
}

export const clusterFields = (table: string): readonly string[] => clusters[table] ?? []

/** An indicator is looked up by its value. */
export const indicatorOrder = '"value"'

interface Parquet {
  readonly rowGroupRows: number
  /** A column with more distinct values in a row group is written plainly: looking for repeats in it is wasted. */
  readonly dictionaryValues: number
}

/** Compression costs more time than it saves space beyond the first level. */
export const parquetOptions = ({ rowGroupRows, dictionaryValues }: Parquet): string =>
  `FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE ${rowGroupRows}, DICTIONARY_SIZE_LIMIT ${dictionaryValues}`

export const recordGroups: Parquet = { rowGroupRows: 4096, dictionaryValues: 400 }
export const indicatorGroups: Parquet = { rowGroupRows: 16_384, dictionaryValues: 4096 }
