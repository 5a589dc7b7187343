import type { KeyCheck } from '../check.js'

export const keyAlgorithm: KeyCheck = {
  id: 'key-algorithm',
  code: 'TOK306',
  stage: 'key',
  title: 'the key is published for this algorithm, or for none in particular',
  clause: 'RFC 7517 section 4.4; RFC 8725 section 3.1',
  judge: ({ token: { header }, key }) =>
    key.alg === undefined || key.alg === header.alg
      ? undefined
      : 'the key is published for another algorithm',
}
