/** Reads the three things an x5c certificate is asked for: from when, until when, and whose key. */

export interface Certificate {
  /** Seconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  /** RSA modulus, big-endian, without leading zeros. */
  readonly modulus: Uint8Array
  readonly exponent: Uint8Array
}

interface Element {
  readonly tag: number
  readonly body: Uint8Array
  readonly next: number
}

const sequence = 0x30
const bitString = 0x03
const integer = 0x02
const utcTime = 0x17
const generalizedTime = 0x18

function element(bytes: Uint8Array, at: number): Element {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) throw new RangeError('cut short')
  let length = first
  let start = at + 2
  if (first >= 0x80) {
    const count = first - 0x80
    if (count < 1 || count > 3) throw new RangeError('length')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0)
    start += count
  }
  if (start + length > bytes.length) throw new RangeError('cut short')
  return { tag, body: bytes.subarray(start, start + length), next: start + length }
}

function children(bytes: Uint8Array): readonly Element[] {
  const found: Element[] = []
  for (let at = 0; at < bytes.length; at = found.at(-1)?.next ?? bytes.length) found.push(element(bytes, at))
  return found
}

function expect(found: Element | undefined, tag: number): Element {
  if (found?.tag !== tag) throw new RangeError('unexpected element')
  return found
}

/** DER time (RFC 5280 section 4.1.2.5): two-digit years below 50 are 20xx. */
function timeOf(found: Element | undefined): number {
  const text = String.fromCharCode(...(found?.body ?? []))
  const short = found?.tag === utcTime && /^\d{12}Z$/.test(text)
  if (!short && !(found?.tag === generalizedTime && /^\d{14}Z$/.test(text))) throw new RangeError('time')
  const full = short ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const [, year, month, day, hour, minute, second] = /^(....)(..)(..)(..)(..)(..)/.exec(full) ?? []
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(ms)) throw new RangeError('time')
  return ms / 1000
}

export function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0)
  return first === -1 ? new Uint8Array() : bytes.subarray(first)
}

/** The certificate in DER bytes, or undefined when it is not one with an RSA key. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  try {
    const [toBeSigned] = children(expect(element(der, 0), sequence).body)
    const fields = children(expect(toBeSigned, sequence).body)
    // An explicit version shifts everything by one.
    const shift = fields[0]?.tag === 0xa0 ? 1 : 0
    const [from, until] = children(expect(fields[shift + 3], sequence).body)
    const [, publicKey] = children(expect(fields[shift + 5], sequence).body)
    const key = element(expect(publicKey, bitString).body, 1)
    const [modulus, exponent] = children(expect(key, sequence).body)
    return {
      notBefore: timeOf(from),
      notAfter: timeOf(until),
      modulus: withoutLeadingZeros(expect(modulus, integer).body),
      exponent: withoutLeadingZeros(expect(exponent, integer).body),
    }
  } catch {
    return undefined
  }
}
