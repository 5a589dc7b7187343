import type { KeyCheck } from '../check.js'
import { isGuid } from '../clouds.js'

/** A tid that is no GUID can satisfy the issuer template by repeating it: tid "{tenantid}", iss ".../{tenantid}/v2.0". */
export const tenantId: KeyCheck = {
  id: 'tenant-id',
  code: 'TOK402',
  stage: 'claims',
  title: 'tid is a GUID',
  clause: 'Microsoft access-tokens, "Validate the issuer" step 3; IDX40003, IDX40009',
  judge: ({ token: { payload }, policy: { authority } }) =>
    isGuid(payload.tid) || (payload.tid === undefined && authority.tenantClaim === 'optional')
      ? undefined
      : 'tid is not a GUID',
}
