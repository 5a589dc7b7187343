import type { Expr } from '../../plan/expr.js'
import { literal } from '../../plan/expr.js'
import { empty, type Fragment, sql, text } from '../../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions, TupleField } from '../entry.js'
import { arrayNatives } from '../native/dynamic-array.js'
import { callNative } from '../parts/call-native.js'
import { isArrayJson, items, toJson, toJsonItem } from '../parts/json-value.js'
import { nativeRow, row, siteRow } from '../parts/row.js'

const nativeOf = (name: string) => {
  const found = arrayNatives[name]
  if (!found) throw new RangeError(name)
  return found
}

/** Null unless the argument is an array. */
const onArray = (array: Fragment, then: Fragment): Fragment =>
  sql`CASE WHEN ${isArrayJson(array)} THEN ${then} END`

/** A list of a dynamic array's items, moved by a native function to the left. */
const moving = (direction: 1 | -1, name: 'rotate' | 'shift', ref: string): ScalarFunction =>
  siteRow(
    name === 'rotate' ? ['dynamic', 'long'] : ['dynamic', 'long', 'any?'],
    'dynamic',
    'own',
    ({ types }) =>
      (array, count, fill) => {
        const by = direction === 1 ? count : sql`(-(${count}))`
        const filler = fill ? toJson(fill, types[2] ?? 'long') : sql`NULL`
        const call = name === 'rotate' ? [array, by] : [array, by, filler]
        return sql`${callNative(nativeOf(name), call)}::JSON`
      },
    ref,
    [nativeOf(name)],
  )

/** Arrays sorted by the first of them, all together in an array. */
const sorting = (name: 'sortAsc' | 'sortDesc', ref: string): ScalarFunction => {
  const arrays = (args: readonly Expr[]) => args.filter(({ type }) => type === 'dynamic')
  const fieldsOf = (args: readonly Expr[]): readonly TupleField[] | undefined =>
    arrays(args).length > 1
      ? arrays(args).map((_, index): TupleField => ({ path: [index], type: 'dynamic' }))
      : undefined
  return {
    args: ['dynamic'],
    rest: 'any',
    returns: 'dynamic',
    nulls: 'own',
    sql: {
      duckdb: (args, { types }) => {
        const lists = args.filter((_, index) => types[index] === 'dynamic')
        const last = types.at(-1) === 'bool' ? (args.at(-1) ?? sql`true`) : sql`true`
        const packed = sql`json_array(${lists.map((list) => toJsonItem(list, 'dynamic'))})`
        const sorted = sql`${callNative(nativeOf(name), [packed, last])}::JSON`
        return lists.length > 1 ? sorted : sql`nullif(json_extract(${sorted}, '$[0]'), 'null'::JSON)`
      },
    },
    natives: [nativeOf(name)],
    fields: fieldsOf,
    ref,
  }
}

const packArray = siteRow(
  ['...any'],
  'dynamic',
  'never',
  ({ types }) =>
    (...values) =>
      sql`json_array(${values.map((value, index) => toJsonItem(value, types[index] ?? 'string'))})`,
  'pack-array-function',
)

/** Ends count from the last item when negative; both ends belong to the slice. */
const slice = row(
  ['dynamic', 'long', 'long'],
  'dynamic',
  'own',
  (array, from, to) => {
    const length = sql`json_array_length(${array})`
    const place = (at: Fragment): Fragment =>
      sql`(CASE WHEN ${at} < 0 THEN ${at} + ${length}::BIGINT ELSE ${at} END + 1)`
    return onArray(
      array,
      sql`to_json(list_slice(${items(array)}, greatest(${place(from)}, 1), ${place(to)}))`,
    )
  },
  'array-slice-function',
)

const range: ScalarFunction = {
  ...siteRow(
    ['any', 'any', 'any?'],
    'dynamic',
    'own',
    ({ types }) =>
      (from, to, step = sql`1`) => {
        const kind =
          types.slice(0, 2).every((type) => type === 'int' || type === 'long') && types[2] !== 'real'
            ? 'long'
            : 'real'
        return sql`${callNative(nativeOf('range'), [from, to, step, text(kind)])}::JSON`
      },
    'range-function',
    [nativeOf('range')],
  ),
  lower: (args, context) => {
    const type = args[0]?.type
    if (type !== 'datetime' && type !== 'timespan') return undefined
    const step = args[2] ?? literal('timespan', type === 'datetime' ? 864_000_000_000n : 36_000_000_000n)
    return context.call('_range_ticks', [args[0] as Expr, args[1] as Expr, step], 'dynamic')
  },
}

