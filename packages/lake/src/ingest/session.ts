import type { CanonicalTable } from '@bigyellowtaxi/records'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { engineSettings } from '../duckdb/settings.js'
import type { EngineOptions } from '../engine.js'
import { hashProbe, refuseOtherHashes } from '../hash-probe.js'
import { type Batch, nextSegmentNumber, readSegments, type Segment } from '../segment.js'
import { text } from '../sql/quote.js'
import { BlockPool } from './block-pool.js'
import { knownTable, loadKnown } from './known.js'
import { Lanes } from './lanes.js'
import { TextFunction } from './text-function.js'

export interface SessionOptions extends EngineOptions {
  /** Characters of text in a slice, at the most. */
  readonly sliceCharacters?: number
}

export const toolVersion = '0.1.0'

/** Characters of text that are typed at once, in one lane and in all: large slices make few files, and take memory. */
const largest = 192 * 2 ** 20
const atWork = 2.5 * largest

/** Node runs engine calls and file reads on four threads of its own: one must stay free for reading. */
const mostLanes = 3

/** What one run of ingest shares: the engine, what is known already, and the numbers of segments. */
export class Session {
  readonly folder: string
  readonly lanes: Lanes
  readonly texts: TextFunction
  readonly blocks = new BlockPool()
  readonly toolVersion = toolVersion
  readonly hashProbe: string
  readonly sliceCharacters: number
  readonly #instance: DuckDBInstance
  readonly #main: DuckDBConnection
  readonly #segments: readonly Segment[]
  readonly #known = new Set<CanonicalTable>()
  readonly #batches = new Map<string, Batch>()
  #number: number

  private constructor(
    folder: string,
    options: SessionOptions,
    opened: {
      instance: DuckDBInstance
      main: DuckDBConnection
      lanes: Lanes
      segments: readonly Segment[]
      number: number
      probe: string
    },
  ) {
    this.folder = folder
    this.sliceCharacters =
      options.sliceCharacters ?? Math.min(largest, Math.floor(atWork / opened.lanes.count))
    this.#instance = opened.instance
    this.#main = opened.main
    this.lanes = opened.lanes
    this.texts = new TextFunction(opened.main)
    this.#segments = opened.segments
    this.#number = opened.number
    this.hashProbe = opened.probe
    for (const segment of opened.segments) this.remember(segment.batches)
  }

  static async open(folder: string, options: SessionOptions): Promise<Session> {
    const settings = engineSettings(options)
    // Each lane's own thread does its work. With workers of the engine beside them, a thread whose tasks a worker
    // has taken would spin until they are done.
    const instance = await DuckDBInstance.create(':memory:', { ...settings, threads: '1' })
    const main = await instance.connect()
    if (options.tempDirectory) await main.run(`SET temp_directory = ${text(options.tempDirectory)}`)
    await main.run("SET TimeZone = 'UTC'")
    const segments = await readSegments(folder)
    const probe = await hashProbe(main)
    refuseOtherHashes(folder, segments, probe)
    // one more than there are processors: a lane waits for its texts while the reader is at something else
    const lanes = await Lanes.open(instance, Math.min(Number(settings.threads) + 1, mostLanes))
    const number = await nextSegmentNumber(folder)
    return new Session(folder, options, { instance, main, lanes, segments, number, probe })
  }

  nextNumber(): number {
    return this.#number++
  }

  /** Loads what is known of a table before its first slice is compared with it. */
  async know(table: CanonicalTable): Promise<void> {
    if (this.#known.has(table)) return
    await loadKnown(this.#main, this.folder, this.#segments, table)
    this.#known.add(table)
  }

  /** Takes back what a discarded segment had made known. */
  async forget(segment: number): Promise<void> {
    for (const table of this.#known)
      await this.#main.run(`DELETE FROM ${knownTable(table)} WHERE segment = ${segment}`)
  }

  remember(batches: readonly Batch[]): void {
    for (const batch of batches) if (!this.#batches.has(batch.sha256)) this.#batches.set(batch.sha256, batch)
  }

  /** The batch of equal content, if it was ingested before. */
  batchOf(sha256: string): Batch | undefined {
    return this.#batches.get(sha256)
  }

  /** Whether hashing first could save reading: some batch has this very size. */
  hasSize(sizeBytes: number): boolean {
    return [...this.#batches.values()].some((batch) => batch.sizeBytes === sizeBytes)
  }

  close(): void {
    this.lanes.close()
    this.#main.closeSync()
    this.#instance.closeSync()
  }
}
