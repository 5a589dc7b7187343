import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selfSigned } from '../../kit/authority/certificate.js'
import { seededRsaKey } from '../../kit/authority/rsa.js'
import { readCertificate } from './certificate.js'

const key = seededRsaKey('certificate test', 'one')
const der = selfSigned({
  subject: 'one',
  key: key.privateKey,
  notBefore: Date.UTC(2016, 3, 5, 1, 2, 3),
  notAfter: Date.UTC(2021, 3, 4, 5, 6, 7),
})

describe('a certificate', () => {
  it('is read as OpenSSL reads it', () => {
    const reference = new X509Certificate(der)
    expect(readCertificate(der)).toMatchObject({
      notBefore: Date.parse(reference.validFrom) / 1000,
      notAfter: Date.parse(reference.validTo) / 1000,
    })
    expect(Buffer.from(readCertificate(der)?.modulus ?? [])).toEqual(key.modulusBytes)
  })

  it('cut short at any place, or with any byte changed, never throws', () => {
    for (let length = 0; length < der.length; length++) {
      expect(readCertificate(der.subarray(0, length))).toBeUndefined()
    }
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = Uint8Array.from(der)
        changed[at] = byte
        readCertificate(changed)
      }),
    )
  })
})
