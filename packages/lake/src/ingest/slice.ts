import { type CanonicalTable, type CanonicalTableName, canonicalTables } from '@bigyellowtaxi/records'
import type { DuckDBConnection } from '@duckdb/node-api'
import { isoTime } from '../duckdb/iso-time.js'
import { clusterFields } from '../sql/layout.js'
import { name } from '../sql/quote.js'
import { guidOf } from './indicators.js'
import type { SliceTexts } from './pieces.js'
import {
  missingPlaces,
  type RecordFile,
  recordFilePath,
  recordRows,
  reviewSelect,
  writeRecords,
} from './record-file.js'
import { type Staged, stage } from './staging.js'
import type { TextFunction } from './text-function.js'

/** A bounded part of the input, of one canonical table: what is typed, written and de-duplicated at once. */
export interface Slice {
  readonly table: CanonicalTableName
  /** Names the slice within its segment; part of file and table names. */
  readonly label: string
  readonly texts: SliceTexts
}

/** A line that gave no record: its text goes back to the readers, which know why. */
export interface Unusable {
  readonly file: number
  readonly line: number
  readonly raw: string
  readonly reason: 'json' | 'id' | 'time'
}

/** What one input contributed to a slice. */
export interface FileCount {
  readonly file: number
  readonly rows: number
  readonly from: string | null
  readonly to: string | null
}

export interface TypedSlice {
  readonly label: string
  readonly table: CanonicalTable
  /** Every usable record of the slice, repeated ones included. */
  readonly file: RecordFile
  readonly counts: readonly FileCount[]
  readonly unusable: readonly Unusable[]
  readonly common: Common
}

/** What all usable rows have in common. */
export interface Common {
  /** Set where all are of one tenant, or none of them has one. */
  readonly tenant?: string | null
  readonly onlyGuids: boolean
}

export interface SliceTarget {
  /** Where the segment's files are written. */
  readonly folder: string
  /** Batch ids by number of the input. */
  readonly batches: readonly string[]
}

/**
 * Stages the slice and writes its records, in one pass from text to file. Runs on any connection, in any order:
 * which of the records are new is asked afterwards, of the few columns that tell.
 */
export async function typeSlice(
  connection: DuckDBConnection,
  texts: TextFunction,
  slice: Slice,
  target: SliceTarget,
): Promise<TypedSlice> {
  const table: CanonicalTable = canonicalTables[slice.table]
  const fields = clusterFields(table.name)
  const staged = await stage(connection, texts, slice.label, slice.texts, fields)
  try {
    const file = await writeRecords(connection, {
      path: recordFilePath(target.folder, table, slice.label),
      table,
      staged,
      batches: target.batches,
    })
    return {
      label: slice.label,
      table,
      file,
      unusable: file.rows === staged.count ? [] : await unusableRows(connection, table, staged, file),
      ...(await summarise(connection, table, file)),
    }
  } finally {
    staged.release()
    await connection.run(`DROP TABLE IF EXISTS ${name(staged.table)}`)
  }
}

async function unusableRows(
  connection: DuckDBConnection,
  table: CanonicalTable,
  staged: Staged,
  file: RecordFile,
): Promise<Unusable[]> {
  const rows = staged.rows(`(file, line) IN (${missingPlaces(staged, file)})`)
  const found = await connection.runAndReadAll(reviewSelect(table, rows))
  return found.getRows().map(([input, line, raw, reason]) => ({
    file: Number(input),
    line: Number(line),
    raw: String(raw),
    reason: reason as Unusable['reason'],
  }))
}

async function summarise(
  connection: DuckDBConnection,
  table: CanonicalTable,
  file: RecordFile,
): Promise<Pick<TypedSlice, 'counts' | 'common'>> {
  const time = name(table.time)
  const result = await connection.runAndReadAll(
    `SELECT batch, count(*), epoch_us(min(${time})), epoch_us(max(${time})), min("OrganizationId"), max("OrganizationId"),
      count("OrganizationId"), count(${guidOf(name(table.id))}) FROM ${recordRows(file)} GROUP BY batch ORDER BY batch`,
  )
  const rows = result.getRows()
  const timeText = (micros: unknown) => (typeof micros === 'bigint' ? isoTime(micros * 1000n) : null)
  const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0)
  const tenants = new Set(rows.flatMap((row) => [row[4], row[5]]))
  const isCommon = tenants.size === 1 && [0, file.rows].includes(sum(6))
  return {
    counts: rows.map(([batch, count, from, to]) => ({
      file: file.batches.indexOf(String(batch)),
      rows: Number(count),
      from: timeText(from),
      to: timeText(to),
    })),
    common: {
      ...(isCommon ? { tenant: [...tenants][0] as string | null } : {}),
      onlyGuids: sum(7) === file.rows,
    },
  }
}
