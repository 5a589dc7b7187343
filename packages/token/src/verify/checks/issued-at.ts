import type { KeyCheck } from '../check.js'
import { isNumericDate } from '../numeric-date.js'

export const issuedAt: KeyCheck = {
  id: 'issued-at',
  code: 'TOK410',
  stage: 'claims',
  title: 'issued in the past, and not before its key existed',
  clause: 'OpenID Connect Core section 3.1.3.7 (10); RFC 7519 section 4.1.6',
  judge: ({ token: { payload }, key: { certificate }, now, policy }) => {
    if (!isNumericDate(payload.iat)) return 'iat is missing or not a time'
    if (payload.iat - policy.toleranceSeconds > now) return 'the token says it was issued in the future'
    const born = typeof certificate === 'string' ? Number.NEGATIVE_INFINITY : certificate.notBefore
    return payload.iat + policy.toleranceSeconds >= born ? undefined : 'the token is older than its key'
  },
}
