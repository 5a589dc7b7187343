/** String operators. Without `_cs` they ignore case; terms are explained in parts/term.ts. */
import { type Expr, literalValue } from '../../plan/expr.js'
import { empty, type Fragment, joined, sql, text } from '../../sql/fragment.js'
import type { CallSite, NativeFunction, ScalarFunction, ScalarFunctions } from '../entry.js'
import { native } from '../native/define.js'
import { isArray, readJson } from '../native/json.js'
import { callNative } from '../parts/call-native.js'
import { patternOf, patternsOf } from '../parts/pattern.js'
import { hasTerm, type TermForm, termPattern } from '../parts/term.js'

type Rule = (s: Fragment, needle: Fragment, site: CallSite) => Fragment

const match = (rule: Rule, negated: boolean, natives: ScalarFunction['natives'] = []): ScalarFunction => ({
  args: ['string', 'string'],
  returns: 'bool',
  nulls: 'never',
  sql: {
    duckdb: ([s = empty, needle = empty], site) =>
      negated ? sql`(NOT ${rule(s, needle, site)})` : rule(s, needle, site),
  },
  natives,
  ref: 'datatypes-string-operators',
})

const low = (value: Fragment): Fragment => sql`lower(${value})`

const contained = (s: Fragment, needle: Fragment, cs: boolean): Fragment =>
  cs ? sql`contains(${s}, ${needle})` : sql`contains(${low(s)}, ${low(needle)})`

const simple: Readonly<Record<string, (cs: boolean) => Rule>> = {
  contains: (cs) => (s, needle) => contained(s, needle, cs),
  startswith: (cs) => (s, needle) =>
    cs ? sql`starts_with(${s}, ${needle})` : sql`starts_with(${low(s)}, ${low(needle)})`,
  endswith: (cs) => (s, needle) =>
    cs ? sql`ends_with(${s}, ${needle})` : sql`ends_with(${low(s)}, ${low(needle)})`,
}

const termNative = (name: string, form: TermForm) =>
  native(name, 2, (s, needle) => String(hasTerm(s ?? '', needle ?? '', form)))

const ask = (own: NativeFunction, s: Fragment, needle: Fragment): Fragment =>
  sql`${callNative(own, [s, needle])}::BOOLEAN`

const termIn = (s: Fragment, needle: string, form: TermForm): Fragment =>
  sql`regexp_matches(${s}, ${text(termPattern(needle, form))})`

/** A pattern is exact where the text is ASCII; of any other that it finds, TypeScript is asked. Of NULL it is false. */
const when = (found: Fragment, s: Fragment, exact: Fragment): Fragment =>
  sql`CASE WHEN ${found} THEN CASE WHEN strlen(${s}) > length(${s}) THEN ${exact} ELSE true END ELSE false END`

/**
 * The cheap search before the pattern spares most rows the pattern. At the table it is a conjunct, which the engine
 * asks before it reads what else a row has. Elsewhere it is inside the CASE, which the engine leaves where it stands:
 * the text may be read from the record, and that only of rows that other conditions leave.
 */
function oneTerm(s: Fragment, needle: string, form: TermForm, exact: Fragment, atTable?: boolean): Fragment {
  const [found, pattern] = [contained(s, text(needle), form.caseSensitive), termIn(s, needle, form)]
  return atTable
    ? sql`(${found} AND ${when(pattern, s, exact)})`
    : when(sql`${found} AND ${pattern}`, s, exact)
}

function term(form: TermForm, own: NativeFunction): Rule {
  return (s, needle, site) => {
    const value = literalValue(site.args[1])
    if (value === '') return sql`true`
    if (typeof value !== 'string') return ask(own, s, needle)
    return oneTerm(s, value, form, ask(own, s, needle), site.atTable)
  }
}

const termEdges: Readonly<Record<string, Omit<TermForm, 'caseSensitive'>>> = {
  has: { start: true, end: true },
  hasprefix: { start: true, end: false },
  hassuffix: { start: false, end: true },
}

