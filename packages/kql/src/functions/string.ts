import { literalValue } from '../plan/expr.js'
import { empty, type Fragment, integer, joined, sql, text } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { isArray, readDynamic } from './native/json.js'
import { texts } from './native/text.js'
import { itemTexts } from './parts/json-value.js'
import { groupCount, patternOf } from './parts/pattern.js'
import { nativeRow, row, siteRow } from './parts/row.js'
import { asTyped } from './parts/typed.js'

const named = (name: string) => texts.find((row) => row.name === `kql_${name}`)

/** From the end when negative; what lies before the first character gives nothing. */
const substring = siteRow(
  ['string', 'long', 'long?'],
  'string',
  'never',
  ({ args }) =>
    (s, start, length) => {
      const value = literalValue(args[1])
      const from =
        typeof value === 'bigint' && value >= 0n
          ? sql`${start} + 1`
          : sql`CASE WHEN ${start} >= 0 THEN ${start} ELSE length(${s}) + ${start} END + 1`
      if (!length) return sql`CASE WHEN ${from} >= 1 THEN substr(${s}, ${from}) ELSE '' END`
      return sql`CASE WHEN ${from} >= 1 AND ${length} > 0 THEN substr(${s}, ${from}, ${length}) ELSE '' END`
    },
  'substring-function',
)

/** Trims one match of the pattern at each end, not repeated ones (`\s` takes one space, `\s+` all). */
const trimming = (start: boolean, end: boolean, ref: string): ScalarFunction =>
  siteRow(
    ['string', 'string'],
    'string',
    'never',
    ({ args }) =>
      (pattern, s) => {
        const at = (before: string, after: string): Fragment => {
          const constant = typeof literalValue(args[0]) === 'string'
          return constant
            ? patternOf(pattern, args[0], (p) => `${before}(?:${p})${after}`)
            : sql`${text(`${before}(?:`)} || ${pattern} || ${text(`)${after}`)}`
        }
        const opened = start ? sql`regexp_replace(${s}, ${at('^', '')}, '')` : s
        return end ? sql`regexp_replace(${opened}, ${at('', '$')}, '')` : opened
      },
    ref,
  )

/** All matches: the one group's texts, or lists of the groups' texts; null where nothing matches. */
const extractAll: ScalarFunction = siteRow(
  ['string', 'any', 'string?'],
  'dynamic',
  'own',
  ({ args }) =>
    (pattern, second, third) => {
      const source = third ?? second
      const value = literalValue(args[0])
      const constant = typeof value === 'string' ? value : ''
      const groups = third ? wantedGroups(literalValue(args[1]), constant) : countUp(groupCount(constant))
      const at = (group: number): Fragment =>
        sql`list_transform(regexp_extract_all(${source}, ${patternOf(pattern, args[0])}, ${integer(group)}), lambda x: coalesce(x, ''))`
      const [first = 0] = groups
      if (groups.length <= 1) return sql`to_json(nullif(${at(first)}, []))`
      const zipped = sql`list_zip(${groups.map(at)})`
      const parts = groups.map((_, index) => sql`z[${integer(index + 1)}]`)
      return sql`to_json(nullif(list_transform(${zipped}, lambda z: [${parts}]), []))`
    },
  'extract-all-function',
)

const countUp = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

