import { gunzipSync, gzipSync, unzlibSync, zlibSync } from 'fflate'
import { native } from './define.js'
import { isArray, readDynamic, writeJson } from './json.js'

/** Bytes of base64 text; undefined when it is not base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.trim().length % 4 !== 0) return undefined
  try {
    return Uint8Array.from(atob(text.trim()), (mark) => mark.charCodeAt(0))
  } catch {
    return undefined
  }
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of bytes; undefined where they are not UTF-8. */
function utf8(bytes: Uint8Array | undefined): string | undefined {
  if (!bytes) return undefined
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The most a compressed text may grow to: a small text must not fill the memory. */
const largest = 64 * 1024 * 1024

function inflated(text: string | null, inflate: (bytes: Uint8Array, into: Uint8Array) => Uint8Array): string {
  const bytes = fromBase64(text ?? '')
  if (!bytes) return ''
  try {
    const room = new Uint8Array(Math.min(largest, Math.max(1024, bytes.length * 1100)))
    return utf8(inflate(bytes, room)) ?? ''
  } catch {
    return ''
  }
}

/** Windows' order of a GUID's bytes: the first three fields are little-endian. */
const guidOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

function guidOf(bytes: Uint8Array | undefined): string | null {
  if (bytes?.length !== 16) return null
  const hex = guidOrder.map((place) => (bytes[place] ?? 0).toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function bytesOfGuid(guid: string): Uint8Array {
  const hex = guid.replaceAll('-', '')
  return Uint8Array.from(guidOrder, (place) => Number.parseInt(hex.slice(place * 2, place * 2 + 2), 16))
}

export const encodingNatives = {
  toText: native('base64_decode_tostring', 1, (text) => utf8(fromBase64(text ?? '')) ?? ''),
  toArray: native('base64_decode_toarray', 1, (text) => {
    const bytes = fromBase64(text ?? '')
    return bytes ? writeJson([...bytes].map(BigInt)) : null
  }),
  fromArray: native('base64_encode_fromarray', 1, (list) => {
    const bytes = readDynamic(list ?? null)
    if (!isArray(bytes) || !bytes.every((byte) => typeof byte === 'bigint' && byte >= 0n && byte < 256n))
      return ''
    return toBase64(Uint8Array.from(bytes, Number))
  }),
  toGuid: native('base64_decode_toguid', 1, (text) => guidOf(fromBase64(text ?? ''))),
  fromGuid: native('base64_encode_fromguid', 1, (guid) => (guid ? toBase64(bytesOfGuid(guid)) : null)),
  gzip: native('gzip_compress', 1, (text) => toBase64(gzipSync(encode(text ?? '')))),
  gunzip: native('gzip_decompress', 1, (text) =>
    inflated(text ?? null, (bytes, out) => gunzipSync(bytes, { out })),
  ),
  zlib: native('zlib_compress', 1, (text) => toBase64(zlibSync(encode(text ?? '')))),
  unzlib: native('zlib_decompress', 1, (text) =>
    inflated(text ?? null, (bytes, out) => unzlibSync(bytes, { out })),
  ),
} as const
