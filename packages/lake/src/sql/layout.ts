import type { CanonicalTable } from '@bigyellowtaxi/records'
import { name } from './quote.js'

/**
 * How stored files are laid out, so that a question about one mailbox, user or indicator reads a few small row
 * groups of each file and skips the rest by their minimum and maximum.
 */

const clusters: Readonly<Record<string, readonly string[]>> = {
  audit: ['Mailbox', 'Actor'],
  signin: ['UserPrincipalName', 'ServicePrincipalId'],
  mail_event: ['Mailbox'],
  graph_activity: ['UserId', 'AppId'],
  directory_audit: ['InitiatedByUser'],
  config: ['Kind'],
  table_row: ['Table'],
}

/** ORDER BY of a canonical table: who it is about, then when. */
export function clusterOrder(table: CanonicalTable): string {
  const keys = clusters[table.name] ?? []
  const subject = keys.length ? `coalesce(${keys.map(name).join(', ')}), ` : ''
  return `${subject}${name(table.time)}, "line"`
}

/** An indicator is looked up by its value. */
export const indicatorOrder = '"value", "kind", "Time"'

interface Parquet {
  readonly rowGroupRows: number
}

/** Compression costs more time than it saves space beyond the first level. */
export const parquetOptions = ({ rowGroupRows }: Parquet): string =>
  `FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE ${rowGroupRows}`

export const recordGroups: Parquet = { rowGroupRows: 4096 }
export const indicatorGroups: Parquet = { rowGroupRows: 16_384 }
