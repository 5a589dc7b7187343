import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BlockPool } from './block-pool.js'
import { lineBlocks } from './lines.js'

const limit = 40

/** What the blocks hold, by line number; a line that was too long as `undefined`. */
async function linesOf(text: string, pieceBytes: number): Promise<Map<number, string | undefined>> {
  const bytes = Buffer.from(text)
  async function* pieces() {
    // one buffer for all pieces, as a file is read
    const piece = Buffer.alloc(pieceBytes)
    for (let at = 0; at < bytes.length; at += pieceBytes)
      yield piece.subarray(0, bytes.copy(piece, 0, at, at + pieceBytes))
  }
  const found = new Map<number, string | undefined>()
  for await (const block of lineBlocks(pieces(), { pool: new BlockPool(16), limit })) {
    if ('code' in block) {
      found.set(block.line, undefined)
      continue
    }
    let start = 0
    for (const [at, end] of block.ends.entries()) {
      found.set(block.firstLine + at, block.bytes.toString('utf8', start, end))
      start = end + 1
    }
    // whoever gets the memory next writes over it
    const { bytes: used } = block
    block.release()
    used.fill('x')
  }
  return found
}

it('every line comes out under its number, whatever the pieces and however long it is', async () => {
  const line = fc.oneof(fc.string({ maxLength: 60 }), fc.constant(''), fc.string({ unit: 'grapheme' }))
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1 }),
      fc.integer({ min: 1, max: 70 }),
      async (given, piece) => {
        const lines = given.map((text) => text.replaceAll('\n', ' '))
        const found = await linesOf(lines.map((text) => `${text}\n`).join(''), piece)
        const expected = lines.map((text) => (Buffer.byteLength(text) > limit ? undefined : text))
        expect(expected.map((_, at) => found.get(at + 1))).toEqual(expected)
      },
    ),
  )
})
