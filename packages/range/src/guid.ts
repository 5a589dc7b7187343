import type { Stream } from './random.js'

const hex = Array.from({ length: 256 }, (_, i) => (i < 16 ? '0' : '') + i.toString(16))
const b64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const b64 = `${b64url.slice(0, 62)}+/`

const h = (byte: number): string => hex[byte & 255] as string
const c = (six: number): string => b64url[six & 63] as string

/** A random GUID (version 4). */
export function guid(stream: Stream): string {
  return guidOf([
    stream.next(),
    (stream.next() & 0xffff0fff) | 0x4000,
    (stream.next() & 0x3fffffff) | 0x80000000,
    stream.next(),
  ])
}

function guidOf(words: readonly [number, number, number, number]): string {
  const [a, b, d, e] = words
  return `${h(a >>> 24)}${h(a >>> 16)}${h(a >>> 8)}${h(a)}-${h(b >>> 24)}${h(b >>> 16)}-${h(b >>> 8)}${h(b)}-${h(d >>> 24)}${h(d >>> 16)}-${h(d >>> 8)}${h(d)}${h(e >>> 24)}${h(e >>> 16)}${h(e >>> 8)}${h(e)}`
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
  let text = ''
  for (let i = 0; i < 15; i += 3) {
    const [x, y, z] = [bytes[i] as number, bytes[i + 1] as number, bytes[i + 2] as number]
    text += c(x >> 2) + c((x << 4) | (y >> 4)) + c((y << 2) | (z >> 6)) + c(z)
  }
  const last = bytes[15] as number
  return text + c(last >> 2) + c(last << 4)
}

/** Text of `length` characters from the base64 alphabet, as Exchange's item ids are made of. */
export function base64Text(stream: Stream, length: number): string {
  let text = ''
  for (let i = 0; i < length; i += 5) {
    let word = stream.next()
    for (let j = 0; j < 5 && i + j < length; j++) {
      text += b64[word & 63]
      word >>>= 6
    }
  }
  return text
}

export function hexText(stream: Stream, length: number): string {
  let text = ''
  while (text.length < length) text += stream.next().toString(16).padStart(8, '0')
  return text.slice(0, length).toUpperCase()
}
