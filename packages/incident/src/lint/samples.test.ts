import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fixPage, lintPage } from './lint.js'
import { rules } from './rules/index.js'

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/lint/${name}/`, import.meta.url))
const now = new Date('2026-11-22')
const mark = / *(?:<!-- expect: ([\w -]+) -->|# expect: ([\w -]+))$/

/** A sample page without its marks, and what the marks expect on each line. */
function readSample(file: string): { text: string; expected: string[] } {
  const expected: string[] = []
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line, i) => {
      const match = mark.exec(line)
      for (const rule of (match?.[1] ?? match?.[2] ?? '').split(' ').filter(Boolean))
        expected.push(`${i + 1} ${rule}`)
      return line.replace(mark, '')
    })
  return { text: lines.join('\n'), expected }
}

const found = (text: string, file: string): string[] =>
  [...new Set(lintPage(text, file, { now }).findings.map(({ line, rule }) => `${line} ${rule}`))].sort()

describe('every rule has a sample page, and finds on it exactly what is marked', () => {
  it.each(rules.map((rule) => rule.id))('%s', (id) => {
    const file = `${folder('rules')}${id}.md`
    const { text, expected } = readSample(file)
    expect(expected.some((line) => line.endsWith(` ${id}`))).toBe(true)
    expect(found(text, file)).toEqual(expected.sort())
  })

  it('and no sample is left over', () => {
    const names = readdirSync(folder('rules')).map((name) => name.replace(/\.md$/, ''))
    expect(names.sort()).toEqual(rules.map((rule) => rule.id).sort())
  })
})

describe('a fix repairs the page and leaves nothing fixable', () => {
  it.each(rules.map((rule) => rule.id))('%s', (id) => {
    const file = `${folder('rules')}${id}.md`
    const { text } = readSample(file)
    const before = lintPage(text, file, { now }).findings
    const after = lintPage(fixPage(text, file, { now }), file, { now }).findings
    expect(after.filter((finding) => finding.fixable)).toEqual([])
    expect(after.length).toBe(before.filter((finding) => !finding.fixable).length)
  })
})

describe('clean pages in the dialects of other indexes have no findings', () => {
  it.each(readdirSync(folder('clean')))('%s', (name) => {
    const file = `${folder('clean')}${name}`
    expect(lintPage(readFileSync(file, 'utf8'), file, { now }).findings).toEqual([])
  })
})
