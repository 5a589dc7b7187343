import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RejectRow } from '../batch-views.js'
import {
  type Batch,
  rejectsFile,
  type Segment,
  type StoredTable,
  segmentFile,
  segmentsFolder,
  stagingFolder,
  storageFormat,
} from '../segment.js'
import type { WrittenFile } from './write-slice.js'

/**
 * A segment is written aside and renamed into place: until the rename it does not exist for anybody, after it it
 * is complete. Everything is flushed to disk first, so that this also holds for a power cut.
 */
export interface SegmentFolder {
  readonly workspace: string
  readonly id: string
  /** Where its files are written until it is committed. */
  readonly folder: string
}

export async function beginSegment(workspace: string, id: string): Promise<SegmentFolder> {
  const folder = join(workspace, stagingFolder, `${id}-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  return { workspace, id, folder }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Folders cannot be opened for flushing on Windows, where a rename is durable by itself. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function storedTables(files: readonly WrittenFile[]): Record<string, StoredTable> {
  const tables: Record<string, StoredTable> = {}
  for (const { table, file, rows, columns } of files) {
    const before = tables[table]
    tables[table] = {
      files: [...(before?.files ?? []), file],
      rows: (before?.rows ?? 0) + rows,
      columns,
    }
  }
  return tables
}

export interface SegmentContent {
  readonly toolVersion: string
  readonly hashProbe: string
  readonly batches: readonly Batch[]
  readonly files: readonly WrittenFile[]
  readonly rejects: readonly RejectRow[]
  readonly replaces?: readonly string[]
}

/** Makes the segment part of the workspace, or fails and leaves no trace of it there. */
export async function commitSegment(target: SegmentFolder, content: SegmentContent): Promise<Segment> {
  const { folder, id, workspace } = target
  const segment: Segment = {
    format: storageFormat,
    id,
    toolVersion: content.toolVersion,
    hashProbe: content.hashProbe,
    batches: content.batches,
    tables: storedTables(content.files),
    rejects: content.rejects.length,
    replaces: content.replaces ?? [],
  }
  if (content.rejects.length > 0)
    await writeFile(
      join(folder, rejectsFile),
      content.rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''),
    )
  await writeFile(join(folder, segmentFile), `${JSON.stringify(segment, null, 2)}\n`)
  for (const file of await readdir(folder)) await flush(join(folder, file))
  await flushFolder(folder)
  await rename(folder, join(workspace, segmentsFolder, id))
  await flushFolder(join(workspace, segmentsFolder))
  return segment
}

export const discardSegment = (target: SegmentFolder): Promise<void> =>
  rm(target.folder, { recursive: true, force: true })
