/** parse-kv: keys and values out of text, as a bag (https://learn.microsoft.com/kusto/query/parse-kv-operator). */
import { native } from './define.js'

interface Options {
  readonly pair_delimiter?: string
  readonly kv_delimiter?: string
  readonly quote?: string
  readonly escape?: string
  readonly greedy?: string
  readonly regex?: string
}

export function parseKeyValues(text: string, options: Options): Record<string, string> {
  if (options.regex !== undefined) return byPattern(text, options.regex)
  if (options.kv_delimiter === undefined && options.pair_delimiter === undefined)
    return byWords(text, options)
  const kv = options.kv_delimiter ?? '='
  const greedy = options.greedy === 'true'
  const bag: Record<string, string> = Object.create(null) as Record<string, string>
  let at = 0
  while (at < text.length) {
    const split = text.indexOf(kv, at)
    if (split < 0) break
    const key = unquoted(lastWord(text.slice(at, split), options), options)
    const value = readValue(text, split + kv.length, options, greedy ? kv : undefined)
    if (!(key in bag)) bag[key] = value.text
    at = value.end
  }
  return bag
}

/** No delimiter said: anything but letters and digits is one, and a word's value is the word behind it. */
function byWords(text: string, options: Options): Record<string, string> {
  const bag: Record<string, string> = Object.create(null) as Record<string, string>
  const word = /[\p{L}\p{N}_]/u
  const [open, close] = [options.quote?.[0], options.quote?.[1] ?? options.quote?.[0]]
  let key: string | undefined
  for (let at = 0; at < text.length; ) {
    const quoted = text[at] === open
    let out = ''
    if (quoted) {
      for (at++; at < text.length && text[at] !== close; at++) {
        if (text[at] === options.escape && at + 1 < text.length) at++
        out += text[at]
      }
      at++
    } else while (at < text.length && word.test(text[at] ?? '')) out += text[at++]
    if (out === '' && !quoted) {
      at++
      continue
    }
    if (key !== undefined && !(key in bag)) bag[key] = out
    key = out
  }
  return bag
}

function byPattern(text: string, pattern: string): Record<string, string> {
  const bag: Record<string, string> = Object.create(null) as Record<string, string>
  for (const match of text.matchAll(new RegExp(pattern, 'g'))) {
    const [, key, value] = match
    if (key !== undefined && !(key in bag)) bag[key] = value ?? ''
  }
  return bag
}

/** Anything that is not a letter, digit or mark of a key parts the pairs where no delimiter is said. */
function lastWord(part: string, options: Options): string {
  if (options.pair_delimiter !== undefined && options.pair_delimiter !== '') {
    // Blanks between key and delimiter part nothing, even where blanks part pairs.
    const key = part.trimEnd()
    const cut = key.lastIndexOf(options.pair_delimiter)
    return (cut < 0 ? key : key.slice(cut + options.pair_delimiter.length)).trim()
  }
  return /[\p{L}\p{N}_.-]+\s*$/u.exec(part)?.[0]?.trim() ?? part.trim()
}

const unquoted = (text: string, options: Options): string => {
  const quote = options.quote
  return quote && text.length >= 2 && text.startsWith(quote) && text.endsWith(quote)
    ? text.slice(1, -1)
    : text
}

function readValue(text: string, start: number, options: Options, kv: string | undefined) {
  const { quote } = options
  const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
  let at = start
  while (text[at] === ' ' && text[at + 1] === quote) at++
  if (quote && text.startsWith(quote[0] ?? quote, at)) {
    const close = quote.length > 1 ? (quote[1] ?? quote) : (closing[quote] ?? quote)
    let out = ''
    for (at += 1; at < text.length && text[at] !== close; at++) {
      if (options.escape && text[at] === options.escape && at + 1 < text.length) at++
      out += text[at]
    }
    return { text: out, end: at + 1 }
  }
  const first = start + (text.slice(start).match(/^ */)?.[0].length ?? 0)
  const end = valueEnd(text, first, options, kv)
  const value = text.slice(first, end).trim()
  // `a= b=1`: what follows the blank is the next pair, and this one is empty.
  const isNext =
    first > start && options.pair_delimiter === ' ' && value.includes(options.kv_delimiter ?? '=')
  return isNext ? { text: '', end: start } : { text: value, end }
}

function valueEnd(text: string, start: number, options: Options, kv: string | undefined): number {
  const pair = options.pair_delimiter
  if (kv !== undefined) {
    // Greedy: up to the delimiter before the next key.
    const next = text.indexOf(kv, start)
    if (next < 0) return text.length
    const cut = pair ? text.lastIndexOf(pair, next) : text.slice(0, next).search(/\s\S*$/)
    return cut <= start ? next : cut
  }
  if (pair) {
    const found = text.indexOf(pair, start)
    return found < 0 ? text.length : found
  }
  const found = /[^\p{L}\p{N}_.-]/u.exec(text.slice(start))
  return found ? start + found.index : text.length
}

export const parseKvNative = native('parse_kv', 2, (text, options) =>
  JSON.stringify(parseKeyValues(text ?? '', JSON.parse(options ?? '{}') as Options)),
)
