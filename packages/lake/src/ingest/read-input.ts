import {
  type CanonicalTableName,
  type ExportReading,
  type Read,
  readExport,
  type UnknownExport,
} from '@bigyellowtaxi/records'
import { LakeError } from '../errors.js'
import type { BlockPool } from './block-pool.js'
import type { Origin } from './builder.js'
import { type Breakage, fingerprinted, unpacked } from './byte-stream.js'
import type { Input } from './input.js'
import { type LineBlock, lineBlocks } from './lines.js'

/** A part of an input on its way into a segment. */
export type Part =
  | { readonly kind: 'reads'; readonly reads: readonly Read[]; readonly characters: number }
  | {
      readonly kind: 'block'
      readonly table: CanonicalTableName
      readonly block: LineBlock
      readonly characters: number
    }

/** An input being read: its parts, and what it was once they have all come. */
export interface OpenInput {
  readonly parts: AsyncIterable<Part>
  /** Only after the last part. */
  origin(): Origin
  /** Set after the last part when the input broke off; what came before was delivered. */
  readonly breakage: Breakage
}

/** Keeps what a reader takes to look at the head, so that the stream can be read from its start again. */
function rewindable(bytes: AsyncIterable<Uint8Array>) {
  const source = bytes[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []
  let keeping = true
  async function* again() {
    keeping = false
    yield* taken
    taken.length = 0
    for (;;) {
      const next = await source.next()
      if (next.done) return
      yield next.value
    }
  }
  const looked: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const next = await source.next()
        if (next.done) return next
        // whoever looks may keep it; the input may write over it
        const value = new Uint8Array(next.value)
        if (keeping) taken.push(value)
        return { done: false, value }
      },
    }),
  }
  return {
    looked,
    again,
    /** The reader goes on with the stream itself. */
    stopKeeping() {
      keeping = false
      taken.length = 0
    },
  }
}

const shownReasons = 3

function unknownShape(path: string, reading: UnknownExport) {
  if (reading.empty) return new LakeError('ING102', 'the file is empty', { file: path })
  if (reading.container === 'printed-table')
    return new LakeError(
      'ING106',
      'a table as Format-Table prints it: columns and values are cut to the window, so nothing in it can be relied on',
      {
        file: path,
        hint: 'run the command again with | ConvertTo-Json -Depth 4 > file.json, or | Export-Csv file.csv -NoTypeInformation; az with -o json',
      },
    )
  const reasons = reading.reasons.slice(0, shownReasons).map(({ shape, reason }) => `${shape}: ${reason}`)
  return new LakeError('ING103', 'this is no export this tool knows', {
    file: path,
    hint: reasons.join('; '),
  })
}

/** Opens an input, tells its shape, and gives its content in parts. LakeError when it holds nothing to read. */
export async function openInput(input: Input, pool: BlockPool): Promise<OpenInput> {
  const breakage: Breakage = {}
  const { stream, fingerprint } = fingerprinted(input.open())
  const rewind = rewindable(unpacked(stream, input.path, breakage))
  const reading = await readExport(rewind.looked)
  if (!reading.known) throw breakage.error ?? unknownShape(input.path, reading)
  const table = reading.verbatim && reading.container === 'ndjson' ? reading.shape.verbatimLines : undefined
  let parts: AsyncIterable<Part>
  if (table) parts = blockParts(rewind.again(), table, pool)
  else {
    rewind.stopKeeping()
    parts = readParts(reading)
  }
  return {
    parts,
    breakage,
    origin: () => ({
      ...pagesOf(reading),
      path: input.path,
      sha256: fingerprint.sha256(),
      sizeBytes: fingerprint.sizeBytes(),
      shape: reading.shape.id,
      encoding: reading.encoding,
      lineCounts: reading.lineCounts,
      ...(breakage.error && { brokenOff: breakage.error.message }),
    }),
  }
}

function pagesOf(reading: ExportReading): Pick<Origin, 'pageOf' | 'isWhole'> {
  const pages = reading.pages()
  return pages ? { pageOf: pages.of, isWhole: pages.isWhole } : {}
}

async function* blockParts(
  bytes: AsyncIterable<Uint8Array>,
  table: CanonicalTableName,
  pool: BlockPool,
): AsyncGenerator<Part> {
  for await (const item of lineBlocks(bytes, { pool })) {
    if ('code' in item) yield { kind: 'reads', reads: [{ reject: item }], characters: 0 }
    else yield { kind: 'block', table, block: item, characters: item.bytes.length }
  }
}

async function* readParts(reading: ExportReading): AsyncGenerator<Part> {
  for await (const reads of reading.reads) {
    let characters = 0
    for (const read of reads)
      if ('record' in read) characters += read.record.raw.length + (read.record.doc?.length ?? 0)
    yield { kind: 'reads', reads, characters }
  }
}
