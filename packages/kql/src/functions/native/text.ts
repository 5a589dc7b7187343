import type { NativeFunction } from '../entry.js'
import { native } from './define.js'
import { isArray, type Json, readDynamic, writeJson } from './json.js'

/** One CSV record (the first line), as parse_csv() reads it: quotes doubled inside quotes. */
function parseCsv(text: string): string[] {
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? ''
    if (quoted && mark === '"' && text[at + 1] === '"') {
      field += '"'
      at++
    } else if (mark === '"' && (quoted || field === '')) quoted = !quoted
    else if (!quoted && mark === ',') {
      fields.push(field)
      field = ''
    } else if (!quoted && (mark === '\n' || mark === '\r')) break
    else field += mark
  }
  return [...fields, field]
}

/** Arguments the way Windows' CommandLineToArgvW splits them. */
function parseCommandLine(line: string): string[] {
  const words: string[] = []
  let at = 0
  while (at < line.length) {
    while (/[ \t]/.test(line[at] ?? '')) at++
    if (at >= line.length) break
    const { word, end } = readWord(line, at)
    words.push(word)
    at = end
  }
  return words
}

function readWord(line: string, start: number): { word: string; end: number } {
  let word = ''
  let quoted = false
  let at = start
  for (; at < line.length; at++) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0
    if (slashes > 0 && line[at + slashes] === '"') {
      word += '\\'.repeat(Math.floor(slashes / 2))
      at += slashes
      if (slashes % 2 === 1) word += '"'
      else quoted = !quoted
    } else if (line[at] === '"') {
      if (quoted && line[at + 1] === '"') {
        word += '"'
        at++
      } else quoted = !quoted
    } else if (!quoted && /[ \t]/.test(line[at] ?? '')) break
    else word += line[at]
  }
  return { word, end: at }
}

/** Each character of the search list becomes the one at its place in the replacement list (its last repeated). */
function translate(search: string, replacement: string, source: string): string {
  const to = [...replacement]
  const map = new Map<string, string>()
  ;[...search].forEach((mark, index) => {
    if (!map.has(mark)) map.set(mark, to[index] ?? to.at(-1) ?? '')
  })
  return [...source].map((mark) => map.get(mark) ?? mark).join('')
}

const strings = (value: Json): string[] =>
  isArray(value) ? value.map((item) => (typeof item === 'string' ? item : writeJson(item))) : []

/** Replaces each lookup by its rewrite, one after the other; one rewrite serves all lookups. */
function replaceStrings(text: string, lookups: Json, rewrites: Json): string {
  const to = strings(rewrites)
  const single = typeof rewrites === 'string' ? rewrites : to.length === 1 ? to[0] : undefined
  return strings(lookups).reduce((done, lookup, index) => {
    if (lookup === '') return done
    return done.replaceAll(lookup, () => single ?? to[index] ?? '')
  }, text)
}

export const texts: readonly NativeFunction[] = [
  native('parse_csv', 1, (text) => (text === null || text === undefined ? null : writeJson(parseCsv(text)))),
  native('parse_command_line', 2, (line, parser) => {
    if (!line || parser?.toLowerCase() !== 'windows') return null
    return writeJson(parseCommandLine(line))
  }),
  native('translate', 3, (search, replacement, source) =>
    translate(search ?? '', replacement ?? '', source ?? ''),
  ),
  native('replace_strings', 3, (text, lookups, rewrites) =>
    replaceStrings(text ?? '', readDynamic(lookups ?? null), readDynamic(rewrites ?? null)),
  ),
  native('unicode_codepoints_to_string', 1, (list) => {
    const codes = readDynamic(list ?? null)
    if (!isArray(codes)) return ''
    return codes
      .flat()
      .map((code) => (typeof code === 'bigint' ? String.fromCodePoint(Number(code) & 0x1fffff) : ''))
      .join('')
  }),
  native('reverse', 1, (text) => [...(text ?? '')].reverse().join('')),
]
