import type { KeyCheck } from '../check.js'

export const lifetime: KeyCheck = {
  id: 'lifetime',
  code: 'TOK411',
  stage: 'claims',
  title: 'lives no longer than the authority would let it',
  clause: 'Microsoft access-tokens, "Token lifetime" (at most 28 hours)',
  judge: ({ token: { payload }, policy }) => {
    const [exp, iat, nbf] = [Number(payload.exp), Number(payload.iat), Number(payload.nbf)]
    // Within the clock's tolerance a token could end before it begins; no authority issues one.
    if (exp < iat || exp < nbf) return 'exp lies before iat or nbf'
    return exp - iat <= policy.maxLifetimeSeconds
      ? undefined
      : 'the time from iat to exp is longer than the authority issues'
  },
}
