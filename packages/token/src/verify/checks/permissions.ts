import type { KeyCheck } from '../check.js'
import type { Policy } from '../policy.js'

const some = (granted: readonly unknown[], wanted: ReadonlySet<string> | undefined): boolean =>
  granted.some((one) => typeof one === 'string' && wanted?.has(one) === true)

const judges = (policy: Policy): boolean => policy.scopes !== undefined || policy.roles !== undefined

export const permissions: KeyCheck = {
  id: 'permissions',
  code: 'TOK414',
  stage: 'claims',
  title: 'grants a scope (user) or an app role (application) this service asks for',
  clause: 'Microsoft claims-validation, "Validate the actor" (scp, roles); RFC 6750 section 3.1',
  applies: (policy) => judges(policy) && policy.use === 'access',
  // roles of a delegated token are the user's, so they never stand in for a scope, nor a scope for an app role.
  judge: ({ token: { payload }, policy }) => {
    const granted =
      payload.idtyp === 'app'
        ? some(Array.isArray(payload.roles) ? payload.roles : [], policy.roles)
        : some(String(payload.scp ?? '').split(' '), policy.scopes)
    return granted ? undefined : 'no scope or app role this service asks for'
  },
}
