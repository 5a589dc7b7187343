import type { KeyCheck } from '../check.js'
import { isGuid } from '../clouds.js'

/** Without oid and tid a service falls back to e-mail or upn, which their owner can change to anybody's. */
export const subject: KeyCheck = {
  id: 'subject',
  code: 'TOK401',
  stage: 'claims',
  title: 'says who it is about in claims that cannot be changed',
  clause: 'Microsoft claims-validation, "Validate the subject"; RFC 9068 section 2.2',
  judge: ({ token: { payload }, policy: { authority } }) => {
    if (typeof payload.sub !== 'string' || payload.sub === '') return 'sub is missing'
    if (payload.oid === undefined && authority.tenantClaim === 'optional') return undefined
    return isGuid(payload.oid) ? undefined : 'oid is not a GUID'
  },
}
