import type { TokenCheck } from '../check.js'

/** Names a decision may rest on, here or in the service behind. */
const guarded = new Set([
  ...['alg', 'kid', 'typ', 'crit', 'b64', 'jwk', 'jku', 'x5u', 'x5c', 'x5t'],
  ...['iss', 'aud', 'sub', 'exp', 'nbf', 'iat', 'tid', 'oid', 'idp', 'ver', 'azp', 'appid', 'scp', 'roles'],
  ...['idtyp', 'nonce', 'tfp', 'acr', 'wids', 'groups', 'upn', 'email', 'preferred_username'],
])

/** Not all lower-case ASCII: such letters as the long s become ASCII when a reader ignores case. */
const suspicious = /[^\u0020-\u0040\u005b-\u007e]/

const isVariant = (name: string): boolean =>
  suspicious.test(name) &&
  (guarded.has(name.toLowerCase()) || (!guarded.has(name) && guarded.has(name.toUpperCase().toLowerCase())))

export const caseVariants: TokenCheck = {
  id: 'case-variants',
  code: 'TOK104',
  stage: 'form',
  title: 'no claim is there in another case',
  clause:
    'Microsoft IdentityModel IDX40011 (one tid, whatever its case); RFC 7519 section 4 (names are case-sensitive)',
  judge: ({ token }) =>
    Object.keys(token.payload).some(isVariant) || Object.keys(token.header).some(isVariant)
      ? 'a security claim is spelled in another case'
      : undefined,
}
