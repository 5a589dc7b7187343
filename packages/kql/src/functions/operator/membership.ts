/** `in`: among values of one type, or the items of a dynamic array. NULL is in no list. */
import { type Expr, literalValue } from '../../plan/expr.js'
import { isNumeric, type KustoType } from '../../plan/type.js'
import { empty, type Fragment, joined, sql, text } from '../../sql/fragment.js'
import type { CallSite, ScalarFunction, ScalarFunctions } from '../entry.js'
import { dynamicText, isArray, type Json, readJson } from '../native/json.js'
import { itemTexts, jsonText } from '../parts/json-value.js'
import { datetimeText, timespanText } from '../parts/ticks.js'

interface Candidate {
  readonly fragment: Fragment
  readonly type: KustoType
}

/** Items of a constant dynamic array as text; undefined when the argument is something else. */
function constantItems(expr: Expr | undefined): string[] | undefined {
  if (expr?.type !== 'dynamic') return undefined
  const value = literalValue(expr)
  if (value === null) return []
  const list = typeof value === 'string' ? readJson(value) : undefined
  if (list === undefined) return undefined
  return flat(list)
    .filter((item) => item !== null)
    .map(dynamicText)
}

/** Arrays inside of arrays are one list (https://learn.microsoft.com/kusto/query/in-operator). */
const flat = (item: Json): readonly Json[] => (isArray(item) ? item.flatMap(flat) : [item])

const texts: Partial<Record<KustoType, (value: Fragment) => Fragment>> = {
  string: (value) => value,
  dynamic: jsonText,
  datetime: datetimeText,
  timespan: timespanText,
}

/** A value as text as dynamic arrays hold it, for comparison with their items, which are text here. */
const asText = (value: Fragment, type: KustoType): Fragment =>
  texts[type]?.(value) ?? sql`(${value})::VARCHAR`

const double = (value: Candidate): Fragment =>
  isNumeric(value.type) ? value.fragment : sql`TRY_CAST(${asText(value.fragment, value.type)} AS DOUBLE)`

/** As `==` compares: numbers as numbers, but a text column beside whole numbers as text. */
function meetAsNumbers(needle: KustoType, other: KustoType): boolean {
  if (needle === 'string') return other === 'real' || other === 'decimal'
  return isNumeric(needle) || (needle === 'dynamic' && isNumeric(other))
}

/** How a needle of one type and values of another are made comparable. */
function comparing(needle: KustoType, other: KustoType): (value: Candidate) => Fragment {
  if (needle === other) return (value) => value.fragment
  if (meetAsNumbers(needle, other)) return double
  const asGiven = (value: Candidate): Fragment => asText(value.fragment, value.type)
  return needle === 'guid' ? (value) => sql`lower(${asGiven(value)})` : asGiven
}

function among(
  needle: Candidate,
  candidates: readonly Candidate[],
  fold: (value: Fragment) => Fragment,
): Fragment {
  const groups = new Map<KustoType, Candidate[]>()
  for (const candidate of candidates) {
    groups.set(candidate.type, [...(groups.get(candidate.type) ?? []), candidate])
  }
  const tests = [...groups].map(([type, members]) => {
    const compared = comparing(needle.type, type)
    return sql`${fold(compared(needle))} IN (${members.map((member) => fold(compared(member)))})`
  })
  return sql`(${joined(tests, sql` OR `)})`
}

function isAmong(args: readonly Fragment[], site: CallSite, caseless: boolean): Fragment {
  const fold = (value: Fragment): Fragment => (caseless ? sql`lower(${value})` : value)
  const needle: Candidate = { fragment: args[0] ?? empty, type: site.types[0] ?? 'string' }
  const candidates: Candidate[] = []
  const lists: Fragment[] = []
  args.slice(1).forEach((fragment, index) => {
    const expr = site.args[index + 1]
    const constant = constantItems(expr)
    if (constant)
      candidates.push(...constant.map((item): Candidate => ({ fragment: text(item), type: 'string' })))
    else if (expr?.type === 'dynamic') lists.push(fragment)
    else candidates.push({ fragment, type: expr?.type ?? 'string' })
  })
  const tests = lists.map((list) => {
    const texts = caseless ? sql`list_transform(${itemTexts(list)}, lambda x: lower(x))` : itemTexts(list)
    // A dynamic that is a plain value is a list of one.
    return sql`(list_contains(${texts}, ${fold(asText(needle.fragment, needle.type))}) OR (json_type(${list}) NOT IN ('ARRAY', 'OBJECT') AND ${fold(jsonText(list))} = ${fold(asText(needle.fragment, needle.type))}))`
  })
  if (candidates.length > 0) tests.unshift(among(needle, candidates, fold))
  if (tests.length === 0) return sql`false`
  return tests.length === 1 ? (tests[0] ?? empty) : sql`(${joined(tests, sql` OR `)})`
}

const membership = (negated: boolean, caseless: boolean): ScalarFunction => ({
  args: ['any'],
  rest: 'any',
  returns: 'bool',
  nulls: 'never',
  sql: {
    duckdb: (args, site) => {
      const found = isAmong(args, site, caseless)
      if (negated) return sql`(NOT coalesce(${found}, false))`
      return site.types[0] === 'string' && args.length > 1 && site.types.every((type) => type === 'string')
        ? found
        : sql`coalesce(${found}, false)`
    },
  },
  ref: 'in-operator',
})

export const membershipFunctions: ScalarFunctions = {
  in: membership(false, false),
  '!in': membership(true, false),
  'in~': membership(false, true),
  '!in~': membership(true, true),
}
