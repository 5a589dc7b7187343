import type { KeyCheck } from '../check.js'

/** An access token is either delegated (scp) or app-only (idtyp app). Anything between is an ID token or a trick. */
export const actor: KeyCheck = {
  id: 'actor',
  code: 'TOK412',
  stage: 'claims',
  title: 'an access token of a user or of an application, not both and not neither',
  clause: 'Microsoft claims-validation, "Validate the actor" (idtyp); RFC 8725 section 3.12',
  applies: (policy) => policy.use === 'access',
  judge: ({ token: { payload } }) => {
    const delegated = typeof payload.scp === 'string' && payload.scp.trim() !== ''
    if (payload.scp !== undefined && !delegated) return 'scp is no list of scopes'
    if (delegated && payload.idtyp === 'app') return 'an app-only token carries scopes'
    return delegated || payload.idtyp === 'app' ? undefined : 'neither delegated (scp) nor app-only (idtyp)'
  },
}
