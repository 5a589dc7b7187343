import type { KeyCheck } from '../check.js'
import { isNumericDate } from '../numeric-date.js'

export const notBefore: KeyCheck = {
  id: 'not-before',
  code: 'TOK409',
  stage: 'claims',
  title: 'already valid',
  clause: 'RFC 7519 section 4.1.5',
  judge: ({ token: { payload }, now, policy }) => {
    if (!isNumericDate(payload.nbf)) return 'nbf is missing or not a time'
    return payload.nbf - policy.toleranceSeconds <= now ? undefined : 'the token is not valid yet'
  },
}
