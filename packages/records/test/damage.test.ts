import { describe, expect, it } from 'vitest'
import type { Read } from '../src/index.js'
import { readAll, readKnown } from './bytes.js'

const record = (n: number, extra: object = {}) =>
  JSON.stringify({
    CreationTime: '2026-03-02T08:15:01',
    Id: `id-${n}`,
    Operation: 'Send',
    RecordType: 2,
    UserId: 'mara@lumen.example',
    ...extra,
  })
const long = 'x'.repeat(40_000)
const small = { limits: { limits: { elementCharacters: 10_000, headBytes: 1024 } }, chunk: 999 }
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`

const shown = (all: readonly Read[]) =>
  all.map((read) =>
    'reject' in read
      ? `${read.reject.line} ${read.reject.code}`
      : `${read.record.line} ${JSON.parse(read.record.doc ?? read.record.raw).Id}`,
  )

describe('a line beyond the limit', () => {
  it.each([
    ['newline-delimited JSON', `${record(1)}\n${record(2, { long })}\n${record(3)}\n`],
    ['a JSON array', `[${record(1)},\n${record(2, { long })},\n${record(3)}]`],
    [
      'a paging envelope',
      `{"value":[${record(1)},\n${record(2, { long })},\n${record(3)}],"next":"${long}"}`,
    ],
  ])('is rejected with its line in %s, and the others load', async (_, text) => {
    const { all } = await readKnown(text, small)
    expect(shown(all)).toEqual(['1 id-1', '2 ING202', '3 id-3'])
  })

  it('is rejected with its line in a CSV, and the others load', async () => {
    const rows = [record(1), record(2, { long }), record(3)].map((text) => `x,${quote(text)}`)
    const { all } = await readKnown(['RecordType,AuditData', ...rows, ''].join('\n'), small)
    expect(shown(all)).toEqual(['2 id-1', '3 ING202', '4 id-3'])
  })

  it('may be the first: what follows tells the shape', async () => {
    const { all, shape } = await readKnown(`${record(1, { long })}\n${record(2)}\n`, small)
    expect(shape.id).toBe('management-api-json')
    expect(shown(all)).toEqual(['1 ING202', '2 id-2'])
  })

  it('may be all there is: the answer names the line', async () => {
    const reading = await readAll(record(1, { long }), small)
    expect(reading).toMatchObject({ known: false, empty: false, rejects: [{ line: 1, code: 'ING202' }] })
  })
})

describe('an input without records', () => {
  it.each(['', ' \n\n', '\ufeff', '[]', '{"@odata.context":"x","value":[]}', '{"Results":[],"Schema":[]}'])(
    'is empty, not unknown: %j',
    async (text) => {
      expect(await readAll(text)).toMatchObject({ known: false, empty: true })
    },
  )

  it.each([
    'Dear all,\nthis is a letter',
    '<html><body>Sign in</body></html>',
    '{"error":{"code":"AF20051"}}',
    'PK\u0003\u0004',
  ])('is unknown when it says something else, with every shape’s reason: %j', async (text) => {
    const reading = await readAll(text)
    expect(reading).toMatchObject({ known: false, empty: false })
    if (!reading.known) for (const { reason } of reading.reasons) expect(reason).not.toBe('')
  })
})

describe('an input that nearly is an export', () => {
  it('is told first what the nearest shape misses', async () => {
    const reading = await readAll('TimeGenerated [Local Time],Operation,OfficeWorkload\n1,Send,Exchange\n')
    const [nearest] = reading.known ? [] : reading.reasons
    expect(nearest).toEqual({
      shape: 'sentinel-office-activity',
      reason: 'TimeGenerated [Local Time] is no UTC: show times in UTC and export again',
    })
  })
})

describe('a file that mixes shapes', () => {
  it('is read record by record, each by its own shape', async () => {
    const signIn = JSON.stringify({
      id: 's1',
      createdDateTime: '2026-03-02T08:00:00Z',
      appId: 'a',
      userId: 'u',
      ipAddress: '203.0.113.7',
    })
    const { all } = await readKnown(
      `${record(1)}\n${signIn}\n${JSON.stringify({ foreign: true })}\n${record(2)}\n`,
    )
    expect(all.map((read) => ('reject' in read ? read.reject.code : read.record.table))).toEqual([
      'audit',
      'signin',
      'ING205',
      'audit',
    ])
  })
})

describe('CSV files joined into one', () => {
  it('lose their repeated headers and #TYPE lines, and no row', async () => {
    const part = (n: number) =>
      `#TYPE Selected.System.String\n"RecordType","AuditData"\n"x",${quote(record(n))}\n`
    const { all } = await readKnown(part(1) + part(2))
    expect(shown(all)).toEqual(['3 id-1', '6 id-2'])
  })
})

describe('files joined into one', () => {
  it('lose the byte order marks between them, and no record', async () => {
    const csv = (n: number) => `\ufeff"RecordType","AuditData"\r\n"x",${quote(record(n))}\r\n`
    expect(shown((await readKnown(csv(1) + csv(2))).all)).toEqual(['2 id-1', '4 id-2'])
    expect(shown((await readKnown(`\ufeff${record(1)}\n\ufeff${record(2)}\n`)).all)).toEqual([
      '1 id-1',
      '2 id-2',
    ])
    expect(shown((await readKnown(`\ufeff[${record(1)}]\n\ufeff[${record(2)}]\n`)).all)).toEqual([
      '1 id-1',
      '2 id-2',
    ])
  })
})

describe('text that Excel saved in its own encoding', () => {
  it('is read as Windows-1252', async () => {
    const text = `RecordType;AuditData\nx;${quote(record(1, { ObjectId: 'größer' }))}\n`
    const reading = await readKnown(new Uint8Array(Buffer.from(text, 'latin1')))
    expect(reading.encoding).toBe('windows-1252')
    expect(reading.all).toMatchObject([{ record: { doc: expect.stringContaining('größer') } }])
  })
})

describe('a truncated export', () => {
  it('rejects the record it ends in', async () => {
    const { all } = await readKnown(
      `RecordType,AuditData\nx,${quote(record(1))}\nx,${quote(record(2)).slice(0, 63)}`,
    )
    expect(shown(all)).toEqual(['2 id-1', '3 ING208'])
  })

  it('says where Excel cut a cell', async () => {
    const cut = record(1, { Folders: 'y'.repeat(40_000) }).slice(0, 32_767)
    const { all } = await readKnown(`RecordType,AuditData\nx,${quote(cut)}\n`)
    expect(all).toMatchObject([
      { reject: { line: 2, code: 'ING211', reason: expect.stringContaining('Excel') } },
    ])
  })
})
