import { type LinePieces, pieceNumbers } from './line-texts.js'
import type { FileBlock, FileRecord } from './staging.js'

/**
 * Puts lines in the order of whom they are about, by a look at their text: a row group then holds few people
 * and its minimum and maximum let a reader skip it. A wrong guess costs speed, never a result.
 */

/** Lines in their new order: where each one's text is and where it comes from. */
export interface ClusteredLines extends LinePieces {
  readonly files: Int32Array
  readonly lines: Int32Array
}

const quote = 34
const carriageReturn = 13

/** Finds the value of a field inside one line, '' where it has none; lines must be asked for from front to back. */
class FieldFinder {
  readonly #bytes: Buffer
  readonly #pattern: Buffer
  #next: number

  constructor(bytes: Buffer, pattern: Buffer) {
    this.#bytes = bytes
    this.#pattern = pattern
    this.#next = bytes.indexOf(pattern)
  }

  find(start: number, end: number): string {
    const bytes = this.#bytes
    if (this.#next >= 0 && this.#next < start) this.#next = bytes.indexOf(this.#pattern, start)
    if (this.#next < 0 || this.#next >= end) return ''
    let from = this.#next + this.#pattern.length
    while (from < end && bytes[from] !== quote) from++
    let to = ++from
    while (to < end && bytes[to] !== quote) to++
    return to > from && to < end ? bytes.toString('latin1', from, to) : ''
  }
}

/** Ranks of texts in their own order. */
function ranksOf(texts: readonly string[]): Int32Array {
  const order = texts.map((text, at) => ({ text: text.toLowerCase(), at }))
  order.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.at - b.at))
  const ranks = new Int32Array(texts.length)
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank]?.at ?? 0] = rank
  return ranks
}

/** Positions sorted by key, equal keys in the order they came in. */
function permutation(keys: Int32Array, names: readonly string[]): Int32Array {
  const ranks = ranksOf(names)
  const next = new Int32Array(names.length + 1)
  const rankAt = (at: number) => ranks[keys[at] as number] as number
  for (let at = 0; at < keys.length; at++) (next[rankAt(at) + 1] as number)++
  for (let i = 1; i < next.length; i++) next[i] = (next[i] as number) + (next[i - 1] as number)
  const order = new Int32Array(keys.length)
  for (let at = 0; at < keys.length; at++) order[(next[rankAt(at)] as number)++] = at
  return order
}

/** Numbers for texts, the same for the same text. */
class Interner {
  readonly #ids = new Map<string, number>()
  readonly names: string[] = []

  id(text: string): number {
    const present = this.#ids.get(text)
    if (present !== undefined) return present
    this.#ids.set(text, this.names.length)
    return this.names.push(text) - 1
  }
}

/** Alternatives, the first one found counts; each names the fields whose values make the key together. */
export type KeyFields = readonly (readonly string[])[]

/** Without the leading quote: the search skips faster over text when the pattern starts with a rarer letter. */
const patternsOf = (fields: KeyFields) =>
  fields.map((group) => group.map((field) => Buffer.from(`${field}"`)))

/** The key of one line after another; lines must be asked for from front to back. */
class LineKeys {
  readonly #alternatives: readonly (readonly FieldFinder[])[]

  constructor(bytes: Buffer, patterns: readonly (readonly Buffer[])[]) {
    this.#alternatives = patterns.map((group) => group.map((pattern) => new FieldFinder(bytes, pattern)))
  }

  of(start: number, end: number): string {
    for (const finders of this.#alternatives) {
      let key = ''
      for (let at = 0; at < finders.length; at++) {
        const value = (finders[at] as FieldFinder).find(start, end)
        if (at === 0 && value === '') break
        key = at === 0 ? value : `${key}\u0001${value}`
      }
      if (key !== '') return key
    }
    return ''
  }
}

/** Lines of blocks, without empty ones, clustered by the key their text has. */
export function clusterLines(blocks: readonly FileBlock[], fields: KeyFields): ClusteredLines {
  const interner = new Interner()
  const patterns = patternsOf(fields)
  const most = blocks.reduce((sum, block) => sum + block.ends.length, 0)
  const keys = new Int32Array(most)
  const places = new Int32Array(most * placeNumbers)
  let count = 0
  for (let at = 0; at < blocks.length; at++) {
    const { bytes, ends, firstLine } = blocks[at] as FileBlock
    const lineKeys = new LineKeys(bytes, patterns)
    let start = 0
    for (let line = 0; line < ends.length; line++) {
      const stop = ends[line] as number
      const end = stop > start && bytes[stop - 1] === carriageReturn ? stop - 1 : stop
      if (end > start) {
        keys[count] = interner.id(lineKeys.of(start, end))
        const place = count++ * placeNumbers
        places[place] = at
        places[place + 1] = start
        places[place + 2] = end
        places[place + 3] = firstLine + line
      }
      start = stop + 1
    }
  }
  return arranged(blocks, places, permutation(keys.subarray(0, count), interner.names))
}

/** Block, first byte, byte after the last, line. */
const placeNumbers = 4

function arranged(blocks: readonly FileBlock[], places: Int32Array, order: Int32Array): ClusteredLines {
  const files = new Int32Array(order.length)
  const lines = new Int32Array(order.length)
  const pieces = new Int32Array(order.length * pieceNumbers)
  for (let to = 0; to < order.length; to++) {
    const place = (order[to] as number) * placeNumbers
    const block = places[place] as number
    files[to] = (blocks[block] as FileBlock).file
    lines[to] = places[place + 3] as number
    pieces[to * pieceNumbers] = block
    pieces[to * pieceNumbers + 1] = places[place + 1] as number
    pieces[to * pieceNumbers + 2] = places[place + 2] as number
  }
  return { blocks: blocks.map((block) => block.bytes), pieces, files, lines }
}

/** Records clustered by the key their text has: each is a line of its own here. */
export function clusterRecords(records: readonly FileRecord[], fields: KeyFields): readonly FileRecord[] {
  const interner = new Interner()
  const patterns = patternsOf(fields)
  const keys = Int32Array.from(records, ({ doc, raw }) => {
    const bytes = Buffer.from(doc ?? raw)
    return interner.id(new LineKeys(bytes, patterns).of(0, bytes.length))
  })
  return Array.from(permutation(keys, interner.names), (at) => records[at] as FileRecord)
}
