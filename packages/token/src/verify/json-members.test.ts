import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasDuplicateMember } from './json-members.js'

describe('duplicate members', () => {
  it('never are in what JSON.stringify wrote, however spaced', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\t'), (text, space) => {
        expect(hasDuplicateMember(JSON.stringify(JSON.parse(text), null, space))).toBe(false)
      }),
    )
  })

  it('are found whatever else the object holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, pick) => {
        const names = Object.keys(object)
        const name = names[pick % names.length] ?? ''
        const text = `{${JSON.stringify(name)}:0,${JSON.stringify(object).slice(1)}`
        expect(hasDuplicateMember(text)).toBe(true)
      }),
    )
  })

  it.each([
    ['{"tid":1,"t\\u0069d":2}', true],
    ['{"a":{"tid":1},"tid":2}', false],
    ['{"a":[{"x":1},{"x":1}]}', false],
    ['{"a":"\\"tid\\":","tid":1}', false],
    ['{"a\\\\":1,"a\\\\" :2}', true],
    ['{"a":{"b":1,"b":2}}', true],
  ])('%s: %s', (text, expected) => {
    expect(hasDuplicateMember(text)).toBe(expected)
  })
})
