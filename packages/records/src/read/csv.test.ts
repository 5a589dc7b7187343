import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvScanned, scanCsv } from './csv.js'
import { defaultLimits } from './limits.js'

const scan = (text: string, chunk = text.length || 1, limits = defaultLimits): CsvScanned[] => {
  const scanner = scanCsv(',', limits)
  const found: CsvScanned[] = []
  for (let at = 0; at < text.length; at += chunk) found.push(...scanner.push(text.slice(at, at + chunk)))
  return [...found, ...scanner.end()]
}
const shown = (found: readonly CsvScanned[]) =>
  found.map((item) =>
    'row' in item ? [item.row.line, ...item.row.cells] : [item.reject.line, item.reject.code],
  )

describe('scanCsv', () => {
  it('keeps newlines, commas and quotes inside quotes, and counts the lines they span', () => {
    expect(shown(scan('a,b\n"1\n2","x,""y"""\r\nlast,row\n'))).toEqual([
      [1, 'a', 'b'],
      [2, '1\n2', 'x,"y"'],
      [4, 'last', 'row'],
    ])
  })

  it('reads a last row without a line end, and empty cells', () => {
    expect(shown(scan('a,b\n,\n1,'))).toEqual([
      [1, 'a', 'b'],
      [2, '', ''],
      [3, '1', ''],
    ])
  })

  it('rejects the line on which a quote is never closed, and reads the lines after it', () => {
    expect(shown(scan('a,b\n1,"cut\n2,fine\n3,fine\n'))).toEqual([
      [1, 'a', 'b'],
      [2, 'ING208'],
      [3, '2', 'fine'],
      [4, '3', 'fine'],
    ])
  })

  it('rejects a row with text after a closing quote', () => {
    expect(shown(scan('a,b\n"1"x,2\n3,4\n'))).toEqual([
      [1, 'a', 'b'],
      [2, 'ING207'],
      [3, '3', '4'],
    ])
  })

  it('rejects a line beyond the limit without holding it, and reads the lines after it', () => {
    const limits = { ...defaultLimits, elementCharacters: 100 }
    expect(shown(scan(`a,b\n1,${'x'.repeat(1000)}\n2,fine\n`, 50, limits))).toEqual([
      [1, 'a', 'b'],
      [2, 'ING202'],
      [3, '2', 'fine'],
    ])
  })

  it('reads back whatever was written, with its line, however it is cut', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', '\n', '\r\n', ',', '""', ' x ', 'ä'))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        table,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, chunk, end) => {
          const text = rows
            .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + end)
            .join('')
          let line = 1
          const expected = rows.map((row) => {
            const at = line
            line += 1 + row.join('').split('\n').length - 1
            return [at, ...row]
          })
          expect(shown(scan(text, chunk))).toEqual(expected)
        },
      ),
    )
  })

  it('finds the same in any text, however it is cut', () => {
    const text = fc.array(fc.constantFrom('"', ',', '\n', '\r\n', 'a', 'b c', '""'), { maxLength: 60 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (parts, chunk) => {
        const whole = parts.join('')
        expect(shown(scan(whole, chunk))).toEqual(shown(scan(whole)))
      }),
    )
  })
})
