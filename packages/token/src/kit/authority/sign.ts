import { constants, createHash, createHmac, privateEncrypt, sign } from 'node:crypto'
import { seededBytes } from './random.js'
import { bigIntBytes, type RsaKey } from './rsa.js'

/** Signatures by algorithm name; every one a pure function of key and text, randomised schemes included. */

function mask(seed: Buffer, length: number): Buffer {
  const blocks: Buffer[] = []
  for (let counter = 0; blocks.length * 32 < length; counter++) {
    const suffix = Buffer.alloc(4)
    suffix.writeUInt32BE(counter)
    blocks.push(createHash('sha256').update(seed).update(suffix).digest())
  }
  return Buffer.concat(blocks).subarray(0, length)
}

/** EMSA-PSS (RFC 8017 section 9.1.1) with a salt taken from the text, so that the same run gives the same token. */
function pss(key: RsaKey, text: string): Buffer {
  const length = key.modulusBytes.length
  const salt = Buffer.from(seededBytes('salt', text).take(32))
  const digest = createHash('sha256').update(text).digest()
  const hash = createHash('sha256').update(Buffer.alloc(8)).update(digest).update(salt).digest()
  const block = Buffer.concat([Buffer.alloc(length - 66), Buffer.from([1]), salt])
  const pad = mask(hash, block.length)
  const masked = Buffer.from(block.map((byte, index) => byte ^ (pad[index] ?? 0)))
  masked[0] = (masked[0] ?? 0) & 0x7f
  const encoded = Buffer.concat([masked, hash, Buffer.from([0xbc])])
  return privateEncrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, encoded)
}

/** The padded digest itself: what a "signature" is when the public exponent is 1. */
export function exponentOneSignature(key: RsaKey, text: string): Buffer {
  const info = Buffer.from('3031300d060960864801650304020105000420', 'hex')
  const tail = Buffer.concat([Buffer.from([0]), info, createHash('sha256').update(text).digest()])
  const padding = Buffer.alloc(key.modulusBytes.length - tail.length - 2, 0xff)
  return Buffer.concat([Buffer.from([0, 1]), padding, tail])
}

const algorithms: { readonly [alg: string]: (key: RsaKey, text: string) => Buffer } = {
  RS256: (key, text) => sign('sha256', Buffer.from(text), key.privateKey),
  RS384: (key, text) => sign('sha384', Buffer.from(text), key.privateKey),
  RS512: (key, text) => sign('sha512', Buffer.from(text), key.privateKey),
  PS256: pss,
}

export function signText(alg: string, key: RsaKey, text: string): Buffer {
  const algorithm = algorithms[alg]
  if (algorithm === undefined) throw new RangeError(`the kit does not sign ${alg}`)
  return algorithm(key, text)
}

export const hmac = (secret: Uint8Array, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest()

export { bigIntBytes }
