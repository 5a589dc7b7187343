import { htmlText } from '../html-text.js'

/** Markup that is safe to put into a page. Only `html` makes it; any other text is escaped on the way in. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | null | undefined | false | readonly Part[]

const isHtml = (part: object): part is Html => 'markup' in part

/** Direction marks and other invisible characters could make one name look like another. */
const marks = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const visible = (text: string): string =>
  text.replace(marks, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)

function print(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string') return htmlText(visible(part))
  if (typeof part === 'number') return String(part)
  if (Array.isArray(part)) return part.map(print).join('')
  return isHtml(part) ? part.markup : ''
}

/** Tag: texts and numbers are escaped, lists are joined, markup made by this tag goes in as it is. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: strings.reduce((text, string, i) => text + print(parts[i - 1]) + string),
})

/** Text of our own sources (style, script) that must not be escaped. Never call it with anything read. */
export const trusted = (text: string): Html => ({ markup: text })
