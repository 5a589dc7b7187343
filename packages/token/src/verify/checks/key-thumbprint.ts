import type { KeyCheck } from '../check.js'

export const keyThumbprint: KeyCheck = {
  id: 'key-thumbprint',
  code: 'TOK304',
  stage: 'key',
  title: 'x5t, where present, names the same key as kid',
  clause: 'RFC 7515 section 4.1.7',
  judge: ({ token: { header }, key }) =>
    header.x5t === undefined || header.x5t === key.x5t ? undefined : 'kid and x5t name different keys',
}
