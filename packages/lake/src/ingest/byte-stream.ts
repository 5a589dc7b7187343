import { createHash } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { LakeError } from '../errors.js'

/** A stream's fingerprint: complete once the stream has been read to its end. */
export interface Fingerprint {
  sha256(): string
  sizeBytes(): number
}

/** Passes bytes on and hashes them as they go by. */
export function fingerprinted(bytes: AsyncIterable<Uint8Array>): {
  stream: AsyncGenerator<Uint8Array>
  fingerprint: Fingerprint
} {
  const hash = createHash('sha256')
  let size = 0
  let digest: string | undefined
  async function* pass() {
    for await (const chunk of bytes) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  return {
    stream: pass(),
    fingerprint: {
      sha256() {
        digest ??= hash.digest('hex')
        return digest
      },
      sizeBytes: () => size,
    },
  }
}

/** Compression can reach 1,000 to 1; logs stay under 60. */
const bombRatio = 400
const bombBytes = 256 * 2 ** 20

/** What came out of an input that broke off: everything up to there is kept. */
export interface Breakage {
  error?: LakeError
}

/** The bytes as they are, or unpacked where they begin as gzip does. */
export async function* unpacked(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  breakage: Breakage,
): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]()
  const first = await source.next()
  if (first.done) return
  const rest = replay(first.value, source)
  if (!(first.value[0] === 0x1f && first.value[1] === 0x8b)) {
    yield* rest
    return
  }
  yield* gunzip(rest, path, breakage)
}

async function* replay(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (;;) {
    const next = await rest.next()
    if (next.done) return
    yield next.value
  }
}

/** The stream reads ahead: each piece must stay as it is. */
async function* owned(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) yield new Uint8Array(piece)
}

async function* gunzip(
  packed: AsyncIterable<Uint8Array>,
  path: string,
  breakage: Breakage,
): AsyncGenerator<Uint8Array> {
  let inBytes = 0
  let outBytes = 0
  const gunzipped = createGunzip({ chunkSize: 2 ** 18 })
  const source = Readable.from(owned(packed))
  source.on('data', (chunk: Uint8Array) => {
    inBytes += chunk.length
  })
  source.on('error', (error) => gunzipped.destroy(error))
  const out = source.pipe(gunzipped).pipe(new PassThrough({ highWaterMark: 2 ** 20 }))
  gunzipped.on('error', (error) => {
    breakage.error = new LakeError('ING104', `the compressed data breaks off: ${error.message}`, {
      file: path,
    })
    out.end()
  })
  for await (const chunk of out) {
    outBytes += chunk.length
    if (outBytes > bombBytes && outBytes > inBytes * bombRatio) {
      source.destroy()
      throw new LakeError('ING105', `unpacks to more than ${bombRatio} times its size`, { file: path })
    }
    yield chunk
  }
}
