import { flattenedVerify } from 'jose'
import type { KeyCheck } from '../check.js'

export const signature: KeyCheck = {
  id: 'signature',
  code: 'TOK350',
  stage: 'signature',
  title: 'the signature verifies with the key',
  clause: 'RFC 7515 section 5.2',
  async judge({ token, key }) {
    const [header = '', payload = '', mark = ''] = token.segments
    try {
      const verificationKey = await key.verificationKey(String(token.header.alg))
      await flattenedVerify({ protected: header, payload, signature: mark }, verificationKey)
      return undefined
    } catch {
      return 'the signature does not verify'
    }
  },
}
