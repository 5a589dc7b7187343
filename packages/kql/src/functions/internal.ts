/** Calls that only the compiler makes. */
import { empty, sql, text } from '../sql/fragment.js'
import type { ScalarFunctions } from './entry.js'
import { parseKvNative } from './native/parse-kv.js'
import { elements, pairs } from './parts/elements.js'

/** Between the texts of `_row_text`. */
export const TEXT_BREAK = '\u0001'

export const internalFunctions: ScalarFunctions = {
  /** Keys of a join match when they are equal, and null matches null (the engine's answers show it). */
  _join_equal: {
    args: ['common', 'common'],
    returns: 'bool',
    nulls: 'own',
    sql: {
      duckdb: ([a = empty, b = empty], { types }) =>
        types[0] === 'string' ? sql`(${a} = ${b})` : sql`(${a} IS NOT DISTINCT FROM ${b})`,
    },
    ref: 'join-operator',
  },
  /** All texts of a row as one: what ends a term, and stands in no text one looks for, is between them. */
  _row_text: {
    args: [],
    rest: 'string',
    returns: 'string',
    nulls: 'never',
    sql: { duckdb: (texts) => sql`concat_ws(${text(TEXT_BREAK)}, ${texts})` },
    ref: 'search-operator',
  },
  /** Elements mv-expand makes of a value, as a list of the engine (NULL of null): bags as `[key, value]` pairs. */
  _items: {
    args: ['dynamic'],
    returns: 'dynamic',
    nulls: 'own',
    sql: { duckdb: ([d = empty]) => elements(d, pairs._items) },
    ref: 'mv-expand-operator',
  },
  /** The same, bags as bags of one property. */
  _bag_items: {
    args: ['dynamic'],
    returns: 'dynamic',
    nulls: 'own',
    sql: { duckdb: ([d = empty]) => elements(d, pairs._bag_items) },
    ref: 'mv-expand-operator',
  },
  /** Whole steps in a distance that is not negative. */
  _steps: {
    args: ['any', 'any'],
    returns: 'long',
    nulls: 'propagate',
    sql: {
      duckdb: ([span, step], { types }) =>
        types.includes('real') || types.includes('decimal')
          ? sql`floor((${span})::DOUBLE / (${step})::DOUBLE + 1e-12)::BIGINT`
          : sql`(${span} // nullif(${step}, 0))`,
    },
    ref: 'make-series-operator',
  },
  /** The last step that begins within a distance. */
  _last_step: {
    args: ['any', 'any'],
    returns: 'long',
    nulls: 'propagate',
    sql: { duckdb: ([span, step]) => sql`(ceil((${span})::DOUBLE / (${step})::DOUBLE - 1e-12)::BIGINT - 1)` },
    ref: 'make-series-operator',
  },
  /** Equal, or both null. */
  _same: {
    args: ['any', 'any'],
    returns: 'bool',
    nulls: 'never',
    sql: { duckdb: ([a, b]) => sql`(${a} IS NOT DISTINCT FROM ${b})` },
    ref: 'make-series-operator',
  },
  _parse_matches: {
    args: ['string', 'string'],
    returns: 'bool',
    nulls: 'never',
    sql: { duckdb: ([s, pattern]) => sql`regexp_matches(${s}, ${pattern})` },
    ref: 'parse-operator',
  },
  _parse_group: {
    args: ['string', 'string', 'long'],
    returns: 'string',
    nulls: 'own',
    sql: { duckdb: ([s, pattern, group]) => sql`regexp_extract(${s}, ${pattern}, (${group})::INTEGER)` },
    ref: 'parse-operator',
  },
  _parse_kv: {
    args: ['string', 'string'],
    returns: 'dynamic',
    nulls: 'own',
    native: parseKvNative,
    ref: 'parse-kv-operator',
  },
  _first_items: {
    args: ['dynamic', 'long'],
    returns: 'dynamic',
    nulls: 'never',
    sql: { duckdb: ([list, count]) => sql`(${list})[1:${count}]` },
    ref: 'mv-expand-operator',
  },
}
