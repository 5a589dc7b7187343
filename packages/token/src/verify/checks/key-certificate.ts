import type { KeyCheck } from '../check.js'

const problems = {
  unreadable: 'the certificate of the key cannot be read',
  'of another key': 'the certificate of the key holds another key',
} as const

/** The 2016 consumer key of Storm-0558 was still trusted in 2023, its certificate two years past its end. */
export const keyCertificate: KeyCheck = {
  id: 'key-certificate',
  code: 'TOK308',
  stage: 'key',
  title: 'the certificate of the key is its own and valid today',
  clause: 'RFC 7517 section 4.7; RFC 5280 section 4.1.2.5',
  judge: ({ key: { certificate }, now, policy }) => {
    if (certificate === 'none') return undefined
    if (typeof certificate === 'string') return problems[certificate]
    const valid =
      now >= certificate.notBefore - policy.toleranceSeconds &&
      now <= certificate.notAfter + policy.toleranceSeconds
    return valid ? undefined : 'the certificate of the key is outside its validity'
  },
}
