/** `has` in all scripts: the engine's pattern knows ASCII alone, and what it lets through must still be a term. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openEngine } from './engine/duckdb.js'

const options = { tables: [], document: { columns: ['raw'] }, now: new Date(0) }

let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
})
afterAll(() => engine.close())

const texts = fc
  .array(
    fc.constantFrom(
      'mail',
      'MAIL',
      'é',
      'Ж',
      'σ',
      '漢',
      '𝒜',
      '٣',
      '7',
      '_',
      '.',
      '@',
      ' ',
      '-',
      '\u00a0',
      '🙂',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))
const needles = fc.constantFrom('mail', 'Mail', 'é', 'Ж', '漢', '𝒜', '٣', '@mail', '.', '7')

const word = String.raw`[\p{L}\p{N}]`
const forms = { has: [true, true], hasprefix: [true, false], hassuffix: [false, true] } as const

/** What JavaScript's own expressions say, which know letters and digits of every script. */
function holds(text: string, needle: string, form: keyof typeof forms, caseSensitive: boolean): boolean {
  const [start, end] = forms[form]
  const opens = start && new RegExp(`^${word}`, 'u').test(needle) ? `(?<!${word})` : ''
  const closes = end && new RegExp(`${word}$`, 'u').test(needle) ? `(?!${word})` : ''
  const pattern = `${opens}${needle.replace('.', '[.]')}${closes}`
  return new RegExp(pattern, caseSensitive ? 'u' : 'iu').test(text)
}

it('finds whole terms whatever the script, one, any and all of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(texts, { minLength: 1, maxLength: 8 }),
      needles,
      needles,
      async (rows, a, b) => {
        const [cells, one, two] = [rows.map((row) => JSON.stringify(row)).join(','), `"${a}"`, `"${b}"`]
        const many = [one, two, ...Array.from({ length: 12 }, (_, i) => `"absent${i}"`)].join(',')
        const outcome = await engine.answer(
          `datatable(s:string)[${cells}] | project has = s has ${one}, cs = s has_cs ${one}, starts = s hasprefix ${one},
           ends = s hassuffix ${one}, none = s !has ${one}, any = s has_any (${one}, ${two}), all = s has_all (${one}, ${two}), many = s has_any (${many})`,
          options,
        )
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
        expect(outcome.answer.rows).toEqual(
          rows.map((text) => {
            const [first, second] = [holds(text, a, 'has', false), holds(text, b, 'has', false)]
            return {
              has: first,
              cs: holds(text, a, 'has', true),
              starts: holds(text, a, 'hasprefix', false),
              ends: holds(text, a, 'hassuffix', false),
              none: !first,
              any: first || second,
              all: first && second,
              many: first || second,
            }
          }),
        )
      },
    ),
    { numRuns: 100 },
  )
})

it('finds each of two thousand identifiers in long texts, and no longer term with one in it', async () => {
  const identifier = (i: number) => (i * 2654435761 + 4096).toString(16).padStart(12, '0').repeat(3)
  const list = Array.from({ length: 2000 }, (_, i) => `"${identifier(i)}"`)
  const outcome = await engine.answer(
    `let padding = strcat_array(repeat("word", 400), " ");
    range i from 0 to 1999 step 1
    | extend id = tostring(dynamic([${list.join(',')}])[i])
    | extend text = strcat(padding, " ", iff(i % 2 == 0, toupper(id), strcat(id, "0")), " ", padding)
    | summarize found = countif(text has_any (${list.join(',')})), even = countif(i % 2 == 0)`,
    options,
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  expect(outcome.answer.rows).toEqual([{ found: 1000, even: 1000 }])
})
