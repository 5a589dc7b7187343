import type { Stream } from './random.js'

const base64Bytes = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')

/** A random GUID (version 4). */
export function guid(stream: Stream): string {
  return guidOf([
    stream.next(),
    (stream.next() & 0xffff0fff) | 0x4000,
    (stream.next() & 0x3fffffff) | 0x80000000,
    stream.next(),
  ])
}

/**
 * Texts are put together in one buffer and copied out flat: joined piece by piece they would stay chains of
 * pieces in memory, six times as large, and a day of a large tenant holds hundreds of thousands of them.
 */
const scratch = Buffer.alloc(128)
const hexBytes = Buffer.from('0123456789abcdef')
const dashesBefore: ReadonlySet<number> = new Set([4, 6, 8, 10])

function guidOf(words: readonly [number, number, number, number]): string {
  let at = 0
  for (let i = 0; i < 16; i++) {
    const byte = ((words[i >> 2] as number) >>> (24 - 8 * (i & 3))) & 255
    if (dashesBefore.has(i)) scratch[at++] = 45
    scratch[at++] = hexBytes[byte >> 4] as number
    scratch[at++] = hexBytes[byte & 15] as number
  }
  return scratch.toString('latin1', 0, at)
}

/** A sign-in request id and its token id. Entra's request ids end in a data-centre tail such as 0500. */
export interface RequestId {
  readonly id: string
  readonly uti: string
}

export function requestId(stream: Stream): RequestId {
  const tail = ((stream.below(13) + 1) << 8) >>> 0
  const words: [number, number, number, number] = [
    stream.next(),
    (stream.next() & 0xffff0fff) | 0x4000,
    (stream.next() & 0x3fffffff) | 0x80000000,
    ((stream.next() & 0xffff0000) | tail) >>> 0,
  ]
  return { id: guidOf(words), uti: utiOfWords(words) }
}

/**
 * The unique token identifier of a request id: base64url without padding of the little-endian bytes that
 * .NET's Guid.ToByteArray gives (linkable identifiers of Entra, see docs/range.md).
 */
export function utiOf(id: string): string {
  const text = id.replaceAll('-', '')
  const word = (at: number): number => Number.parseInt(text.slice(at, at + 8), 16)
  return utiOfWords([word(0), word(8), word(16), word(24)])
}

function utiOfWords([a, b, d, e]: readonly [number, number, number, number]): string {
  const bytes = [
    a,
    a >>> 8,
    a >>> 16,
    a >>> 24,
    b >>> 16,
    b >>> 24,
    b,
    b >>> 8,
    d >>> 24,
    d >>> 16,
    d >>> 8,
    d,
    e >>> 24,
    e >>> 16,
    e >>> 8,
    e,
  ].map((byte) => byte & 255)
  return Buffer.from(bytes).toString('base64url')
}

/** Text of `length` characters from the base64 alphabet, as Exchange's item ids are made of. */
export function base64Text(stream: Stream, length: number): string {
  for (let i = 0; i < length; i += 5) {
    let word = stream.next()
    for (let j = i; j < i + 5 && j < length; j++) {
      scratch[j] = base64Bytes[word & 63] as number
      word >>>= 6
    }
  }
  return scratch.toString('latin1', 0, length)
}

export function hexText(stream: Stream, length: number): string {
  let text = ''
  while (text.length < length) text += stream.next().toString(16).padStart(8, '0')
  return text.slice(0, length).toUpperCase()
}