const length = row(
  ['dynamic'],
  'long',
  'own',
  (array) => onArray(array, sql`json_array_length(${array})::BIGINT`),
  'array-length-function',
)

const iff = siteRow(
  ['dynamic', 'any', 'any'],
  'dynamic',
  'own',
  ({ types }) =>
    (conditions, yes, no) =>
      sql`${callNative(nativeOf('iff'), [conditions, toJson(yes, types[1] ?? 'string'), toJson(no, types[2] ?? 'string')])}::JSON`,
  'array-iff-function',
  [nativeOf('iff')],
)

export const arrayFunctions: ScalarFunctions = {
  array_length: length,
  arraylength: length,
  array_concat: row(
    ['dynamic', '...dynamic'],
    'dynamic',
    'own',
    (...arrays) =>
      sql`to_json(list_concat(${arrays.map((array) => sql`CASE WHEN ${isArrayJson(array)} THEN ${items(array)} ELSE [] END`)}))`,
    'array-concat-function',
  ),
  array_slice: slice,
  array_reverse: row(
    ['dynamic'],
    'dynamic',
    'own',
    (array) =>
      onArray(
        array,
        sql`to_json(list_transform(range(len(${items(array)}), 0, -1), lambda i: (${items(array)})[i]))`,
      ),
    'array-reverse-function',
  ),
  array_rotate_left: moving(1, 'rotate', 'array-rotate-left-function'),
  array_rotate_right: moving(-1, 'rotate', 'array-rotate-right-function'),
  array_shift_left: moving(1, 'shift', 'array-shift-left-function'),
  array_shift_right: moving(-1, 'shift', 'array-shift-right-function'),
  array_split: siteRow(
    ['dynamic', 'any'],
    'dynamic',
    'own',
    ({ types }) =>
      (array, at) =>
        sql`${callNative(nativeOf('split'), [array, toJson(at, types[1] ?? 'long')])}::JSON`,
    'array-split-function',
    [nativeOf('split')],
  ),
  array_sort_asc: sorting('sortAsc', 'array-sort-asc-function'),
  array_sort_desc: sorting('sortDesc', 'array-sort-desc-function'),
  array_index_of: siteRow(
    ['dynamic', 'any', 'long?', 'long?', 'long?'],
    'long',
    'own',
    ({ types }) =>
      (array, value, start = sql`0`, count = sql`-1`, occurrence = sql`1`) =>
        sql`${callNative(nativeOf('indexOf'), [array, toJson(value, types[1] ?? 'string'), start, count, occurrence])}::BIGINT`,
    'array-index-of-function',
    [nativeOf('indexOf')],
  ),
  array_iff: iff,
  array_iif: iff,
  pack_array: packArray,
  zip: {
    ...row(['dynamic', '...dynamic'], 'dynamic', 'own', () => empty, 'zip-function'),
    lower: (args, context) => context.call('_zip', [context.call('pack_array', args, 'dynamic')], 'dynamic'),
  },
  _zip: nativeRow(['dynamic'], 'dynamic', nativeOf('zip'), 'zip-function'),
  treepath: nativeRow(['dynamic'], 'dynamic', nativeOf('treepath'), 'treepath-function'),
  range,
  /** Datetimes or timespans from, to, by; in the text a dynamic holds. */
  _range_ticks: siteRow(
    ['any', 'any', 'timespan'],
    'dynamic',
    'own',
    ({ types }) =>
      (from, to, step) =>
        sql`to_json(list_transform(generate_series(${from}, ${to}, ${step}), lambda x: ${toJson(sql`x`, types[0] ?? 'datetime')}))`,
    'range-function',
  ),
  repeat: siteRow(
    ['any', 'long'],
    'dynamic',
    'own',
    ({ types }) =>
      (value, count) =>
        sql`CASE WHEN ${count} >= 0 THEN to_json(list_transform(range(least(${count}, 1048576)), lambda x: ${toJsonItem(value, types[0] ?? 'string')})) END`,
    'repeat-function',
  ),
}
