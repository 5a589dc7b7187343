import { isUtf8 } from 'node:buffer'
import { defaultLimits, type Reject, rejectCodes } from '@bigyellowtaxi/records'

/** A run of whole lines; the last one without its newline. */
export interface LineBlock {
  readonly firstLine: number
  readonly bytes: Buffer
}

export const newline = 10
const byteOrderMark = [0xef, 0xbb, 0xbf]

function countNewlines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++
  return count
}

/** Bytes that are no UTF-8 become replacement characters, as they do in every other reader. */
const asUtf8 = (bytes: Buffer): Buffer => (isUtf8(bytes) ? bytes : Buffer.from(bytes.toString('utf8')))

/**
 * Cuts bytes into blocks of whole lines. A line longer than the limit becomes a reject and is skipped without
 * being held in memory.
 */
export async function* lineBlocks(
  bytes: AsyncIterable<Uint8Array>,
  limit = defaultLimits.elementCharacters,
): AsyncGenerator<LineBlock | Reject> {
  let line = 1
  let parts: Buffer[] = []
  let held = 0
  let skipping = false
  let first = true
  const block = (lines: Buffer): LineBlock => {
    const whole = asUtf8(lines)
    const firstLine = line
    line += countNewlines(whole) + 1
    return { firstLine, bytes: whole }
  }
  const tooLong = (): Reject => ({
    line: line++,
    code: 'ING202',
    reason: rejectCodes.ING202,
    text: `${Buffer.concat(parts).subarray(0, 300).toString('utf8')}…`,
  })
  for await (const piece of bytes) {
    let chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    if (first) {
      first = false
      if (byteOrderMark.every((byte, i) => chunk[i] === byte)) chunk = chunk.subarray(3)
    }
    if (skipping) {
      const end = chunk.indexOf(newline)
      if (end < 0) continue
      skipping = false
      chunk = chunk.subarray(end + 1)
    }
    // only the line that two chunks share is copied; the lines between stay where they were read
    const end = chunk.indexOf(newline)
    if (end >= 0 && held > 0) {
      parts.push(chunk.subarray(0, end))
      yield block(Buffer.concat(parts))
      parts = []
      held = 0
      chunk = chunk.subarray(end + 1)
    }
    const last = chunk.lastIndexOf(newline)
    if (last >= 0) {
      yield block(chunk.subarray(0, last))
      chunk = chunk.subarray(last + 1)
    }
    if (chunk.length > 0) parts.push(chunk)
    held += chunk.length
    if (held > limit) {
      yield tooLong()
      parts = []
      held = 0
      skipping = true
    }
  }
  if (held > 0) yield block(Buffer.concat(parts))
}
