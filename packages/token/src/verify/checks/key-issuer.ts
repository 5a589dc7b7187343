import type { KeyCheck } from '../check.js'

/** The check Storm-0558 lived on the absence of. */
export const keyIssuer: KeyCheck = {
  id: 'key-issuer',
  code: 'TOK309',
  stage: 'key',
  title: 'the key may sign for the issuer the token names',
  clause: 'RFC 8725 section 3.8; Microsoft access-tokens, "Validate the issuer" (issuer property of the key)',
  judge: ({ token: { payload }, key, policy: { authority } }) => {
    if (key.issuer === undefined && authority.keyBinding === 'metadata') return undefined
    if (typeof key.issuer !== 'string') return 'the key does not say for which issuer it signs'
    return authority.keyIssuers(payload.iss).includes(key.issuer)
      ? undefined
      : 'the key may not sign for the issuer the token names'
  },
}
