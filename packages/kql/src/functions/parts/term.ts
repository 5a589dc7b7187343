/**
 * Terms: what `has` looks for. A term ends where a letter or digit meets anything else; only an end of the needle
 * that is a letter or digit needs such an edge (`has "@contoso.com"` is true of an address).
 */
import { quotePattern } from './pattern.js'

const wordMark = /[\p{L}\p{N}]/u
const notWord = '[^0-9A-Za-z]'

export interface TermForm {
  /** The needle must begin a term. */
  readonly start: boolean
  /** The needle must end a term. */
  readonly end: boolean
  readonly caseSensitive: boolean
}

/**
 * An RE2 pattern that finds the needle as whole terms of a text in ASCII, and in any other text whatever `hasTerm`
 * finds and more: letters of all scripts as one class take RE2 10 ms to build, for each `has` of a query.
 */
export function termPattern(needle: string, form: TermForm): string {
  const marks = [...needle]
  const before = form.start && wordMark.test(marks[0] ?? '') ? `(?:^|${notWord})` : ''
  const after = form.end && wordMark.test(marks.at(-1) ?? '') ? `(?:$|${notWord})` : ''
  return `${form.caseSensitive ? '' : '(?i)'}${before}${quotePattern(needle)}${after}`
}

/** Without the form that JavaScript alone gives a sigma at the end of a word. */
const lower = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ')

let last = { text: '', lowered: '' }

/** One text is asked for many needles in turn. */
function lowerOnce(text: string): string {
  if (last.text !== text) last = { text, lowered: lower(text) }
  return last.lowered
}

/** The same question in TypeScript: of needles that are not constant, and of texts that are not ASCII. */
export function hasTerm(text: string, needle: string, form: TermForm): boolean {
  if (needle === '') return true
  const [source, wanted] = form.caseSensitive ? [text, needle] : [lowerOnce(text), lower(needle)]
  const opensWord = form.start && wordMark.test([...wanted][0] ?? '')
  const closesWord = form.end && wordMark.test([...wanted].at(-1) ?? '')
  for (let at = source.indexOf(wanted); at >= 0; at = source.indexOf(wanted, at + 1)) {
    const before = [...source.slice(Math.max(0, at - 2), at)].at(-1) ?? ' '
    const after = [...source.slice(at + wanted.length, at + wanted.length + 2)][0] ?? ' '
    if (!(opensWord && wordMark.test(before)) && !(closesWord && wordMark.test(after))) return true
  }
  return false
}
