import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanJson } from './json-scan.js'
import { defaultLimits } from './limits.js'
import type { Scanned } from './scan.js'

const scan = (text: string, chunk = text.length || 1, limits = defaultLimits): Scanned[] => {
  const scanner = scanJson(limits)
  const found: Scanned[] = []
  for (let at = 0; at < text.length; at += chunk) found.push(...scanner.push(text.slice(at, at + chunk)))
  return [...found, ...scanner.end()]
}
const shown = (found: readonly Scanned[]) =>
  found.map((item) =>
    'piece' in item ? `${item.piece.line} ${item.piece.text}` : `${item.reject.line} ${item.reject.code}`,
  )

describe('scanJson', () => {
  it('takes the elements of an array with their verbatim text and line', () => {
    expect(shown(scan('[\n {"a": "]}\\""},\n\n {"b":[1,{}]}\n]'))).toEqual([
      '2 {"a": "]}\\""}',
      '4 {"b":[1,{}]}',
    ])
  })

  it('takes objects that follow one another, and arrays that do', () => {
    expect(shown(scan('{"a":1}{"b":2}\n[{"c":3}][{"d":4}]'))).toEqual([
      '1 {"a":1}',
      '1 {"b":2}',
      '2 {"c":3}',
      '2 {"d":4}',
    ])
  })

  it.each([
    ['a Graph page', '{"@odata.context":"x","value":[{"a":1},{"a":2}],"@odata.nextLink":"https://x"}'],
    ['an event hub message', '{"records":[{"a":1},{"a":2}]}'],
    ['a hunting answer', '{"Stats":{"x":[1]},"Schema":[{"Name":"a"}],"Results":[{"a":1},{"a":2}]}'],
    ['search hits', '{"took":1,"hits":{"total":{"value":2},"hits":[{"a":1},{"a":2}]},"x":{}}'],
    ['two pages', '{"value":[{"a":1}],"next":{"b":[1]}}\n{"value":[{"a":2}]}'],
  ])('looks into %s', (_, text) => {
    for (const chunk of [1, 5, 1000])
      expect(scan(text, chunk).map((item) => ('piece' in item ? item.piece.value : item))).toEqual([
        { a: 1 },
        { a: 2 },
      ])
  })

  it('keeps an object whole that has a list of values but says who it is', () => {
    const text = '{"id":"r1","value":[{"a":1}]}'
    expect(shown(scan(text))).toEqual([`1 ${text}`])
  })

  it('keeps an object whole whose list is no list of records', () => {
    expect(shown(scan('{"value":["a"]}'))).toEqual(['1 {"value":["a"]}'])
  })

  it('gives the rows of a query answer their columns', () => {
    const text =
      '{"tables":[{"name":"P","columns":[{"name":"A"},{"name":"B"}],"rows":[["x",{"y":1}],[1,2]]}]}'
    for (const chunk of [1, 1000])
      expect(scan(text, chunk)).toMatchObject([
        { piece: { columns: ['A', 'B'], value: ['x', { y: 1 }] } },
        { piece: { columns: ['A', 'B'], value: [1, 2] } },
      ])
  })

  it('goes on after an element that lacks a brace or a quote', () => {
    const lines = (middle: string) => `[\n  {"a":\n   1},\n  ${middle},\n  {"c":3},\n  {"d":4}\n]`
    for (const middle of ['{"b":2', '{"b":"2}', '{"b":2}}', '{b:2}'])
      for (const chunk of [1, 1000]) {
        const found = shown(scan(lines(middle), chunk))
        expect(found).toContain('5 {"c":3}')
        expect(found).toContain('6 {"d":4}')
        // A brace too many costs nothing; what is missing costs its own element.
        if (middle !== '{"b":2}}') expect(found.some((item) => /^4 ING20/.test(item))).toBe(true)
      }
  })

  it('rejects what is no object, with its line', () => {
    expect(shown(scan('[1,\n"x", {"a":1}, null]'))).toEqual(['1 ING209', '2 ING209', '2 {"a":1}', '2 ING209'])
  })

  it('rejects an element that the input ends in', () => {
    expect(shown(scan('[{"a":1},\n{"b":'))).toEqual(['1 {"a":1}', '2 ING203'])
  })

  it('rejects an element beyond the limit without holding it, and goes on', () => {
    const limits = { ...defaultLimits, elementCharacters: 200 }
    const text = `[{"a":1},\n{"b":"${'x\\"'.repeat(2000)}"},\n{"c":3}]`
    expect(shown(scan(text, 64, limits))).toEqual(['1 {"a":1}', '2 ING202', '3 {"c":3}'])
  })

  it('reads back whatever was written, with its line, however it is cut', () => {
    const value = fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.jsonValue({ maxDepth: 3 }),
    )
    const entries = fc.array(fc.tuple(value, fc.constantFrom(undefined, 2)), { maxLength: 6 })
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 40 }), (list, chunk) => {
        const texts = list.map(([entry, indent]) => JSON.stringify(entry, null, indent))
        let line = 2
        const expected = texts.map((text) => {
          const at = line
          line += text.split('\n').length
          return `${at} ${text}`
        })
        expect(shown(scan(`[\n${texts.join(',\n')}\n]`, chunk))).toEqual(expected)
      }),
    )
  })

  it('finds the same in any text, however it is cut', () => {
    const part = fc.constantFrom(
      '"',
      ',',
      '\n',
      '{',
      '}',
      '[',
      ']',
      '\\',
      '"value":',
      '"hits":',
      '1',
      ' ',
      '{"a":1}',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (parts, chunk) => {
        const whole = parts.join('')
        expect(shown(scan(whole, chunk))).toEqual(shown(scan(whole)))
      }),
      { numRuns: 500 },
    )
  })
})
