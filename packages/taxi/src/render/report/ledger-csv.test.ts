import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell } from './ledger-csv.js'

describe('a cell of ledger.csv', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\uff1d1', '|cmd', '%0A=1'])(
    'never starts a formula: %j',
    (text) => {
      expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
    },
  )

  it('is one cell of one line, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = csvCell(text)
        expect(cell).not.toMatch(/[\r\n]/)
        const isQuoted = /^"(?:[^"]|"")*"$/.test(cell)
        expect(isQuoted || !/[",]/.test(cell)).toBe(true)
      }),
    )
  })

  it('keeps numbers as numbers', () => {
    expect(csvCell(-5)).toBe('-5')
    expect(csvCell(null)).toBe('')
  })
})
