import type { TokenCheck } from '../check.js'
import { hasDuplicateMember } from '../json-members.js'

export const duplicateMembers: TokenCheck = {
  id: 'duplicate-members',
  code: 'TOK103',
  stage: 'form',
  title: 'no member is there twice',
  clause: 'RFC 7519 section 4; RFC 7515 section 4',
  judge: ({ token }) =>
    hasDuplicateMember(token.headerText) || hasDuplicateMember(token.payloadText)
      ? 'a member is there twice: which one counts depends on the reader'
      : undefined,
}
