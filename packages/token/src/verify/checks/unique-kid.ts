import type { KeyCheck } from '../check.js'

export const uniqueKid: KeyCheck = {
  id: 'unique-kid',
  code: 'TOK303',
  stage: 'key',
  title: 'kid names one key only',
  clause: 'RFC 7517 section 4.5',
  judge: ({ key }) => (key.sharing === 1 ? undefined : 'several published keys go by this kid'),
}
