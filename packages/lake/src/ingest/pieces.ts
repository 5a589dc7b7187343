import type { Unwrapped } from '@bigyellowtaxi/records'
import type { BlockPool } from './block-pool.js'
import type { LineBlock } from './lines.js'

/**
 * The records of a slice stay outside the engine, as bytes: a text is a piece of a block of them. As strings they
 * would outlive several collections of garbage, and a table of the engine would copy them four times.
 */

/** Numbers of a piece: its block, its first byte, the byte after its last. */
export const pieceNumbers = 3

export interface Pieces {
  readonly blocks: readonly Buffer[]
  /** A piece, a file and a line for each record. */
  readonly raws: Int32Array
  /** The document in reference form, where some record has one beside its raw text; an empty piece for the others. */
  readonly docs?: Int32Array
  readonly files: Int32Array
  readonly lines: Int32Array
}

/** What a slice is made of. */
export interface SliceTexts {
  readonly count: number
  pieces(): Pieces
  /** Gives the memory back; the texts are gone then. */
  release(): void
}

/** A block of whole lines of one input. */
export interface FileBlock extends LineBlock {
  readonly file: number
}

const carriageReturn = 13

/** Blocks whose lines are records as they stand; empty lines are none. */
export class LineTexts implements SliceTexts {
  readonly #blocks: FileBlock[] = []

  add(block: FileBlock): void {
    this.#blocks.push(block)
  }

  get count(): number {
    return this.#blocks.length
  }

  pieces(): Pieces {
    const most = this.#blocks.reduce((sum, block) => sum + block.ends.length, 0)
    const raws = new Int32Array(most * pieceNumbers)
    const files = new Int32Array(most)
    const lines = new Int32Array(most)
    let count = 0
    for (let at = 0; at < this.#blocks.length; at++) {
      const { bytes, ends, firstLine, file } = this.#blocks[at] as FileBlock
      let start = 0
      for (let line = 0; line < ends.length; line++) {
        const stop = ends[line] as number
        const end = stop > start && bytes[stop - 1] === carriageReturn ? stop - 1 : stop
        if (end > start) {
          const place = count * pieceNumbers
          raws[place] = at
          raws[place + 1] = start
          raws[place + 2] = end
          files[count] = file
          lines[count++] = firstLine + line
        }
        start = stop + 1
      }
    }
    return {
      blocks: this.#blocks.map((block) => block.bytes),
      raws: raws.subarray(0, count * pieceNumbers),
      files: files.subarray(0, count),
      lines: lines.subarray(0, count),
    }
  }

  release(): void {
    for (const block of this.#blocks) block.release()
  }
}

/** Records that a shape has unwrapped. */
export class RecordTexts implements SliceTexts {
  readonly #pool: BlockPool
  readonly #blocks: Buffer[] = []
  readonly #raws: number[] = []
  readonly #docs: number[] = []
  readonly #files: number[] = []
  readonly #lines: number[] = []
  /** The block that is being filled, and how far it is. */
  #current = -1
  #used = 0
  #hasDocs = false

  constructor(pool: BlockPool) {
    this.#pool = pool
  }

  add(file: number, { line, raw, doc }: Unwrapped): void {
    this.#hasDocs ||= doc !== undefined
    this.#write(raw, this.#raws)
    this.#write(doc ?? '', this.#docs)
    this.#files.push(file)
    this.#lines.push(line)
  }

  #write(text: string, pieces: number[]): void {
    // a UTF-16 unit takes three bytes at the most
    const most = text.length * 3
    if (most > this.#pool.blockBytes) {
      const own = Buffer.from(text)
      pieces.push(this.#blocks.push(own) - 1, 0, own.length)
      return
    }
    if (this.#current < 0 || this.#used + most > this.#pool.blockBytes) {
      this.#current = this.#blocks.push(this.#pool.take()) - 1
      this.#used = 0
    }
    const from = this.#used
    this.#used += (this.#blocks[this.#current] as Buffer).write(text, from)
    pieces.push(this.#current, from, this.#used)
  }

  get count(): number {
    return this.#files.length
  }

  pieces(): Pieces {
    return {
      blocks: this.#blocks,
      raws: Int32Array.from(this.#raws),
      ...(this.#hasDocs && { docs: Int32Array.from(this.#docs) }),
      files: Int32Array.from(this.#files),
      lines: Int32Array.from(this.#lines),
    }
  }

  release(): void {
    for (const block of this.#blocks.splice(0)) this.#pool.give(block)
  }
}
