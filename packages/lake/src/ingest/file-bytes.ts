import { open } from 'node:fs/promises'

const pieceBytes = 2 ** 20

/**
 * A file's bytes, in pieces that are good until the next one is asked for: two buffers take turns, one being read
 * while the other is worked on. A stream would make a new one for every piece and leave it to the collector of
 * garbage, which then runs for nothing else.
 */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r')
  let ready = Buffer.allocUnsafeSlow(pieceBytes)
  let other = Buffer.allocUnsafeSlow(pieceBytes)
  const read = (into: Buffer) => {
    const reading = file.read(into, 0, pieceBytes, null)
    // whoever awaits it is told; until then nobody may
    reading.catch(() => undefined)
    return reading
  }
  let reading = read(ready)
  try {
    for (;;) {
      const { bytesRead } = await reading
      if (bytesRead === 0) return
      reading = read(other)
      yield ready.subarray(0, bytesRead)
      ;[ready, other] = [other, ready]
    }
  } finally {
    await reading.catch(() => undefined)
    await file.close()
  }
}
