import type { KeyCheck } from '../check.js'

export const issuer: KeyCheck = {
  id: 'issuer',
  code: 'TOK404',
  stage: 'claims',
  title: 'iss is the one name this tenant has in this version',
  clause:
    'OpenID Connect Core section 3.1.3.7 (2); Microsoft access-tokens, "Validate the issuer" step 1 and 3',
  judge: ({ token: { payload }, policy: { authority } }) => {
    const tenant = payload.tid ?? authority.tenant
    const expected = typeof tenant === 'string' ? authority.issuer(payload.ver, tenant) : undefined
    return expected !== undefined && payload.iss === expected
      ? undefined
      : 'iss does not belong to tid and ver'
  },
}
