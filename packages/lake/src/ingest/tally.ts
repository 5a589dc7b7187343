import type { Batch } from '../segment.js'
import type { DedupeResult } from './dedupe.js'
import type { TypedSlice } from './slice.js'

/** What has been counted of one input so far. */
export interface Tally {
  records: number
  duplicates: number
  variants: number
  rejects: number
  from: string | null
  to: string | null
  tables: Record<string, number>
}

export const emptyTally = (): Tally => ({
  records: 0,
  duplicates: 0,
  variants: 0,
  rejects: 0,
  from: null,
  to: null,
  tables: {},
})

const earlier = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b < a) ? b : a
const later = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b > a) ? b : a

/** Adds one slice's counts to the inputs it came from. */
export function noteSlice(tallies: readonly Tally[], slice: TypedSlice, decided: DedupeResult): void {
  for (const { file, rows, from, to } of slice.counts) {
    const tally = tallies[file]
    if (!tally) continue
    const records = decided.records.get(file) ?? 0
    tally.records += records
    tally.duplicates += rows - records
    tally.variants += decided.variants.get(file) ?? 0
    tally.from = earlier(tally.from, from)
    tally.to = later(tally.to, to)
    tally.tables[slice.table.name] = (tally.tables[slice.table.name] ?? 0) + rows
  }
}

/** The counts as a batch states them: every row of the input is a record, a duplicate or a reject. */
export const countsOf = (
  tally: Tally,
): Pick<Batch, 'rows' | 'records' | 'duplicates' | 'variants' | 'rejects' | 'from' | 'to' | 'tables'> => ({
  rows: tally.records + tally.duplicates + tally.rejects,
  ...tally,
})
