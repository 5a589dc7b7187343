import type { KeyCheck } from '../check.js'

const maySign = (use: unknown, operations: unknown): boolean =>
  (use === undefined || use === 'sig') &&
  (operations === undefined || (Array.isArray(operations) && operations.includes('verify')))

export const keyUse: KeyCheck = {
  id: 'key-use',
  code: 'TOK305',
  stage: 'key',
  title: 'the key is published for signatures, its public half alone',
  clause: 'RFC 7517 sections 4.2, 4.3 and 9.2',
  judge: ({ key }) => {
    if (key.isPrivate) return 'the key was published with its private half: anybody can sign with it'
    return maySign(key.use, key.keyOps)
      ? undefined
      : 'use or key_ops say the key is not for verifying signatures'
  },
}
