import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LakeError } from './errors.js'
import type { StoredColumn } from './sql/types.js'

/** What is known of one ingested input; the `batch` of a record names it. */
export interface Batch {
  /** First 16 hex digits of the SHA-256: equal content is the same batch, under whatever name it came. */
  readonly batch: string
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly shape: string
  readonly encoding: string
  /** What `line` of its records counts: lines, or elements where a whole array stands on one line. */
  readonly lineCounts: 'lines' | 'elements'
  /** Why the input ended before its end: its compression said so. What came before was kept. */
  readonly brokenOff?: string
  /** The answer it is pages of (`@odata.context`), and whether the last of them is in it. */
  readonly pageOf?: string
  readonly isWhole?: boolean
  /** rows = records + duplicates + rejects */
  readonly rows: number
  /** Records first seen in this input. */
  readonly records: number
  /** Sightings of records that were stored already, or stand earlier in this input. */
  readonly duplicates: number
  /** Bodies that differ from every other body seen under their Id (each is a duplicate too). */
  readonly variants: number
  readonly rejects: number
  /** Earliest and latest event time, ISO 8601; null without any. */
  readonly from: string | null
  readonly to: string | null
  /** Records of a table by its name, duplicates included. */
  readonly tables: Readonly<Record<string, number>>
}

/**
 * Raised when files written before could be misread: 2 stores pairs as pairs and Ids of indicators as GUIDs, 3 an
 * empty text as NULL, 4 as an audit record's address what Defender said where the record itself says none.
 */
export const storageFormat = 4

/** Throws LAKE102 on anything written in another format. */
export function refuseOtherFormat(format: unknown, file: string): void {
  if (format === storageFormat) return
  const isOlder = typeof format === 'number' && format < storageFormat
  throw new LakeError('LAKE102', `this workspace was made by ${isOlder ? 'an older' : 'a newer'} version`, {
    file,
    ...(isOlder ? { hint: 'ingest the exports again, into a new workspace' } : {}),
  })
}

/** Parquet files of one stored table in a segment. */
export interface StoredTable {
  readonly files: readonly string[]
  readonly rows: number
  readonly columns: readonly StoredColumn[]
}

/**
 * What is written and renamed into place as one: one or more whole batches. `segment.json` is this object; a
 * folder without it does not exist.
 */
export interface Segment {
  readonly format: typeof storageFormat
  readonly id: string
  readonly toolVersion: string
  /** The engine's hash of a fixed text: bodies can only be compared by hash where these agree. */
  readonly hashProbe: string
  readonly batches: readonly Batch[]
  /** Stored tables by name: the canonical ones and the lake's own (`indicator`, `sighting`, `variant`, `hidden`). */
  readonly tables: Readonly<Record<string, StoredTable>>
  readonly rejects: number
  /** Ids of the segments this one stands for since a compaction. */
  readonly replaces: readonly string[]
}

export const segmentFile = 'segment.json'
export const rejectsFile = 'rejects.ndjson'
export const segmentsFolder = 'segments'
export const stagingFolder = 'staging'

async function readSegment(folder: string): Promise<Segment | undefined> {
  let text: string
  try {
    text = await readFile(join(folder, segmentFile), 'utf8')
  } catch {
    return undefined
  }
  const segment = JSON.parse(text) as Segment
  refuseOtherFormat(segment.format, folder)
  return segment
}

/** All whole segments of a workspace, oldest first, without those a compaction has replaced. */
export async function readSegments(workspace: string): Promise<readonly Segment[]> {
  const root = join(workspace, segmentsFolder)
  const names = (await readdir(root)).sort()
  const found = await Promise.all(names.map((name) => readSegment(join(root, name))))
  const segments = found.filter((segment) => segment !== undefined)
  const replaced = new Set(segments.flatMap((segment) => segment.replaces))
  return segments.filter((segment) => !replaced.has(segment.id))
}

/** Ids sort in the order of writing. */
export const segmentId = (number: number): string => `s${String(number).padStart(6, '0')}`

/** The number of the next segment to write. */
export async function nextSegmentNumber(workspace: string): Promise<number> {
  const names = await readdir(join(workspace, segmentsFolder))
  return Math.max(0, ...names.map((name) => Number.parseInt(name.slice(1), 10) || 0)) + 1
}
