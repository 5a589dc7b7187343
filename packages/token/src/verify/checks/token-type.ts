import type { TokenCheck } from '../check.js'

const accepted = new Set(['jwt', 'at+jwt'])

export const tokenType: TokenCheck = {
  id: 'token-type',
  code: 'TOK202',
  stage: 'form',
  title: 'typ says it is a plain or access-token JWT, not one inside another',
  clause: 'RFC 8725 section 3.11; RFC 9068 section 4; RFC 7519 section 5.2 (cty)',
  judge: ({ token: { header } }) => {
    if (header.cty !== undefined) return 'cty says the payload is something else than claims'
    return typeof header.typ === 'string' && accepted.has(header.typ.toLowerCase())
      ? undefined
      : 'typ is neither JWT nor at+jwt'
  },
}
