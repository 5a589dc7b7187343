import { describe, expect, it } from 'vitest'
import { logonTypeNumber, userTypeNumber } from '../facts/enumerations.js'
import { recordTypeNames, recordTypeNumber } from '../facts/record-types.js'
import { plainIp } from './ip.js'
import { nameValues } from './name-value.js'
import { derivedId } from './row-id.js'
import { tokenIdOfRequest } from './token-id.js'

describe('plainIp', () => {
  it.each([
    ['1.2.3.4:443', '1.2.3.4'],
    ['[2603:10A6::1]:0', '2603:10a6::1'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['[::ffff:1.2.3.4]:5000', '1.2.3.4'],
    ['fe80::1%eth0', 'fe80::1'],
    [' 1.2.3.4 ', '1.2.3.4'],
    ['', undefined],
    ['<null>', '<null>'],
  ])('%s is %s', (given, expected) => {
    expect(plainIp(given)).toBe(expected)
  })
})

describe('tokenIdOfRequest', () => {
  it('is base64url of the request id’s bytes in .NET order', () => {
    expect(tokenIdOfRequest('a981a87e-cf72-478f-906b-cd92f8860500')).toBe('fqiBqXLPj0eQa82S-IYFAA')
    expect(tokenIdOfRequest('52d72a62-132b-487b-bb7f-c4c119f90700')).toBe('YirXUisTe0i7f8TBGfkHAA')
  })

  it('knows none for what is no GUID', () => {
    for (const text of ['', 'Directory_1', 'a981a87e']) expect(tokenIdOfRequest(text)).toBeUndefined()
  })
})

describe('numbers of the audit schema', () => {
  it('are found by number, digits or name in any case', () => {
    for (const value of [50, '50', 'ExchangeItemAggregated', 'exchangeItemAggregated'])
      expect(recordTypeNumber(value)).toBe(50)
    expect(userTypeNumber('Regular')).toBe(0)
    expect(userTypeNumber('ServicePrincipal')).toBe(6)
    expect(logonTypeNumber('Delegated')).toBe(2)
    expect(logonTypeNumber('Owner')).toBe(0)
  })

  it('have a name that leads back to them', () => {
    // Two numbers share a name in Microsoft's list; the lower one is meant then.
    for (const [number, name] of recordTypeNames) {
      const found = recordTypeNumber(name) ?? -1
      expect(recordTypeNames.get(found), String(number)).toBe(name)
    }
  })

  it('are not known for a foreign name', () => {
    expect(recordTypeNumber('NoSuchType')).toBeUndefined()
    expect(recordTypeNumber(undefined)).toBeUndefined()
  })
})

describe('nameValues', () => {
  it('reads pairs by name, whatever their order and spelling', () => {
    const pairs = nameValues([
      { Name: 'IsThrottled', Value: 'False' },
      { key: 'MailAccessType', value: 'Bind' },
      { Name: 'Rules', Value: { a: 1 } },
      'junk',
    ])
    expect(Object.fromEntries(pairs)).toEqual({
      IsThrottled: 'False',
      MailAccessType: 'Bind',
      Rules: '{"a":1}',
    })
  })
})

describe('derivedId', () => {
  it('is the same for the same parts and another for any other', () => {
    expect(derivedId('a', 'b')).toBe(derivedId('a', 'b'))
    expect(derivedId('a', 'b')).not.toBe(derivedId('ab'))
    expect(derivedId('a', undefined)).toMatch(/^sha256-[0-9a-f]{40}$/)
  })
})
