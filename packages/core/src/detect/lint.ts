import type { Rule } from './rule.js'
import { hasWindow } from './window.js'

export interface RuleProblem {
  readonly file: string
  readonly rule: string
  readonly check: string
  readonly message: string
}

/** What the compiler says of a rule's query: its output columns, or why it refuses it. */
export type QueryCheck =
  | { readonly ok: true; readonly columns: readonly string[] }
  | { readonly ok: false; readonly code: string; readonly message: string }

type Check = (rule: Rule, query: QueryCheck) => readonly string[]

const places = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')

const missing = (what: string, wanted: readonly string[], query: QueryCheck): readonly string[] =>
  query.ok
    ? wanted
        .filter((name) => !query.columns.includes(name))
        .map((name) => `${what} names column ${name}, which the query does not give`)
    : []

/** Every check on one rule; each says what is wrong in a sentence. Rules without a `taxi` block pass the first three. */
const checks: Readonly<Record<string, Check>> = {
  compiles: (_, query) => (query.ok ? [] : [`${query.code}: ${query.message}`]),
  entities: (rule, query) =>
    missing(
      'entityMappings',
      rule.entityMappings?.flatMap((mapping) => mapping.fieldMappings.map((field) => field.columnName)) ?? [],
      query,
    ),
  details: (rule, query) => missing('customDetails', Object.values(rule.customDetails ?? {}), query),
  reasons: (rule, query) =>
    rule.taxi?.correlate ? [] : missing('taxi.reasons', rule.taxi?.reasons.flatMap(places) ?? [], query),
  id: (rule) =>
    !rule.taxi || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(rule.id)
      ? []
      : ['id is no GUID, so Sentinel refuses it'],
  file: (rule) =>
    !rule.taxi || rule.file.split(/[\\/]/).at(-1)?.startsWith(`${rule.key}-`)
      ? []
      : [`the file's name does not start with ${rule.key}`],
  version: (rule) =>
    !rule.taxi || /^\d+\.\d+\.\d+$/.test(rule.version) ? [] : ['version is not of the form 1.2.3'],
  techniques: (rule) =>
    (rule.relevantTechniques ?? [])
      .filter((technique) => rule.taxi && !/^T\d{4}(\.\d{3})?$/.test(technique))
      .map((technique) => `${technique} is no ATT&CK technique id`),
  window: (rule) =>
    !rule.taxi || rule.taxi.correlate || hasWindow(rule.query)
      ? []
      : ['the query has no line "let window = …;", so it runs once an hour over the whole window'],
  evidence: (rule, query) =>
    !rule.taxi || rule.taxi.correlate || !query.ok || query.columns.includes('RecordIds')
      ? []
      : ['the query gives no RecordIds, so findings lead back to no record'],
  tests: (rule) =>
    !rule.taxi || rule.taxi.correlate
      ? []
      : (['findings', 'clean', 'not-evaluable'] as const)
          .filter((outcome) => !rule.taxi?.tests.some((test) => test.outcome === outcome))
          .map((outcome) => `no test shows the outcome ${outcome}`),
}

/** Names of the checks, for help and documentation. */
export const ruleChecks = Object.keys(checks)

/** Lints one rule against what the compiler says of its query. */
export const lintRule = (rule: Rule, query: QueryCheck): readonly RuleProblem[] =>
  Object.entries(checks).flatMap(([check, judge]) =>
    judge(rule, query).map((message) => ({ file: rule.file, rule: rule.key, check, message })),
  )

/** Ids that two files claim. */
export function lintTogether(rules: readonly Rule[]): readonly RuleProblem[] {
  const seen = new Map<string, Rule>()
  const problems: RuleProblem[] = []
  for (const rule of rules)
    for (const id of new Set([rule.id, rule.key])) {
      const first = seen.get(id)
      if (first)
        problems.push({
          file: rule.file,
          rule: rule.key,
          check: 'unique',
          message: `${id} is also the id of ${first.file}`,
        })
      else seen.set(id, rule)
    }
  return problems
}
