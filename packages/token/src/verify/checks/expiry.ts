import type { KeyCheck } from '../check.js'
import { isNumericDate } from '../numeric-date.js'

export const expiry: KeyCheck = {
  id: 'expiry',
  code: 'TOK408',
  stage: 'claims',
  title: 'not expired',
  clause: 'RFC 7519 sections 2 and 4.1.4',
  judge: ({ token: { payload }, now, policy }) => {
    if (!isNumericDate(payload.exp)) return 'exp is missing or not a time'
    return payload.exp + policy.toleranceSeconds > now ? undefined : 'the token has expired'
  },
}
