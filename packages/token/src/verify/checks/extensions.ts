import type { TokenCheck } from '../check.js'

/** We implement no extension, so any that must be understood means refusal, unencoded payloads included. */
export const extensions: TokenCheck = {
  id: 'extensions',
  code: 'TOK203',
  stage: 'form',
  title: 'no header extension that must be understood',
  clause: 'RFC 7515 section 4.1.11; RFC 7797 sections 6 and 7',
  judge: ({ token: { header } }) =>
    header.crit === undefined && header.b64 === undefined ? undefined : 'the header carries crit or b64',
}
