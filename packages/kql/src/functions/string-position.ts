import { literalValue } from '../plan/expr.js'
import { sql } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { native } from './native/define.js'
import { isArray, readDynamic } from './native/json.js'
import { patternOf, scriptPattern } from './parts/pattern.js'
import { nativeRow, row, siteRow } from './parts/row.js'
import { hasTerm } from './parts/term.js'

/** Position of the n-th occurrence from a start, within a length; -1 when there is none, null for a bad argument. */
function position(
  find: (text: string, from: number) => { at: number; length: number } | undefined,
  source: string,
  [startText, lengthText, occurrenceText]: (string | null)[],
): string | null {
  const marks = [...source]
  const asked = Number(startText ?? 0)
  const start = asked < 0 ? marks.length + asked : asked
  const length = Number(lengthText ?? -1)
  const occurrence = Number(occurrenceText ?? 1)
  if (asked < -marks.length || occurrence < 1 || length < -1) return null
  const from = marks.slice(0, start).join('').length
  const to = length < 0 ? source.length : marks.slice(0, start + length).join('').length
  let at = from
  for (let seen = 0; ; ) {
    const found = find(source, at)
    if (!found || found.at + found.length > to) return '-1'
    if (++seen === occurrence) return String([...source.slice(0, found.at)].length)
    at = found.at + Math.max(found.length, 1)
  }
}

const indexOfNative = native('indexof', 5, (source, match, ...rest) => {
  if (!match) return null
  return position((s, from) => found(s.indexOf(match, from), match.length), source ?? '', rest)
})

const found = (at: number, length: number) => (at < 0 ? undefined : { at, length })

const indexOfRegexNative = native('indexof_regex', 5, (source, pattern, ...rest) => {
  const form = scriptPattern(pattern ?? '', 'g')
  // A start before the text has no meaning to a pattern, unlike to plain text.
  if (!form || Number(rest[0] ?? 0) < 0) return null
  const find = (s: string, from: number) => {
    form.lastIndex = from
    const hit = form.exec(s)
    return hit ? { at: hit.index, length: hit[0].length } : undefined
  }
  return position(find, source ?? '', rest)
})

const indexOf: ScalarFunction = {
  ...row(
    ['string', 'string', 'long?', 'long?', 'long?'],
    'long',
    'own',
    (s, match) => sql`CASE WHEN ${match} <> '' THEN instr(${s}, ${match}) - 1 END`,
    'indexof-function',
  ),
  lower: (args, context) => (args.length > 2 ? context.call('_indexof', args, 'long') : undefined),
}

/** Plain occurrences may overlap, matches of a pattern do not. */
const countOfNative = native('countof', 2, (source, search) => {
  if (!search) return '0'
  let count = 0
  for (let at = (source ?? '').indexOf(search); at >= 0; at = (source ?? '').indexOf(search, at + 1)) count++
  return String(count)
})
const countOf: ScalarFunction = {
  ...siteRow(
    ['string', 'string', 'string?'],
    'long',
    'never',
    ({ args }) =>
      (s, pattern) =>
        sql`len(regexp_extract_all(${s}, ${patternOf(pattern, args[1])}))`,
    'countof-function',
  ),
  lower: (args, context) => {
    const kind = literalValue(args[2])
    return String(kind).toLowerCase() === 'regex'
      ? undefined
      : context.call('_countof', args.slice(0, 2), 'long')
  },
}

const hasAnyIndex = native('has_any_index', 2, (source, list) => {
  const needles = readDynamic(list ?? null)
  if (!isArray(needles)) return '-1'
  const form = { start: true, end: true, caseSensitive: false }
  return String(needles.findIndex((needle) => hasTerm(source ?? '', String(needle), form)))
})

export const positionFunctions: ScalarFunctions = {
  indexof: indexOf,
  _indexof: nativeRow(
    ['string', 'string', 'long?', 'long?', 'long?'],
    'long',
    indexOfNative,
    'indexof-function',
  ),
  indexof_regex: nativeRow(
    ['string', 'string', 'long?', 'long?', 'long?'],
    'long',
    indexOfRegexNative,
    'indexof-regex-function',
  ),
  has_any_index: nativeRow(['string', 'dynamic'], 'long', hasAnyIndex, 'has-any-index-function'),
  countof: countOf,
  _countof: nativeRow(['string', 'string'], 'long', countOfNative, 'countof-function'),
}
