import type { TokenCheck } from '../check.js'

/** Entra signs with RS256 alone; its metadata says so in id_token_signing_alg_values_supported. */
export const algorithm: TokenCheck = {
  id: 'algorithm',
  code: 'TOK201',
  stage: 'form',
  title: 'signed with RS256',
  clause: 'RFC 8725 sections 3.1 and 3.2',
  judge: ({ token }) => (token.header.alg === 'RS256' ? undefined : 'the algorithm is not RS256'),
}
