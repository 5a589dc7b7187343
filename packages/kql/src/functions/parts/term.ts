/**
 * Terms: what `has` looks for. A term ends where a letter or digit meets anything else; only an end of the needle
 * that is a letter or digit needs such an edge (`has "@contoso.com"` is true of an address).
 */
import { quotePattern } from './pattern.js'

const wordMark = /[\p{L}\p{N}]/u
const notWord = String.raw`[^\p{L}\p{N}]`

export interface TermForm {
  /** The needle must begin a term. */
  readonly start: boolean
  /** The needle must end a term. */
  readonly end: boolean
  readonly caseSensitive: boolean
}

/** An RE2 pattern that finds one of the needles as whole terms. */
export function termPattern(needles: readonly string[], form: TermForm): string {
  const parts = needles.map((needle) => {
    const marks = [...needle]
    const before = form.start && wordMark.test(marks[0] ?? '') ? `(?:^|${notWord})` : ''
    const after = form.end && wordMark.test(marks.at(-1) ?? '') ? `(?:$|${notWord})` : ''
    return `${before}${quotePattern(needle)}${after}`
  })
  return `${form.caseSensitive ? '' : '(?i)'}${parts.length === 1 ? parts[0] : `(?:${parts.join('|')})`}`
}

/** The same question in TypeScript, for needles that are not constant. */
export function hasTerm(text: string, needle: string, form: TermForm): boolean {
  if (needle === '') return true
  const [source, wanted] = form.caseSensitive ? [text, needle] : [text.toLowerCase(), needle.toLowerCase()]
  const opensWord = form.start && wordMark.test([...wanted][0] ?? '')
  const closesWord = form.end && wordMark.test([...wanted].at(-1) ?? '')
  for (let at = source.indexOf(wanted); at >= 0; at = source.indexOf(wanted, at + 1)) {
    const before = [...source.slice(Math.max(0, at - 2), at)].at(-1) ?? ' '
    const after = [...source.slice(at + wanted.length, at + wanted.length + 2)][0] ?? ' '
    if (!(opensWord && wordMark.test(before)) && !(closesWord && wordMark.test(after))) return true
  }
  return false
}
