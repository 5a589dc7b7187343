import { clientInfo, isoTime, plainIp } from '@bigyellowtaxi/records'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DuckDbEngine } from '../duckdb/engine.js'
import { smallEngine } from '../testing/records.js'
import { normalisers, timeOf } from './normalise.js'

let engine: DuckDbEngine
beforeAll(async () => {
  engine = await DuckDbEngine.open(smallEngine)
})
afterAll(() => engine.close())

const inSql = async (sql: (value: string) => string, text: string) =>
  (await engine.query(`SELECT ${sql('v')} AS x FROM (SELECT $1::VARCHAR AS v)`, { parameters: [text] }))
    .rows[0]?.x ?? undefined

describe('the engine and packages/records agree', () => {
  it.each([
    '203.0.113.7',
    '203.0.113.7:443',
    ' 203.0.113.7 ',
    '2603:10a6:800:125::13',
    '2603:10A6:800:125::13',
    '[2603:10a6::13]:0',
    '[2603:10a6::13]',
    '::ffff:203.0.113.7',
    '[::ffff:203.0.113.7]:52100',
    '::FFFF:203.0.113.7',
    'fe80::1%eth0',
    '<null>',
    '',
  ])('on the address %j', async (text) => {
    expect(await inSql(normalisers.ip, text)).toBe(plainIp(text))
  })

  it.each([
    'Client=OWA;Action=ViaProxy',
    'Client=REST;;',
    'Client=REST;Client=RESTSystem;;',
    'Client=MSExchangeRPC',
    'Client=WebServices;ExchangeWebServicesProxy/CrossSite/EXCH/15.20/python-requests/2.25.1[AppId=x];',
    'Client=POP3/IMAP4;Protocol=IMAP4',
    'Client=Microsoft.Exchange.Powershell; Microsoft WinRM Client',
    'nothing of the kind',
    '',
  ])('on the client %j', async (text) => {
    expect(await inSql(normalisers['client-family'], text)).toBe(clientInfo(text).family)
  })

  it.each([
    '2024-02-01T16:07:34',
    '2024-02-01T16:07:34Z',
    '2024-02-01T16:07:34.125Z',
    '2024-02-01T16:07:34+02:00',
    '2024-02-01T16:07:34-0530',
    '2024-02-01 16:07:34',
    '2/1/2024 4:07:34 PM',
    '2/1/2024, 4:07:34.125 PM',
    '/Date(1706803654000)/',
    '2024-02-01T16:07Z',
    'yesterday',
    '2024-02-01T25:00:00Z',
  ])('on the time %j', async (text) => {
    expect(await inSql(timeOf, text)).toBe(isoTime(text))
  })
})

it('times that mean "not set" are none', async () => {
  const unset = (value: string) => normalisers['unset-time'](`TRY_CAST(${value} AS TIMESTAMP)`)
  expect(await inSql(unset, '0001-01-01T00:00:00')).toBeUndefined()
  expect(await inSql(unset, '1601-01-01T00:00:00')).toBeUndefined()
  expect(await inSql(unset, '2024-02-01T00:00:00')).toBe('2024-02-01T00:00:00Z')
})
