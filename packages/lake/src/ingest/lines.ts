import { isUtf8 } from 'node:buffer'
import { defaultLimits, type Reject, rejectCodes } from '@bigyellowtaxi/records'
import { BlockPool } from './block-pool.js'

/** A run of whole lines; the last one without its newline. */
export interface LineBlock {
  readonly firstLine: number
  readonly bytes: Buffer
  /** Where each line ends: the place of its newline, or of the block's end. */
  readonly ends: Int32Array
  /** Gives the memory back; the lines are gone then. */
  release(): void
}

const newline = 10
const byteOrderMark = [0xef, 0xbb, 0xbf]

function lineEnds(bytes: Buffer): Int32Array {
  let ends = new Int32Array(64 + (bytes.length >> 9))
  let count = 0
  for (let at = bytes.indexOf(newline); ; at = bytes.indexOf(newline, at + 1)) {
    if (count === ends.length) {
      const more = new Int32Array(count * 2)
      more.set(ends)
      ends = more
    }
    ends[count++] = at < 0 ? bytes.length : at
    if (at < 0) return ends.subarray(0, count)
  }
}

/**
 * Cuts bytes into blocks of whole lines. A line longer than the limit becomes a reject and is skipped without
 * being held in memory.
 */
export async function* lineBlocks(
  bytes: AsyncIterable<Uint8Array>,
  { pool = new BlockPool(), limit = defaultLimits.elementCharacters }: LineOptions = {},
): AsyncGenerator<LineBlock | Reject> {
  const usual = Math.min(pool.blockBytes, limit + 1)
  let line = 1
  let block = pool.take()
  let capacity = usual
  let used = 0
  let skipping = false
  let first = true

  const lines = (length: number): LineBlock => {
    const firstLine = line
    const from = block
    let whole = from.subarray(0, length)
    // bytes that are no UTF-8 become replacement characters, as they do in every other reader
    if (!isUtf8(whole)) whole = Buffer.from(whole.toString('utf8'))
    // little text keeps little memory
    else if (length < pool.blockBytes / 2) whole = Buffer.from(whole)
    const isOwn = whole.buffer !== from.buffer
    if (isOwn) pool.give(from)
    const ends = lineEnds(whole)
    line += ends.length
    return { firstLine, bytes: whole, ends, release: () => isOwn || pool.give(from) }
  }
  /** The whole lines of a full block; what follows them begins the next one. */
  const cut = (): LineBlock | Reject | undefined => {
    const last = block.subarray(0, used).lastIndexOf(newline)
    if (last >= 0) {
      const rest = Buffer.from(block.subarray(last + 1, used))
      const full = lines(last)
      block = rest.length < usual ? pool.take() : Buffer.allocUnsafeSlow(capacity)
      capacity = Math.min(block.length, limit + 1)
      used = rest.copy(block)
      return full
    }
    if (used > limit) {
      const text = `${block.toString('utf8', 0, 300)}…`
      skipping = true
      used = 0
      return { line: line++, code: 'ING202', reason: rejectCodes.ING202, text }
    }
    capacity = Math.min(capacity * 2, limit + 1)
    const larger = Buffer.allocUnsafeSlow(capacity)
    block.copy(larger, 0, 0, used)
    pool.give(block)
    block = larger
    return undefined
  }

  for await (const piece of bytes) {
    let chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    if (first) {
      first = false
      if (byteOrderMark.every((byte, i) => chunk[i] === byte)) chunk = chunk.subarray(3)
    }
    while (chunk.length > 0) {
      if (skipping) {
        const end = chunk.indexOf(newline)
        if (end < 0) break
        skipping = false
        chunk = chunk.subarray(end + 1)
      }
      const taken = chunk.copy(block, used, 0, capacity - used)
      used += taken
      chunk = chunk.subarray(taken)
      if (used < capacity) continue
      const done = cut()
      if (done) yield done
    }
  }
  if (used > 0) yield lines(block[used - 1] === newline ? used - 1 : used)
}

export interface LineOptions {
  readonly pool?: BlockPool
  /** The longest line that is read. */
  readonly limit?: number
}
