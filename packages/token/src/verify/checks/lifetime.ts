import type { KeyCheck } from '../check.js'

export const lifetime: KeyCheck = {
  id: 'lifetime',
  code: 'TOK411',
  stage: 'claims',
  title: 'lives no longer than the authority would let it',
  clause: 'Microsoft access-tokens, "Token lifetime" (at most 28 hours)',
  judge: ({ token: { payload }, policy }) =>
    Number(payload.exp) - Number(payload.iat) <= policy.maxLifetimeSeconds
      ? undefined
      : 'the time from iat to exp is longer than the authority issues',
}
