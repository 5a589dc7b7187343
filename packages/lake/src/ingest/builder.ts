import {
  type CanonicalTableName,
  canonicalTables,
  type Read,
  type Reject,
  type Unwrapped,
} from '@bigyellowtaxi/records'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { RejectRow } from '../batch-views.js'
import { type Batch, type Segment, segmentId } from '../segment.js'
import { dedupe } from './dedupe.js'
import { type FileBlock, LineTexts, RecordTexts } from './pieces.js'
import { rejectOf, salvage } from './salvage.js'
import { beginSegment, commitSegment, discardSegment, type SegmentFolder } from './segment-writer.js'
import type { Session } from './session.js'
import { type Slice, type SliceTarget, type TypedSlice, typeSlice } from './slice.js'
import { countsOf, emptyTally, noteSlice, type Tally } from './tally.js'
import { finishSlice, type WrittenFile } from './write-slice.js'

/** A file of another kind may be rejected line by line: from here on only the beginning of a line is kept. */
const fullTexts = 10_000

/** The first slices as a part of the largest. */
const firstSlice = 1 / 8

/** What is known of an input once it is read to its end. */
export type Origin = Pick<
  Batch,
  'path' | 'sha256' | 'sizeBytes' | 'shape' | 'encoding' | 'lineCounts' | 'brokenOff' | 'pageOf' | 'isWhole'
>

/** What has come for one table and is no slice yet. */
interface Gathering {
  readonly records: RecordTexts
  readonly lines: LineTexts
  characters: number
}

/** Builds one segment out of one or more inputs. */
export class SegmentBuilder {
  readonly #session: Session
  readonly #target: SegmentFolder
  readonly #number: number
  readonly #tallies: Tally[] = []
  readonly #origins: (Origin | undefined)[] = []
  readonly #gathering = new Map<CanonicalTableName, Gathering>()
  readonly #running = new Set<Promise<void>>()
  readonly #files: WrittenFile[] = []
  readonly #rejects: RejectRow[] = []
  #failure: unknown
  #slices = 0
  characters = 0

  private constructor(session: Session, target: SegmentFolder, number: number) {
    this.#session = session
    this.#target = target
    this.#number = number
  }

  static async begin(session: Session): Promise<SegmentBuilder> {
    const number = session.nextNumber()
    return new SegmentBuilder(session, await beginSegment(session.folder, segmentId(number)), number)
  }

  get inputs(): number {
    return this.#tallies.length
  }

  /** Starts an input; the number is what its records and blocks are marked with. */
  addInput(): number {
    this.#tallies.push(emptyTally())
    this.#origins.push(undefined)
    return this.#tallies.length - 1
  }

  async addReads(file: number, reads: readonly Read[]): Promise<void> {
    for (const read of reads) {
      if ('reject' in read) this.#reject(file, read.reject)
      else await this.#addRecord(file, read.record)
    }
  }