function spellings(): [string, ScalarFunction][] {
  const rows: [string, ScalarFunction][] = []
  for (const cs of [false, true]) {
    const ending = cs ? '_cs' : ''
    for (const negated of [false, true]) {
      const mark = negated ? '!' : ''
      for (const [name, rule] of Object.entries(simple))
        rows.push([`${mark}${name}${ending}`, match(rule(cs), negated)])
      for (const [name, edges] of Object.entries(termEdges)) {
        const form = { ...edges, caseSensitive: cs }
        const own = termNative(`${name}${ending}`, form)
        rows.push([`${mark}${name}${ending}`, match(term(form, own), negated, [own])])
      }
    }
  }
  return rows
}

/** Needles known at compile time: strings, and the items of constant arrays; undefined when one is not constant. */
export function constantNeedles(args: readonly Expr[]): string[] | undefined {
  const needles: string[] = []
  for (const argument of args) {
    const value = literalValue(argument)
    if (typeof value !== 'string') return undefined
    const list = argument.type === 'dynamic' ? readJson(value) : value
    for (const item of list !== undefined && isArray(list) ? list : [list ?? '']) {
      needles.push(typeof item === 'string' ? item : String(item))
    }
  }
  return needles
}

/** So many needles are searched for one by one; of more, TypeScript is asked where one of them stands at all. */
const aFew = 12

/** The needles of a list, which is the same for row after row. */
function needlesIn() {
  let known: { readonly list: string; readonly needles: readonly string[] } | undefined
  return (list: string): readonly string[] => {
    if (known?.list === list) return known.needles
    const items = readJson(list) ?? []
    const needles = (isArray(items) ? items : [items]).map(String)
    known = { list, needles }
    return needles
  }
}

const anyOrAll = (every: boolean): ScalarFunction => {
  const form: TermForm = { start: true, end: true, caseSensitive: false }
  const needlesOf = needlesIn()
  const own = native(every ? 'has_all' : 'has_any', 2, (s, list) => {
    const holds = (needle: string): boolean => hasTerm(s ?? '', needle, form)
    const asked = needlesOf(list ?? '')
    return String(every ? asked.every(holds) : asked.some(holds))
  })
  return {
    args: ['string'],
    rest: 'any',
    returns: 'bool',
    nulls: 'never',
    sql: {
      duckdb: ([s = empty, ...rest], site) => {
        const needles = constantNeedles(site.args.slice(1))
        if (!needles) return overLists(s, rest, site, every, own)
        if (needles.length === 0) return every ? sql`true` : sql`false`
        const exact = (some: readonly string[]) => ask(own, s, text(JSON.stringify(some)))
        if (!every && needles.length > aFew) {
          const found = patternsOf(needles, '(?i)').map((one) => sql`regexp_matches(${s}, ${text(one)})`)
          return sql`CASE WHEN ${joined(found, sql` OR `)} THEN ${exact(needles)} ELSE false END`
        }
        const each = needles.map((needle) => oneTerm(s, needle, form, exact([needle]), site.atTable))
        return sql`(${joined(each, every ? sql` AND ` : sql` OR `)})`
      },
    },
    natives: [own],
    ref: every ? 'has-all-operator' : 'has-any-operator',
  }
}

/** Lists that are not constant, one native call each; a plain value is a list of one. */
function overLists(
  s: Fragment,
  lists: readonly Fragment[],
  site: CallSite,
  every: boolean,
  own: NativeFunction,
): Fragment {
  const calls = lists.map((list, index) => {
    const json = site.types[index + 1] === 'dynamic' ? list : sql`to_json(${list})`
    return ask(own, s, json)
  })
  return calls.reduce((all, one) => (every ? sql`(${all} AND ${one})` : sql`(${all} OR ${one})`))
}

export const matchFunctions: ScalarFunctions = {
  ...Object.fromEntries(spellings()),
  '=~': match((s, other) => sql`(${low(s)} = ${low(other)})`, false),
  '!~': match((s, other) => sql`(${low(s)} = ${low(other)})`, true),
  'matches regex': match(
    (s, pattern, { args }) => sql`regexp_matches(${s}, ${patternOf(pattern, args[1])})`,
    false,
  ),
  has_any: anyOrAll(false),
  has_all: anyOrAll(true),
}
