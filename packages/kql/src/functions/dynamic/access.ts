import type { Expr } from '../../plan/expr.js'
import { literal, literalValue } from '../../plan/expr.js'
import { empty, type Fragment, sql, text } from '../../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from '../entry.js'
import { enginePath } from '../parts/engine-path.js'
import { withoutNull } from '../parts/json-value.js'
import { row } from '../parts/row.js'

/** Steps come as the JSON text of an array, always constant. */
export const stepsOf = (steps: Expr | undefined): readonly (string | number)[] =>
  JSON.parse(String(literalValue(steps) ?? '[]'))

const pathOf = (steps: Expr | undefined): Fragment => text(enginePath(stepsOf(steps)))

const reference = 'scalar-data-types/dynamic'

const alongPath: ScalarFunction = {
  args: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  nulls: 'own',
  sql: {
    duckdb: ([value = empty], { args }) => withoutNull(sql`json_extract(${value}, ${pathOf(args[1])})`),
  },
  ref: reference,
}

/** The text at a path: of a string without quotes, of a container its JSON; empty where there is nothing. */
const textAlongPath: ScalarFunction = {
  args: ['dynamic', 'dynamic'],
  returns: 'string',
  nulls: 'never',
  sql: {
    duckdb: ([value = empty], { args }) =>
      sql`coalesce(json_extract_string(${value}, ${pathOf(args[1])}), '')`,
  },
  ref: reference,
  // One part of a text, which most calls of split are for, needs no list.
  lower: ([value, steps], context) => {
    const [place, ...more] = stepsOf(steps)
    if (value?.kind !== 'call' || value.name !== 'split' || typeof place !== 'number' || more.length > 0)
      return undefined
    const [whole, delimiter, own] = value.args
    if (!whole || !delimiter || own || !literalValue(delimiter)) return undefined
    const counted = BigInt(place < 0 ? place : place + 1)
    return context.call('_part', [whole, delimiter, literal('long', counted)], 'string')
  },
}

/** The first part is 1, the last -1. */
const part = row(
  ['string', 'string', 'long'],
  'string',
  'never',
  (whole, delimiter, place) => sql`split_part(${whole}, ${delimiter}, ${place})`,
  reference,
)

/** A key that is not constant: quoted as a pointer. */
const member = row(
  ['dynamic', 'string'],
  'dynamic',
  'own',
  (bag, key) => withoutNull(sql`json_extract(${bag}, '/' || replace(replace(${key}, '~', '~0'), '/', '~1'))`),
  reference,
)

/** `d[x]`: a place in an array (from the end when negative) or, by text, a property. */
const element: ScalarFunction = {
  ...row(
    ['dynamic', 'any'],
    'dynamic',
    'own',
    (array, place) => withoutNull(sql`json_extract(${array}, ${place})`),
    reference,
  ),
  lower: ([bag, place], context) => {
    if (!bag || !place) return undefined
    if (place.type === 'string') return context.call('_member', [bag, place], 'dynamic')
    if (place.type === 'dynamic')
      return context.call('_member', [bag, context.coerce(place, 'string')], 'dynamic')
    return place.type === 'long'
      ? undefined
      : context.call('_element', [bag, context.coerce(place, 'long')], 'dynamic')
  },
}

/** Ways into dynamic values, which the language writes with dots and brackets. */
export const accessFunctions: ScalarFunctions = {
  _path: alongPath,
  _path_text: textAlongPath,
  _part: part,
  _member: member,
  _element: element,
}