  async #addRecord(file: number, record: Unwrapped): Promise<void> {
    const gathering = this.#gather(record.table)
    gathering.records.add(file, record)
    await this.#grow(record.table, gathering, record.raw.length + (record.doc?.length ?? 0))
  }

  async addBlock(table: CanonicalTableName, block: FileBlock): Promise<void> {
    const gathering = this.#gather(table)
    gathering.lines.add(block)
    await this.#grow(table, gathering, block.bytes.length)
  }

  /** Says what the input was, when its last byte has been read. */
  endInput(file: number, origin: Origin): void {
    this.#origins[file] = origin
  }

  #gather(table: CanonicalTableName): Gathering {
    const present = this.#gathering.get(table)
    if (present) return present
    const fresh: Gathering = {
      records: new RecordTexts(this.#session.blocks),
      lines: new LineTexts(),
      characters: 0,
    }
    this.#gathering.set(table, fresh)
    return fresh
  }

  async #grow(table: CanonicalTableName, gathering: Gathering, characters: number): Promise<void> {
    gathering.characters += characters
    this.characters += characters
    if (gathering.characters >= this.#sliceLimit()) await this.#seal(table, gathering)
  }

  /** The first slices are small, so that every lane has work at once; the last are large, so that a question opens few files. */
  #sliceLimit(): number {
    const { lanes, sliceCharacters } = this.#session
    return Math.min(
      sliceCharacters,
      firstSlice * sliceCharacters * 2 ** Math.floor(this.#slices / lanes.count),
    )
  }

  async #seal(table: CanonicalTableName, gathering: Gathering): Promise<void> {
    this.#gathering.delete(table)
    for (const texts of [gathering.lines, gathering.records])
      if (texts.count > 0) await this.#start({ table, label: this.#label(), texts })
  }

  /** Waits for a free connection, then lets the slice run on its own. */
  async #start(slice: Slice): Promise<void> {
    if (this.#failure) throw this.#failure
    const connection = await this.#session.lanes.take()
    const typing = this.#type(connection, slice)
    const running = this.#session.lanes
      .inOrder(async () => this.#settle(connection, await typing))
      .then(async (steps) => {
        for (const step of steps) await step()
      })
      .catch((error) => {
        this.#failure ??= error
      })
      .finally(() => this.#session.lanes.give(connection))
    // the chain above awaits it; this only keeps an early failure from counting as unhandled
    typing.catch(() => undefined)
    this.#running.add(running)
    running.finally(() => this.#running.delete(running))
  }

  /** The ordered part of a slice; gives back what is left to do in any order. */
  async #settle(connection: DuckDBConnection, typed: TypedSlice): Promise<(() => Promise<void>)[]> {
    const steps = [await this.#decide(connection, typed)]
    if (typed.unusable.length > 0)
      for (const extra of await this.#salvaged(connection, typed))
        steps.push(await this.#decide(connection, extra))
    return steps
  }

  async #decide(connection: DuckDBConnection, typed: TypedSlice): Promise<() => Promise<void>> {
    await this.#session.know(canonicalTables[typed.table.name as CanonicalTableName])
    const decided = await dedupe(connection, typed, this.#number)
    noteSlice(this.#tallies, typed, decided)
    return async () => {
      this.#files.push(...(await finishSlice(connection, typed, decided, this.#target.folder)))
    }
  }

  /** Lines that gave no record go back to the readers, who tell another shape's record from a broken line. */
  async #salvaged(connection: DuckDBConnection, typed: TypedSlice): Promise<TypedSlice[]> {
    const { records, rejects } = await salvage(typed.table, typed.unusable, this.#session.blocks)
    for (const { file, reject } of rejects) this.#reject(file, reject)
    const extras: TypedSlice[] = []
    for (const [table, found] of records) {
      const label = `${typed.label}-${extras.length + 1}`
      const extra = await this.#type(connection, { table, label, texts: found })
      for (const line of extra.unusable) this.#reject(line.file, rejectOf(extra.table, line))
      extras.push(extra)
    }
    return extras
  }

  #type(connection: DuckDBConnection, slice: Slice): Promise<TypedSlice> {
    const target: SliceTarget = {
      folder: this.#target.folder,
      batches: this.#tallies.map((_, file) => this.batchId(file)),
    }
    return typeSlice(connection, this.#session.texts, slice, target)
  }

  #label(): string {
    return String(this.#slices++).padStart(4, '0')
  }

  #reject(file: number, reject: Reject): void {
    const tally = this.#tallies[file]
    if (tally) tally.rejects++
    this.#rejects.push({
      batch: this.batchId(file),
      path: String(file),
      line: reject.line,
      code: reject.code,
      reason: reject.reason,
      text: this.#rejects.length < fullTexts ? reject.text : reject.text.slice(0, 40),
      operation: reject.operation,
      time: reject.time,
    })
  }

  /** Batches are numbered in the order in which they were read. */
  batchId(file: number): string {
    return `b${String(this.#number).padStart(6, '0')}-${String(file).padStart(3, '0')}`
  }

  async #drain(): Promise<void> {
    for (const [table, gathering] of [...this.#gathering]) await this.#seal(table, gathering)
    while (this.#running.size > 0) await Promise.all(this.#running)
    if (this.#failure) throw this.#failure
  }

  /** Writes what is left and makes the segment part of the workspace. */
  async commit(): Promise<Segment> {
    await this.#drain()
    const batches = this.#origins.map((origin, file): Batch => {
      if (!origin) throw new Error(`input ${file} was never ended`)
      return { batch: this.batchId(file), ...origin, ...countsOf(this.#tallies[file] as Tally) }
    })
    this.#files.sort((a, b) => (a.file < b.file ? -1 : 1))
    return commitSegment(this.#target, {
      toolVersion: this.#session.toolVersion,
      hashProbe: this.#session.hashProbe,
      batches,
      files: this.#files,
      rejects: this.#rejects.map((reject) => ({
        ...reject,
        path: this.#origins[Number(reject.path)]?.path ?? '',
      })),
    })
  }

  /** Forgets everything that was added. */
  async discard(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
    await this.#session.forget(this.#number)
    await discardSegment(this.#target)
  }
}
