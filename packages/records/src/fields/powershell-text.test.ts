import { describe, expect, it } from 'vitest'
import { fromPowerShellText, isCut } from './powershell-text.js'

describe('fromPowerShellText', () => {
  it('reads pairs back from what a shallow ConvertTo-Json leaves of them', () => {
    expect(
      fromPowerShellText(['@{Value=Bind; Name=MailAccessType}', '@{Value=False; Name=IsThrottled}']),
    ).toEqual([
      { Value: 'Bind', Name: 'MailAccessType' },
      { Value: 'False', Name: 'IsThrottled' },
    ])
  })

  it('leaves out what is lost, and keeps a semicolon inside a value', () => {
    expect(fromPowerShellText('@{Id=LgAA; Path=\\Inbox; x; FolderItems=System.Object[]}')).toEqual({
      Id: 'LgAA',
      Path: '\\Inbox; x',
    })
    expect(fromPowerShellText(['System.Object[]'])).toEqual([])
  })

  it('leaves everything else alone', () => {
    for (const value of ['text', '@mention', ['a'], { a: 1 }, null, 5]) {
      expect(fromPowerShellText(value)).toEqual(value)
      expect(isCut(value)).toBe(false)
    }
  })
})
