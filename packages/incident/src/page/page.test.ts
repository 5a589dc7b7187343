import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixPage, lintPage } from '../lint/lint.js'
import { readPage } from './page.js'

const now = new Date('2026-11-22')
const yaml = '---\ntitle: "A page"\nincident_start_date: 2024-01-10\nodd_field: kept\n---\n\nText.\n'

describe('a page is split without losing a byte', () => {
  it('for any text at all', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const page = readPage(text, 'any.md')
        expect(page.head + page.body).toBe(text)
      }),
    ))

  it.each([
    ['YAML', yaml],
    ['YAML with Windows line ends', yaml.replace(/\n/g, '\r\n')],
    ['YAML after a byte order mark', `\ufeff${yaml}`],
    ['TOML', '+++\ntitle = "A page"\nincident_start_date = 2024-01-10\nodd_field = "kept"\n+++\n\nText.\n'],
    [
      'JSON',
      '{\n  "title": "A page",\n  "incident_start_date": "2024-01-10",\n  "odd_field": "kept"\n}\n\nText.\n',
    ],
  ])('%s front matter gives the same fields, dates as they were written', (_name, text) => {
    const page = readPage(text, 'page.md')
    expect(page.front.fields).toMatchObject({
      title: 'A page',
      incident_start_date: '2024-01-10',
      odd_field: 'kept',
    })
    expect(page.head + page.body).toBe(text)
    expect(page.body.trim()).toBe('Text.')
  })

  it('front matter that is never closed is a problem of the page, not an exception', () => {
    const page = readPage('---\ntitle: A page\n\nText\n', 'page.md')
    expect(page.front.problems).toHaveLength(1)
    expect(page.body).toContain('Text')
  })
})

describe('the linter reads anything', () => {
  const pieces = fc.constantFrom(
    '---\n',
    '+++\n',
    'title: x\n',
    '| a | b |\n',
    '|---|\n',
    '[x](',
    ')',
    '[^1]',
    '[^1]: ',
    '## Timeline\n',
    '## Summary of coverage\n',
    '* ',
    '**May 15, 2023** - ',
    '{{< x >}}',
    '<a href="',
    '">',
    '`',
    '\r\n',
    '\n\n',
    "it's",
    ' the the ',
    '\u0000',
    '\ud800',
    '> ',
    '\t',
  )

  it('without throwing, and with every finding on a line of the page', () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        for (const finding of lintPage(text, 'any.md', { now }).findings) {
          expect(finding.line).toBeGreaterThanOrEqual(1)
          expect(finding.line).toBeLessThanOrEqual(lines)
          expect(finding.column).toBeGreaterThanOrEqual(1)
        }
      }),
      { numRuns: 300 },
    ))

  it('and fixing twice is fixing once', () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        const once = fixPage(parts.join(''), 'any.md', { now })
        expect(fixPage(once, 'any.md', { now })).toBe(once)
      }),
      { numRuns: 150 },
    ))
})
