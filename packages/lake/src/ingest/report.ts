import type { LakeError } from '../errors.js'
import type { Batch } from '../segment.js'

/** What became of one input. */
export interface FileReport
  extends Pick<Batch, 'rows' | 'records' | 'duplicates' | 'variants' | 'rejects' | 'from' | 'to'> {
  readonly path: string
  readonly sha256: string | null
  readonly shape: string | null
  /** The batch that holds it; with `already`, the one that has held equal content before. */
  readonly batch: string | null
  /** True when equal content had been ingested before, so that nothing was done. */
  readonly already: boolean
  readonly error?: LakeError
}

export interface IngestReport {
  readonly files: readonly FileReport[]
  readonly totals: {
    readonly rows: number
    readonly records: number
    /** Distinct records in the workspace after this run. */
    readonly distinct: number
    readonly duplicates: number
    readonly rejects: number
  }
}

/** An input that now is a batch. */
export const reportOf = (batch: Batch, error: LakeError | undefined): FileReport => ({
  ...countsOf(batch),
  path: batch.path,
  already: false,
  ...(error ? { error } : {}),
})

/** Equal content again: every record in it is a repeated one. */
export const reportAgain = (batch: Batch, path: string): FileReport => ({
  ...countsOf(batch),
  path,
  records: 0,
  duplicates: batch.records + batch.duplicates,
  variants: 0,
  already: true,
})

function countsOf(batch: Batch): Omit<FileReport, 'path' | 'already' | 'error'> {
  const { sha256, shape, rows, records, duplicates, variants, rejects, from, to } = batch
  return { sha256, shape, batch: batch.batch, rows, records, duplicates, variants, rejects, from, to }
}

/** An input that could not be loaded. */
export const reportFailure = (path: string, error: LakeError, sha256: string | null): FileReport => ({
  path,
  sha256,
  shape: null,
  batch: null,
  rows: 0,
  records: 0,
  duplicates: 0,
  variants: 0,
  rejects: 0,
  from: null,
  to: null,
  already: false,
  error,
})

export function totalsOf(files: readonly FileReport[], distinct: number): IngestReport['totals'] {
  const sum = (of: (file: FileReport) => number) => files.reduce((total, file) => total + of(file), 0)
  return {
    rows: sum((file) => file.rows),
    records: sum((file) => file.records),
    distinct,
    duplicates: sum((file) => file.duplicates),
    rejects: sum((file) => file.rejects),
  }
}
