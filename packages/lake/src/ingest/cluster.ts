import { type LinePieces, pieceNumbers } from './line-texts.js'
import { newline } from './lines.js'
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

/** Finds the value of a field inside one line; lines must be asked for from front to back. */
function fieldFinder(bytes: Buffer, field: string) {
  // without the leading quote: the search skips faster over text when the pattern starts with a rarer letter
  const pattern = Buffer.from(`${field}"`)
  let next = bytes.indexOf(pattern)
  return (start: number, end: number): string | undefined => {
    while (next >= 0 && next < start) next = bytes.indexOf(pattern, start)
    if (next < 0 || next >= end) return undefined
    const from = bytes.indexOf(quote, next + pattern.length) + 1
    const to = bytes.indexOf(quote, from)
    return from > 0 && to > from && to < end ? bytes.toString('latin1', from, to) : undefined
  }
}

/** Ranks of texts in their own order. */
function ranksOf(texts: readonly string[]): Int32Array {
  const order = texts.map((text, at) => ({ text: text.toLowerCase(), at }))
  order.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.at - b.at))
  const ranks = new Int32Array(texts.length)
  for (const [rank, { at }] of order.entries()) ranks[at] = rank
  return ranks
}

/** Positions sorted by key, equal keys in the order they came in. */
function permutation(keys: readonly number[], names: readonly string[]): Int32Array {
  const ranks = ranksOf(names)
  const next = new Int32Array(names.length + 1)
  for (const key of keys) next[(ranks[key] ?? 0) + 1] = (next[(ranks[key] ?? 0) + 1] ?? 0) + 1
  for (let i = 1; i < next.length; i++) next[i] = (next[i] ?? 0) + (next[i - 1] ?? 0)
  const order = new Int32Array(keys.length)
  for (const [at, key] of keys.entries()) {
    const rank = ranks[key] ?? 0
    const place = next[rank] ?? 0
    order[place] = at
    next[rank] = place + 1
  }
  return order
}

/** Numbers for texts, the same for the same text. */
function interner() {
  const ids = new Map<string, number>()
  const names: string[] = []
  return {
    names,
    id(text: string): number {
      const present = ids.get(text)
      if (present !== undefined) return present
      ids.set(text, names.length)
      names.push(text)
      return names.length - 1
    },
  }
}

/** Alternatives, the first one found counts; each names the fields whose values make the key together. */
export type KeyFields = readonly (readonly string[])[]

function keyOf<Finder>(
  alternatives: readonly (readonly Finder[])[],
  find: (by: Finder) => string | undefined,
): string {
  for (const [first, ...more] of alternatives) {
    const value = first && find(first)
    if (value) return [value, ...more.map(find)].join('\u0001')
  }
  return ''
}

/** Lines of blocks, without empty ones, clustered by the key their text has. */
export function clusterLines(blocks: readonly FileBlock[], fields: KeyFields): ClusteredLines {
  const { names, id } = interner()
  const keys: number[] = []
  const places: number[] = []
  for (const [at, { bytes, firstLine }] of blocks.entries()) {
    const finders = fields.map((group) => group.map((field) => fieldFinder(bytes, field)))
    let line = firstLine
    for (let start = 0; start <= bytes.length; line++) {
      const found = bytes.indexOf(newline, start)
      const stop = found < 0 ? bytes.length : found
      const end = stop > start && bytes[stop - 1] === carriageReturn ? stop - 1 : stop
      if (end > start) {
        keys.push(id(keyOf(finders, (find) => find(start, end))))
        places.push(at, start, end, line)
      }
      start = stop + 1
    }
  }
  return arranged(blocks, places, permutation(keys, names))
}

function arranged(
  blocks: readonly FileBlock[],
  places: readonly number[],
  order: Int32Array,
): ClusteredLines {
  const files = new Int32Array(order.length)
  const lines = new Int32Array(order.length)
  const pieces = new Int32Array(order.length * pieceNumbers)
  for (let to = 0; to < order.length; to++) {
    const place = (order[to] as number) * 4
    const block = places[place] as number
    files[to] = (blocks[block] as FileBlock).file
    lines[to] = places[place + 3] as number
    pieces[to * pieceNumbers] = block
    pieces[to * pieceNumbers + 1] = places[place + 1] as number
    pieces[to * pieceNumbers + 2] = places[place + 2] as number
  }
  return { blocks: blocks.map((block) => block.bytes), pieces, files, lines }
}

/** Records clustered by the key their text has. */
export function clusterRecords(records: readonly FileRecord[], fields: KeyFields): readonly FileRecord[] {
  const { names, id } = interner()
  const patterns = fields.map((group) => group.map((field) => `"${field}":`))
  const keys = records.map(({ doc, raw }) => id(keyOf(patterns, (pattern) => valueIn(doc ?? raw, pattern))))
  return Array.from(permutation(keys, names), (at) => records[at] as FileRecord)
}

function valueIn(text: string, pattern: string): string | undefined {
  const at = text.indexOf(pattern)
  const from = at < 0 ? 0 : text.indexOf('"', at + pattern.length) + 1
  const to = from > 0 ? text.indexOf('"', from) : -1
  return to > from ? text.slice(from, to) : undefined
}
