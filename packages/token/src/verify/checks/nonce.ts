import type { KeyCheck } from '../check.js'

export const nonce: KeyCheck = {
  id: 'nonce',
  code: 'TOK415',
  stage: 'claims',
  title: 'an ID token answering this very sign-in',
  clause: 'OpenID Connect Core section 3.1.3.7 (11)',
  applies: (policy) => policy.use === 'id',
  judge: ({ token: { payload }, nonce: expected }) =>
    expected !== undefined && expected !== '' && payload.nonce === expected
      ? undefined
      : 'nonce is not the one this sign-in was started with',
}
