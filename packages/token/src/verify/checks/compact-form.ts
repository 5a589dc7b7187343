import type { TokenCheck } from '../check.js'

export const compactForm: TokenCheck = {
  id: 'compact-form',
  code: 'TOK101',
  stage: 'form',
  title: 'three parts, nothing before or after',
  clause: 'RFC 7519 section 7.2; RFC 7515 section 7.1',
  judge: ({ token }) => (token.segments.length === 3 ? undefined : 'a signed token has exactly three parts'),
}
