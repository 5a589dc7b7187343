/** A stream's first bytes, and the whole stream again from its start. */
export interface Peeked {
  readonly head: Uint8Array
  readonly complete: boolean
  readonly chunks: AsyncIterable<Uint8Array>
}

/** Reads until `enough` says so (or the input ends), keeping what was read for the reading proper. */
export async function peek(
  stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
  enough: (head: Uint8Array) => boolean,
): Promise<Peeked> {
  const source = iterate(stream)
  const parts: Uint8Array[] = []
  let head: Uint8Array = new Uint8Array(0)
  let complete = false
  while (!enough(head)) {
    const next = await source.next()
    if (next.done) {
      complete = true
      break
    }
    parts.push(next.value)
    head = join(parts)
  }
  return { head, complete, chunks: replay(head, source) }
}

/** Joins small chunks: scanners start over on a boundary less often, and what a chunk makes still dies young. */
const chunkBytes = 256 * 1024

async function* replay(head: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length) yield head
    let parts: Uint8Array[] = []
    let size = 0
    for (let next = await source.next(); !next.done; next = await source.next()) {
      parts.push(next.value)
      size += next.value.length
      if (size < chunkBytes) continue
      yield join(parts)
      parts = []
      size = 0
    }
    if (size) yield join(parts)
  } finally {
    await source.return?.()
  }
}

/** Web streams are not iterable in every browser, so the reader is driven by hand. */
function iterate(stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>): AsyncIterator<Uint8Array> {
  if (Symbol.asyncIterator in stream) return stream[Symbol.asyncIterator]()
  const reader = (stream as ReadableStream<Uint8Array>).getReader()
  return {
    next: async () => {
      const { done, value } = await reader.read()
      return done ? { done: true, value: undefined } : { done: false, value }
    },
    return: async () => {
      await reader.cancel()
      return { done: true, value: undefined }
    },
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0]
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