/** Groups asked for by number or by name. */
function wantedGroups(value: unknown, pattern: string): number[] {
  const list = typeof value === 'string' ? readDynamic(value) : null
  const names = [...pattern.matchAll(/\((?!\?[^P<])(?:\?P?<([^>]+)>)?/g)].map((hit) => hit[1])
  if (!isArray(list)) return countUp(groupCount(pattern))
  return list.map((item) => (typeof item === 'string' ? names.indexOf(item) + 1 : Number(item)))
}

const extract: ScalarFunction = {
  ...siteRow(
    ['string', 'long', 'string'],
    'string',
    'own',
    ({ args }) =>
      (pattern, group, s) => {
        const value = literalValue(args[1])
        const place = typeof value === 'bigint' ? integer(Number(value)) : sql`(${group})::INTEGER`
        return sql`coalesce(regexp_extract(${s}, ${patternOf(pattern, args[0])}, ${place}), '')`
      },
    'extract-function',
  ),
  optional: ['any'],
  lower: asTyped('extract', 3),
}

const joinArray = row(
  ['dynamic', 'string'],
  'string',
  'never',
  (array, delimiter) =>
    sql`coalesce(array_to_string(list_transform(${itemTexts(array)}, lambda x: coalesce(x, '')), ${delimiter}), '')`,
  'strcat-array-function',
)

const codepoints = row(
  ['string'],
  'dynamic',
  'own',
  (s) =>
    sql`CASE WHEN ${s} = '' THEN '[]'::JSON ELSE to_json(list_transform(string_split(${s}, ''), lambda x: unicode(x))) END`,
  'unicode-codepoints-from-string-function',
)

const fromCodepoints: ScalarFunction = {
  ...row(['any', '...any'], 'string', 'own', () => empty, 'unicode-codepoints-to-string-function'),
  lower: (args, context) => {
    const lists = args.map((arg) =>
      arg.type === 'dynamic' ? arg : context.call('pack_array', [arg], 'dynamic'),
    )
    return context.call('_codepoints', [context.call('array_concat', lists, 'dynamic')], 'string')
  },
}

const isNotEmpty = siteRow(
  ['any'],
  'bool',
  'never',
  ({ types }) =>
    (x) =>
      sql`(NOT ${emptiness(x, types[0] === 'string', types[0] === 'dynamic')})`,
  'isnotempty-function',
)

export const stringFunctions: ScalarFunctions = {
  strcat: row(
    ['...string'],
    'string',
    'never',
    (...parts) => sql`(${joined(parts, sql` || `)})`,
    'strcat-function',
  ),
  strcat_delim: row(
    ['string', '...string'],
    'string',
    'never',
    (delimiter, ...parts) => sql`(${joined(parts, sql` || ${delimiter} || `)})`,
    'strcat-delim-function',
  ),
  strcat_array: joinArray,
  array_strcat: joinArray,
  strcmp: row(
    ['string', 'string'],
    'long',
    'never',
    (a, b) => sql`CASE WHEN ${a} < ${b} THEN -1 WHEN ${a} > ${b} THEN 1 ELSE 0 END`,
    'strcmp-function',
  ),
  strrep: row(
    ['string', 'long', 'string?'],
    'string',
    'never',
    (s, count, delimiter = text('')) =>
      sql`CASE WHEN ${count} > 0 THEN ${s} || repeat(${delimiter} || ${s}, least(${count}, 1024) - 1) ELSE '' END`,
    'strrep-function',
  ),
  strlen: row(['string'], 'long', 'never', (s) => sql`length(${s})`, 'strlen-function'),
  string_size: row(['string'], 'long', 'never', (s) => sql`strlen(${s})`, 'string-size-function'),
  toupper: row(['string'], 'string', 'never', (s) => sql`upper(${s})`, 'toupper-function'),
  tolower: row(['string'], 'string', 'never', (s) => sql`lower(${s})`, 'tolower-function'),
  substring,
  reverse: nativeRow(['string'], 'string', named('reverse'), 'reverse-function'),
  split: row(
    ['string', 'string', 'long?'],
    'dynamic',
    'own',
    (s, delimiter, place) => {
      const parts = sql`CASE WHEN ${delimiter} = '' THEN [${s}] ELSE string_split(${s}, ${delimiter}) END`
      if (!place) return sql`to_json(${parts})`
      return sql`to_json(list_slice(${parts}, ${place} + 1, ${place} + 1))`
    },
    'split-function',
  ),
  extract,
  extract_all: extractAll,
  extractall: extractAll,
  replace_string: row(
    ['string', 'string', 'string'],
    'string',
    'never',
    (s, a, b) => sql`replace(${s}, ${a}, ${b})`,
    'replace-string-function',
  ),
  replace_strings: nativeRow(
    ['string', 'dynamic', 'any'],
    'string',
    named('replace_strings'),
    'replace-strings-function',
  ),
  replace_regex: siteRow(
    ['string', 'string', 'string'],
    'string',
    'never',
    ({ args }) =>
      (s, pattern, rewrite) =>
        sql`regexp_replace(${s}, ${patternOf(pattern, args[1])}, ${rewrite}, 'g')`,
    'replace-regex-function',
  ),
  replace: siteRow(
    ['string', 'string', 'string'],
    'string',
    'never',
    ({ args }) =>
      (pattern, rewrite, s) =>
        sql`regexp_replace(${s}, ${patternOf(pattern, args[0])}, ${rewrite}, 'g')`,
    'replace-regex-function',
  ),
  trim: trimming(true, true, 'trim-function'),
  trim_start: trimming(true, false, 'trim-start-function'),
  trim_end: trimming(false, true, 'trim-end-function'),
  translate: nativeRow(['string', 'string', 'string'], 'string', named('translate'), 'translate-function'),
  regex_quote: row(
    ['string'],
    'string',
    'never',
    (s) =>
      sql`regexp_replace(${s}, ${text(String.raw`([\\^$.|?*+()\[\]{}])`)}, ${text(String.raw`\\\1`)}, 'g')`,
    'regex-quote-function',
  ),
  isempty: siteRow(
    ['any'],
    'bool',
    'never',
    ({ types }) =>
      (x) =>
        emptiness(x, types[0] === 'string', types[0] === 'dynamic'),
    'isempty-function',
  ),
  isnotempty: isNotEmpty,
  isascii: row(['string'], 'bool', 'never', (s) => sql`(strlen(${s}) = length(${s}))`, 'isascii-function'),
  isutf8: row(['string'], 'bool', 'never', (s) => sql`(${s} IS NOT NULL)`, 'isutf8-function'),
  unicode_codepoints_from_string: codepoints,
  unicode_codepoints_to_string: fromCodepoints,
  to_utf8: codepoints,
  make_string: fromCodepoints,
  notempty: isNotEmpty,
  _codepoints: nativeRow(
    ['dynamic'],
    'string',
    named('unicode_codepoints_to_string'),
    'unicode-codepoints-to-string-function',
  ),
  parse_csv: nativeRow(['string'], 'dynamic', named('parse_csv'), 'parse-csv-function'),
  parse_command_line: nativeRow(
    ['string', 'string'],
    'dynamic',
    named('parse_command_line'),
    'parse-command-line-function',
  ),
}

function emptiness(x: Fragment, isString: boolean, isDynamic: boolean): Fragment {
  if (isString) return sql`(${x} = '')`
  return isDynamic ? sql`(coalesce(json_extract_string(${x}, '$'), '') = '')` : sql`(${x} IS NULL)`
}
