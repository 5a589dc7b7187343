import type { TokenCheck } from '../check.js'

/** Last characters that leave no bits over, by length modulo 4: base64url without them has many spellings. */
const endings: readonly (RegExp | undefined)[] = [/^/, undefined, /[AQgw]$/, /[AEIMQUYcgkosw048]$/]
const alphabet = /^[\w-]+$/

export const isStrictBase64url = (text: string): boolean =>
  alphabet.test(text) && endings[text.length % 4]?.test(text) === true

export const strictBase64url: TokenCheck = {
  id: 'strict-base64url',
  code: 'TOK102',
  stage: 'form',
  title: 'each part is base64url in its one spelling',
  clause: 'RFC 7515 section 2 (base64url); RFC 4648 section 3.5',
  judge: ({ token }) =>
    token.segments.every(isStrictBase64url) ? undefined : 'a part is not base64url in its canonical spelling',
}
