/** String operators. Without `_cs` they ignore case; terms are explained in parts/term.ts. */
import { type Expr, literalValue } from '../../plan/expr.js'
import { empty, type Fragment, joined, sql, text } from '../../sql/fragment.js'
import type { CallSite, NativeFunction, ScalarFunction, ScalarFunctions } from '../entry.js'
import { native } from '../native/define.js'
import { isArray, readJson } from '../native/json.js'
import { callNative } from '../parts/call-native.js'
import { patternOf } from '../parts/pattern.js'
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

const simple: Readonly<Record<string, (cs: boolean) => Rule>> = {
  contains: (cs) => (s, needle) =>
    cs ? sql`contains(${s}, ${needle})` : sql`contains(${low(s)}, ${low(needle)})`,
  startswith: (cs) => (s, needle) =>
    cs ? sql`starts_with(${s}, ${needle})` : sql`starts_with(${low(s)}, ${low(needle)})`,
  endswith: (cs) => (s, needle) =>
    cs ? sql`ends_with(${s}, ${needle})` : sql`ends_with(${low(s)}, ${low(needle)})`,
}

const termNative = (name: string, form: TermForm) =>
  native(name, 2, (s, needle) => String(hasTerm(s ?? '', needle ?? '', form)))

/** A constant needle is one pattern; the cheap search before it spares most rows the pattern. */
function term(form: TermForm, own: NativeFunction): Rule {
  return (s, needle, site) => {
    const value = literalValue(site.args[1])
    if (value === '') return sql`true`
    if (typeof value !== 'string') return sql`${callNative(own, [s, needle])}::BOOLEAN`
    const found = form.caseSensitive
      ? sql`contains(${s}, ${needle})`
      : sql`contains(${low(s)}, ${low(needle)})`
    return sql`(${found} AND regexp_matches(${s}, ${text(termPattern([value], form))}))`
  }
}

const terms: Readonly<Record<string, Omit<TermForm, 'caseSensitive'>>> = {
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
      for (const [name, edges] of Object.entries(terms)) {
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

const anyOrAll = (every: boolean): ScalarFunction => {
  const form: TermForm = { start: true, end: true, caseSensitive: false }
  const own = native(every ? 'has_all' : 'has_any', 2, (s, list) => {
    const needles = readJson(list ?? '') ?? []
    const asked = isArray(needles) ? needles : [needles]
    const holds = (needle: unknown): boolean => hasTerm(s ?? '', String(needle), form)
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
        return every ? together(s, needles, form, sql` AND `) : anyOf(s, needles, form)
      },
    },
    natives: [own],
    ref: every ? 'has-all-operator' : 'has-any-operator',
  }
}

/** Each needle by itself, the cheap search first. */
const together = (s: Fragment, needles: readonly string[], form: TermForm, word: Fragment): Fragment => {
  const tests = needles.map(
    (needle) =>
      sql`(contains(${low(s)}, ${low(text(needle))}) AND regexp_matches(${s}, ${text(termPattern([needle], form))}))`,
  )
  return sql`(${joined(tests, word)})`
}

/** Many needles are one pattern; of a few each is searched for first, which is cheaper where they are rare. */
const anyOf = (s: Fragment, needles: readonly string[], form: TermForm): Fragment =>
  needles.length > 12
    ? sql`regexp_matches(${s}, ${text(termPattern(needles, form))})`
    : together(s, needles, form, sql` OR `)

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
    return sql`${callNative(own, [s, json])}::BOOLEAN`
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
