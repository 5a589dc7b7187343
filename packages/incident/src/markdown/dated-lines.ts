import { findDates, type TextDate } from '../date/text.js'

/** Markdown marks taken off a piece of raw source: good enough to compare and to read dates in. */
export function bareWords(raw: string): string {
  return raw
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<[^>\s][^>]*>/g, '')
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/&amp;/g, '&')
    .replace(/!?\[((?:[^[\]]|\[[^\]]*\])*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '$1')
    .replace(/[*_`~]+/g, '')
    .replace(/\\\s*$/, '')
    .trim()
}

/** Raw text without links: a date in a title or a URL is not the date of the entry. */
export const outsideLinks = (raw: string): string =>
  raw
    .replace(/!?\[((?:[^[\]]|\[[^\]]*\])*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)/g, (found) =>
      found.replace(/[^\n]/g, ' '),
    )
    .replace(/https?:\/\/[^\s<>)]+/g, (found) => ' '.repeat(found.length))
    .replace(/&nbsp;/g, '\u00a0     ')

/** The date a line opens with (after bullets and marks), if it opens with one. */
export function leadingDate(raw: string): TextDate | undefined {
  const words = bareWords(raw.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ''))
  const [first] = findDates(words)
  if (!first) return undefined
  const before = words.slice(0, first.start).trim()
  return /^(?:(?:early|mid|late|on or about|on|about|around|circa|ca\.?|by|in|before|after|since|end of|beginning of|approximately|approx\.?)[-\s]*){0,2}$/i.test(
    before,
  )
    ? first
    : undefined
}
