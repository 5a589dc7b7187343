import { native } from './define.js'

const P1 = 0x9e3779b185ebca87n
const P2 = 0xc2b2ae3d27d4eb4fn
const P3 = 0x165667b19e3779f9n
const P4 = 0x85ebca77c2b2ae63n
const P5 = 0x27d4eb2f165667c5n
const M = (1n << 64n) - 1n

const rotl = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & M
const round = (sum: bigint, input: bigint): bigint => (rotl((sum + input * P2) & M, 31n) * P1) & M
const merge = (sum: bigint, value: bigint): bigint => ((sum ^ round(0n, value)) * P1 + P4) & M

/** xxHash64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md) with seed 0. */
export function xxHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = bytes.length
  let at = 0
  let sum: bigint
  if (length >= 32) {
    let [a, b, c, d] = [(P1 + P2) & M, P2, 0n, -P1 & M]
    for (; at + 32 <= length; at += 32) {
      a = round(a, view.getBigUint64(at, true))
      b = round(b, view.getBigUint64(at + 8, true))
      c = round(c, view.getBigUint64(at + 16, true))
      d = round(d, view.getBigUint64(at + 24, true))
    }
    sum = (rotl(a, 1n) + rotl(b, 7n) + rotl(c, 12n) + rotl(d, 18n)) & M
    for (const part of [a, b, c, d]) sum = merge(sum, part)
  } else sum = P5
  sum = (sum + BigInt(length)) & M
  for (; at + 8 <= length; at += 8)
    sum = (rotl(sum ^ round(0n, view.getBigUint64(at, true)), 27n) * P1 + P4) & M
  if (at + 4 <= length) {
    sum = (rotl(sum ^ ((BigInt(view.getUint32(at, true)) * P1) & M), 23n) * P2 + P3) & M
    at += 4
  }
  for (; at < length; at++) sum = (rotl(sum ^ ((BigInt(view.getUint8(at)) * P5) & M), 11n) * P1) & M
  sum = ((sum ^ (sum >> 33n)) * P2) & M
  sum = ((sum ^ (sum >> 29n)) * P3) & M
  return sum ^ (sum >> 32n)
}

const encoder = new TextEncoder()

/** Whole numbers and times are hashed as their eight bytes, everything else as its text. */
function bytesOf(value: string, kind: string): Uint8Array {
  if (kind !== 'long' && kind !== 'real') return encoder.encode(value)
  const view = new DataView(new ArrayBuffer(8))
  if (kind === 'long') view.setBigInt64(0, BigInt(value), true)
  else view.setFloat64(0, Number(value), true)
  return new Uint8Array(view.buffer)
}

export const hashNatives = {
  xxHash64: native('hash_xxhash64', 2, (value, kind) =>
    BigInt.asIntN(64, xxHash64(bytesOf(value ?? '', kind ?? 'string'))).toString(),
  ),
} as const
