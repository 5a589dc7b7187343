import { describe, expect, it } from 'vitest'
import { clientInfo } from './client.js'

describe('clientInfo', () => {
  it.each([
    ['Client=OWA;Action=ViaProxy', { family: 'OWA', action: 'ViaProxy' }],
    ['Client=REST;;', { family: 'REST' }],
    ['Client=REST;Client=RESTSystem;;', { family: 'RESTSystem' }],
    ['Client=MSExchangeRPC', { family: 'MSExchangeRPC' }],
    ['Client=POP3/IMAP4;Protocol=IMAP4', { family: 'POP3/IMAP4', protocol: 'IMAP4' }],
    [
      'Client=TBA;Service=MSExchangeMailboxAssistants;Action=ELCAssistant;',
      { family: 'TBA', service: 'MSExchangeMailboxAssistants', action: 'ELCAssistant' },
    ],
    [
      'Client=ActiveSync;UserAgent=Apple-iPhone12C1/1902.1',
      { family: 'ActiveSync', userAgent: 'Apple-iPhone12C1/1902.1' },
    ],
  ])('reads %s', (text, expected) => {
    expect(clientInfo(text)).toEqual(expected)
  })

  it('finds the script and the application behind Exchange Web Services', () => {
    const text =
      'Client=WebServices;ExchangeWebServicesProxy/CrossSite/EXCH/15.20.7249.024/python-requests/2.25.1[AppId=47629505-C2B6-4A80-ADB1-9B3A3D233B7B];'
    expect(clientInfo(text)).toEqual({
      family: 'WebServices',
      userAgent: 'ExchangeWebServicesProxy/CrossSite/EXCH/15.20.7249.024/python-requests/2.25.1',
      appId: '47629505-c2b6-4a80-adb1-9b3a3d233b7b',
    })
  })

  it('says nothing of an empty or foreign text', () => {
    expect(clientInfo(undefined)).toEqual({})
    expect(clientInfo('')).toEqual({})
    expect(clientInfo('Mozilla/5.0')).toEqual({})
  })
})
