import type { KeyCheck } from '../check.js'

export const keyStrength: KeyCheck = {
  id: 'key-strength',
  code: 'TOK307',
  stage: 'key',
  title: 'an RSA key of at least 2048 bits with a sound exponent',
  clause: 'RFC 7518 section 3.3; RFC 8017 section 3.1 (e >= 3)',
  // With e = 1 a signature is the padded digest itself: anybody can write one.
  judge: ({ key }) =>
    key.kty === 'RSA' && key.modulusBits >= 2048 && key.exponent >= 3 && key.exponent % 2 === 1
      ? undefined
      : 'the key is not an RSA key of 2048 bits or more with an odd exponent of 3 or more',
}
