import type { KeyCheck } from '../check.js'

export const audience: KeyCheck = {
  id: 'audience',
  code: 'TOK407',
  stage: 'claims',
  title: 'issued for this service and nobody else',
  clause: 'RFC 8725 section 3.9; RFC 7519 section 4.1.3; OpenID Connect Core section 3.1.3.7 (3)-(5)',
  applies: (policy) => policy.audiences !== undefined,
  // Entra writes one audience as a string; a list would let one token open two services.
  judge: ({ token: { payload }, policy }) =>
    typeof payload.aud === 'string' && policy.audiences?.has(payload.aud) === true
      ? undefined
      : 'aud is not exactly one audience of this service',
}
