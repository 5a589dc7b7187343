import type { Rule } from './rule.js'
import { sentinelChecks } from './sentinel-checks.js'
import { hasWindow } from './window.js'

export interface RuleProblem {
  readonly file: string
  /** Line of the field that is wrong, where the file has it. */
  readonly line?: number
  readonly rule: string
  readonly check: string
  readonly message: string
}

/** What the compiler says of a rule's query: its output columns and tables, or why it refuses it and on which of its lines. */
export type QueryCheck =
  | { readonly ok: true; readonly columns: readonly string[]; readonly tables?: readonly string[] }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly line?: number }

/** What is wrong with a rule, and with which of its fields. */
export interface Fault {
  readonly at: string
  readonly message: string
  /** Lines below the field's own. */
  readonly below?: number
}

export type Check = (rule: Rule, query: QueryCheck) => readonly Fault[]

const places = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')

const missing = (at: string, wanted: readonly string[], query: QueryCheck): readonly Fault[] =>
  query.ok
    ? [...new Set(wanted)]
        .filter((name) => !query.columns.includes(name))
        .map((name) => ({
          at,
          message: `names column ${name}, which the query does not give; it gives ${query.columns.join(', ')}`,
        }))
    : []

const fault = (isWrong: boolean, at: string, message: string): readonly Fault[] =>
  isWrong ? [{ at, message }] : []

/** Checks of every rule, also of others. */
const everyRule: Readonly<Record<string, Check>> = {
  compiles: (_, query) =>
    query.ok
      ? []
      : [
          {
            at: 'query',
            message: `${query.code}: ${query.message}`,
            ...(query.line ? { below: query.line } : {}),
          },
        ],
  entities: (rule, query) =>
    missing(
      'entityMappings',
      rule.entityMappings?.flatMap((mapping) => mapping.fieldMappings.map((field) => field.columnName)) ?? [],
      query,
    ),
  details: (rule, query) => missing('customDetails', Object.values(rule.customDetails ?? {}), query),
}

/** Checks of rules that have a `taxi` block. */
const ownRule: Readonly<Record<string, Check>> = {
  reasons: (rule, query) =>
    rule.taxi?.correlate ? [] : missing('reasons', rule.taxi?.reasons.flatMap(places) ?? [], query),
  id: (rule) =>
    fault(
      !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(rule.id),
      'id',
      'no GUID, so Sentinel refuses it',
    ),
  file: (rule) =>
    fault(
      !rule.file.split(/[\\/]/).at(-1)?.startsWith(`${rule.key}-`),
      'taxi',
      `the file's name does not start with ${rule.key}-`,
    ),
  version: (rule) => fault(!/^\d+\.\d+\.\d+$/.test(rule.version), 'version', 'not of the form 1.2.3'),
  name: (rule) =>
    fault(
      !rule.alertDetailsOverride?.alertDisplayNameFormat?.startsWith(`${rule.key} `),
      'alertDetailsOverride',
      `alertDisplayNameFormat does not start with ${rule.key}, by which storylines know its alerts in Sentinel`,
    ),
  window: (rule) =>
    fault(
      !rule.taxi?.correlate && !hasWindow(rule.query),
      'query',
      'no line "let window = 1h;", so it runs once an hour over the whole window',
    ),
  evidence: (rule, query) =>
    fault(
      !rule.taxi?.correlate && query.ok && !query.columns.includes('RecordIds'),
      'query',
      'gives no RecordIds, so findings lead back to no record',
    ),
  tests: (rule) =>
    rule.taxi?.correlate
      ? []
      : (['findings', 'clean', 'not-evaluable'] as const)
          .filter((outcome) => !rule.taxi?.tests.some((test) => test.outcome === outcome))
          .map((outcome) => ({ at: 'tests', message: `no test shows the outcome ${outcome}` })),
  ...sentinelChecks,
}

/** Names of the checks, for help and documentation. */
export const ruleChecks = [...Object.keys(everyRule), ...Object.keys(ownRule)]

/** Lints one rule against what the compiler says of its query; rules of others are only asked what lets them run. */
export const lintRule = (rule: Rule, query: QueryCheck): readonly RuleProblem[] =>
  Object.entries({ ...everyRule, ...(rule.taxi ? ownRule : {}) }).flatMap(([check, judge]) =>
    judge(rule, query).map(({ at, message, below = 0 }) => ({
      file: rule.file,
      ...(rule.lines?.[at] === undefined ? {} : { line: rule.lines[at] + below }),
      rule: rule.key,
      check,
      message: `${at}: ${message}`,
    })),
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
