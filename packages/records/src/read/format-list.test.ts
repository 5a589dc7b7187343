import { describe, expect, it } from 'vitest'
import { isFormatList, scanFormatList } from './format-list.js'
import { defaultLimits } from './limits.js'

const printed = [
  'PS C:\\> Get-Mailbox | fl Name,AuditOwner',
  '',
  'Name       : Anna',
  'AuditOwner : {Update, Send,',
  '             MailItems',
  '             Accessed}',
  '',
  'Name       : Ben: the second',
  'AuditOwner :',
  'Name       : Cem',
  '',
  'WARNING: something else',
].join('\r\n')

const read = (chunks: readonly string[]) => {
  const scanner = scanFormatList(defaultLimits)
  return [...chunks.flatMap((chunk) => scanner.push(chunk)), ...scanner.end()]
}

describe('text that Format-List printed', () => {
  it('is cut into its objects, however it arrives', () => {
    const whole = read([printed])
    expect(whole).toMatchObject([
      { line: 3, value: { Name: 'Anna', AuditOwner: '{Update, Send, MailItemsAccessed}' } },
      { line: 8, value: { Name: 'Ben: the second', AuditOwner: '' } },
      { line: 10, value: { Name: 'Cem' } },
    ])
    expect(read([...printed])).toEqual(whole)
  })

  it('is told from mail headers, CSV and prose', () => {
    expect(isFormatList(printed)).toBe(true)
    expect(isFormatList('From: a@b.example\nSubject: hello\n')).toBe(false)
    expect(isFormatList('Name,Time\nAnna,10:30\n')).toBe(false)
    expect(isFormatList('We met at noon : it rained.\nAnd then we left.\n')).toBe(false)
  })

  it('that never ends a line is rejected, not held', () => {
    const scanner = scanFormatList({ ...defaultLimits, elementCharacters: 100 })
    expect(scanner.push(`Name : ${'x'.repeat(200)}`)).toMatchObject([{ reject: { code: 'ING202' } }])
  })
})
