import type { KeyCheck } from '../check.js'

/** Every B2C user flow of a tenant shares issuer and keys: only tfp (or acr) says which one was walked. */
export const userFlow: KeyCheck = {
  id: 'user-flow',
  code: 'TOK406',
  stage: 'claims',
  title: 'from the user flow this service asked for',
  clause: 'Microsoft, Azure AD B2C token reference (tfp, acr)',
  applies: (policy) => policy.authority.userFlow !== undefined,
  judge: ({ token: { payload }, policy: { authority } }) => {
    const walked = payload.tfp ?? payload.acr
    return typeof walked === 'string' && walked.toLowerCase() === authority.userFlow?.toLowerCase()
      ? undefined
      : 'the token comes from another user flow'
  },
}
