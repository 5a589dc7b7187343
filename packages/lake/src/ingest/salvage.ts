import {
  type CanonicalTable,
  type CanonicalTableName,
  type Reject,
  readExport,
  rejectCodes,
} from '@bigyellowtaxi/records'
import type { BlockPool } from './block-pool.js'
import { RecordTexts } from './pieces.js'
import type { Unusable } from './slice.js'

export interface Salvaged {
  readonly records: ReadonlyMap<CanonicalTableName, RecordTexts>
  readonly rejects: readonly { readonly file: number; readonly reject: Reject }[]
}

const shownCharacters = 300

/** Why a line without a usable record is rejected. */
export function rejectOf(table: CanonicalTable, line: Unusable): Reject {
  const missing = line.reason === 'id' ? `no ${table.id}` : `no ${table.time} that is a time`
  const [code, reason] =
    line.reason === 'json'
      ? (['ING201', rejectCodes.ING201] as const)
      : (['ING212', `${rejectCodes.ING212}: ${missing}`] as const)
  const text = line.raw.length > shownCharacters ? `${line.raw.slice(0, shownCharacters)}…` : line.raw
  return { line: line.line, code, reason, text }
}

/**
 * Lines the engine could make nothing of, read once more by the shapes: one of them may be another kind of
 * record, and for the rest the readers say the reason. Only lines handed over without reading come here.
 */
export async function salvage(
  table: CanonicalTable,
  lines: readonly Unusable[],
  pool: BlockPool,
): Promise<Salvaged> {
  const records = new Map<CanonicalTableName, RecordTexts>()
  const rejects: { file: number; reject: Reject }[] = []
  for (const line of lines) {
    const reads = line.reason === 'json' ? undefined : await readLine(line.raw)
    if (!reads) {
      if (line.raw.trim() !== '') rejects.push({ file: line.file, reject: rejectOf(table, line) })
      continue
    }
    for (const read of reads) {
      if ('reject' in read) {
        rejects.push({ file: line.file, reject: { ...read.reject, line: line.line } })
        continue
      }
      const found = records.get(read.record.table) ?? new RecordTexts(pool)
      found.add(line.file, { ...read.record, line: line.line })
      records.set(read.record.table, found)
    }
  }
  return { records, rejects }
}

async function readLine(raw: string) {
  const reading = await readExport(oneChunk(raw))
  if (!reading.known) return undefined
  const all = []
  for await (const reads of reading.reads) all.push(...reads)
  return all.length > 0 ? all : undefined
}

async function* oneChunk(raw: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(`${raw}\n`)
}
