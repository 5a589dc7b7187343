import type { Expr } from '../plan/expr.js'
import { type Fragment, sql } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { row, siteRow } from './parts/row.js'

const commonType = (args: readonly Expr[]): Expr['type'] => args.at(-1)?.type ?? 'long'

/** A null condition is not true: the else branch is taken. */
const choice: ScalarFunction = {
  ...row(
    ['bool', 'common', 'common'],
    'long',
    'own',
    (test, yes, no) => sql`CASE WHEN ${test} THEN ${yes} ELSE ${no} END`,
    'iff-function',
  ),
  returns: commonType,
}

/** Conditions and values in turn, the last value for none of them: choices inside one another. */
const cases: ScalarFunction = {
  args: ['bool', 'any', 'any'],
  rest: 'any',
  returns: commonType,
  nulls: 'own',
  lower: (args, context) => {
    let otherwise = args.at(-1)
    for (let at = args.length - 3; at >= 0; at -= 2) {
      const [test, value] = [args[at], args[at + 1]]
      if (test && value && otherwise)
        otherwise = context.call('iff', [context.coerce(test, 'bool'), value, otherwise])
    }
    return otherwise
  },
  ref: 'case-function',
}

/** The first with a value; of strings the first that is not empty. */
const coalesce: ScalarFunction = siteRow(
  ['common', '...common'],
  'same',
  'own',
  ({ types }) =>
    (...values) =>
      types[0] === 'string'
        ? sql`coalesce(${values.map((value) => sql`nullif(${value}, '')`)}, '')`
        : sql`coalesce(${values})`,
  'coalesce-function',
)

const isNull = siteRow(
  ['any'],
  'bool',
  'never',
  ({ types }) =>
    (x) =>
      types[0] === 'string' ? sql`false` : nullTest(x, types[0] === 'dynamic'),
  'isnull-function',
)

const isNotNull = siteRow(
  ['any'],
  'bool',
  'never',
  ({ types }) =>
    (x) =>
      types[0] === 'string' ? sql`true` : sql`(NOT ${nullTest(x, types[0] === 'dynamic')})`,
  'isnotnull-function',
)

const nullTest = (x: Fragment, dynamic: boolean): Fragment =>
  dynamic ? sql`(${x} IS NULL OR json_type(${x}) = 'NULL')` : sql`(${x} IS NULL)`

export const conditionFunctions: ScalarFunctions = {
  iff: choice,
  iif: choice,
  case: cases,
  coalesce,
  isnull: isNull,
  isnotnull: isNotNull,
  notnull: isNotNull,
  /** Text that an outer join may have left NULL. */
  _or_empty: row(['string'], 'string', 'never', (s) => sql`coalesce(${s}, '')`, 'scalar-data-types/string'),
  /** Raises when false, as Kusto's fails the query. */
  assert: row(
    ['bool', 'string'],
    'bool',
    'own',
    (test, message) => sql`CASE WHEN ${test} THEN true ELSE error(${message}) END`,
    'assert-function',
  ),
}
