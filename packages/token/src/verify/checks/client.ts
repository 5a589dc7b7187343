import type { KeyCheck } from '../check.js'

export const client: KeyCheck = {
  id: 'client',
  code: 'TOK413',
  stage: 'claims',
  title: 'held by an application this service lets in',
  clause: 'Microsoft claims-validation, "Validate the actor" (azp, appid)',
  applies: (policy) => policy.clients !== undefined && policy.use === 'access',
  judge: ({ token: { payload }, policy }) => {
    const holder = payload.ver === '1.0' && policy.authority.kind === 'entra' ? payload.appid : payload.azp
    return typeof holder === 'string' && policy.clients?.has(holder) === true
      ? undefined
      : 'the application holding the token is not let in'
  },
}
