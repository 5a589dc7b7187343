import { base64url } from 'jose'
import type { KeyCheck } from '../check.js'

const encoder = new TextEncoder()

/** WebCrypto itself: a JWS library would decode header and payload a second time, a tenth of the whole cost. */
export const signature: KeyCheck = {
  id: 'signature',
  code: 'TOK350',
  stage: 'signature',
  title: 'the signature verifies with the key',
  clause: 'RFC 7515 section 5.2',
  async judge({ token, key }) {
    const [header = '', payload = '', mark = ''] = token.segments
    try {
      const publicKey = await key.verificationKey(String(token.header.alg))
      const signed = encoder.encode(`${header}.${payload}`)
      const { name } = publicKey.algorithm
      const bytes = new Uint8Array(base64url.decode(mark))
      const verified = await crypto.subtle.verify(name, publicKey, bytes, signed)
      return verified ? undefined : 'the signature does not verify'
    } catch {
      // Keys that cannot be imported and marks that cannot be decoded end here too.
      return 'the signature does not verify'
    }
  },
}
