import { type Pieces, pieceNumbers } from './pieces.js'

/**
 * Puts records in the order of whom they are about, by a look at their text: a row group then holds few people
 * and its minimum and maximum let a reader skip it. A wrong guess costs speed, never a result.
 */

const quote = 34

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

/** The records, those of one key together and otherwise in the order they came in. */
export function clustered(pieces: Pieces, fields: KeyFields): Pieces {
  const { blocks, raws, docs, files, lines } = pieces
  const interner = new Interner()
  const patterns = patternsOf(fields)
  const keys = new Int32Array(files.length)
  let lineKeys: LineKeys | undefined
  let open = -1
  for (let at = 0; at < files.length; at++) {
    const place = at * pieceNumbers
    const texts = docs && docs[place + 1] !== docs[place + 2] ? docs : raws
    const block = texts[place] as number
    if (!lineKeys || block !== open) lineKeys = new LineKeys(blocks[block] as Buffer, patterns)
    open = block
    keys[at] = interner.id(lineKeys.of(texts[place + 1] as number, texts[place + 2] as number))
  }
  const order = permutation(keys, interner.names)
  return {
    blocks,
    raws: arranged(raws, pieceNumbers, order),
    ...(docs && { docs: arranged(docs, pieceNumbers, order) }),
    files: arranged(files, 1, order),
    lines: arranged(lines, 1, order),
  }
}

/** Rows of `width` numbers in their new order. */
function arranged(numbers: Int32Array, width: number, order: Int32Array): Int32Array {
  const result = new Int32Array(numbers.length)
  for (let to = 0; to < order.length; to++) {
    const from = (order[to] as number) * width
    for (let i = 0; i < width; i++) result[to * width + i] = numbers[from + i] as number
  }
  return result
}
