import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'

/** Self-signed X.509 certificates, as much of DER as that takes. */

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 + length.length]), length, body])
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
const bitString = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes)
const sha256WithRsa = sequence(Buffer.from('06092a864886f70d01010b', 'hex'), Buffer.from('0500', 'hex'))

const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(name)))))

/** UTCTime: the kit's certificates all lie between 1950 and 2049. */
const time = (ms: number): Buffer =>
  der(
    0x17,
    Buffer.from(
      `${new Date(ms)
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  )

export interface CertificateFields {
  readonly subject: string
  readonly key: KeyObject
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
}

/** The certificate in DER bytes. */
export function selfSigned({ subject, key, notBefore, notAfter }: CertificateFields): Buffer {
  const serial = createHash('sha256').update(subject).digest().subarray(0, 8)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const toBeSigned = sequence(
    der(0xa0, Buffer.from('020102', 'hex')),
    der(0x02, serial),
    sha256WithRsa,
    commonName(subject),
    sequence(time(notBefore), time(notAfter)),
    commonName(subject),
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
  )
  return sequence(toBeSigned, sha256WithRsa, bitString(sign('sha256', toBeSigned, key)))
}
