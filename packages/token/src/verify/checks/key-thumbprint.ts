import type { KeyCheck } from '../check.js'

export const keyThumbprint: KeyCheck = {
  id: 'key-thumbprint',
  code: 'TOK304',
  stage: 'key',
  title: 'x5t and x5t#S256, where present, name the same key as kid',
  clause: 'RFC 7515 sections 4.1.7 and 4.1.8',
  judge: ({ token: { header }, key }) =>
    (header.x5t === undefined || header.x5t === key.x5t) &&
    (header['x5t#S256'] === undefined || header['x5t#S256'] === key.x5tS256)
      ? undefined
      : 'kid and x5t name different keys',
}
