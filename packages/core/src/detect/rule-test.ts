import { type CanonicalTableName, canonicalTables } from '@bigyellowtaxi/records'
import { parse } from 'yaml'
import { z } from 'zod'
import type { RuleOutcome } from './finding.js'
import type { Rule, RuleTest } from './rule.js'
import { type DetectOptions, detect } from './run.js'
import { parseTimespan } from './timespan.js'

/** A record in its table's reference form, before the engine types it. */
export interface TestRecord {
  readonly table: CanonicalTableName
  readonly document: Readonly<Record<string, unknown>>
}

type Fields = Readonly<Record<string, unknown>>

const baseSchema = z.record(
  z.string(),
  z.object({
    table: z.string().optional(),
    like: z.string().optional(),
    record: z.record(z.string(), z.unknown()),
  }),
)

export type BaseRecords = ReadonlyMap<string, TestRecord>

/** Reads the named base records; one may be `like` another, with the fields that differ. */
export function parseBaseRecords(text: string): BaseRecords {
  const rows = baseSchema.parse(parse(text))
  const found = new Map<string, TestRecord>()
  const resolve = (name: string): TestRecord => {
    const known = found.get(name)
    const row = rows[name]
    if (known || !row) return known ?? fail(`there is no base record ${name}`)
    const parent = row.like === undefined ? undefined : resolve(row.like)
    const made: TestRecord = {
      table: (row.table ?? parent?.table ?? 'audit') as CanonicalTableName,
      document: { ...parent?.document, ...row.record },
    }
    found.set(name, made)
    return made
  }
  for (const name of Object.keys(rows)) resolve(name)
  return found
}

function fail(message: string): never {
  throw new Error(message)
}

/** The record with a field replaced; `A.B` reaches into an object, null takes the field away. */
function withField(fields: Fields, path: string, value: unknown): Fields {
  const [key = '', ...rest] = path.split('.')
  const inner = fields[key]
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
  if (rest.length === 0) return { ...fields, [key]: value }
  return { ...fields, [key]: withField(isObject ? (inner as Fields) : {}, rest.join('.'), value) }
}

/** All tests happen from here on; a Monday. */
const start = Date.parse('2026-03-02T00:00:00Z')

const offsetOf = (text: unknown): number =>
  String(text ?? '0h')
    .split(/\s+/)
    .reduce((sum, part) => sum + (parseTimespan(part) ?? fail(`"${part}" is no timespan`)), 0)

/** The records of a test: each item names a base record and what differs, `at` when, `times` how often, `every` how far apart. */
export function testRecords(given: RuleTest['given'], bases: BaseRecords): readonly TestRecord[] {
  let serial = 0
  return given.flatMap((item) => {
    const [name = '', patch] =
      Object.entries(item).find(([key]) => !['at', 'times', 'every'].includes(key)) ?? []
    const base = bases.get(name) ?? fail(`there is no base record ${name}`)
    const times = Number(item.times ?? 1)
    return Array.from({ length: times }, (_, n) => {
      const table = canonicalTables[base.table]
      const at = new Date(start + offsetOf(item.at) + n * offsetOf(item.every)).toISOString()
      serial++
      const idField = table.columns.find((column) => column.name === table.id)?.from[0] ?? table.id
      const timeField = table.columns.find((column) => column.name === table.time)?.from[0] ?? table.time
      const stamped: Fields = {
        ...base.document,
        [idField]: `${String(serial).padStart(8, '0')}-0000-4000-8000-000000000000`,
        [timeField]: at,
        ...(base.table === 'audit' ? {} : { TimeGenerated: at }),
      }
      const document = Object.entries((patch ?? {}) as Fields).reduce(
        (fields, [path, value]) => withField(fields, path, value),
        stamped,
      )
      return { table: base.table, document }
    })
  })
}

export interface RuleTestResult {
  readonly rule: string
  readonly test: string
  readonly passed: boolean
  /** What was wrong, when it did not pass. */
  readonly message: string
}

function judge(test: RuleTest, outcome: RuleOutcome, reasons: readonly string[]): string {
  if (outcome.error) return `${outcome.error.code}: ${outcome.error.message}`
  if (outcome.outcome !== test.outcome) {
    const why = reasons[0] ?? outcome.gaps[0]?.about
    return `expected ${test.outcome}, got ${outcome.outcome}${why ? `: ${why}` : ''}`
  }
  const told =
    test.outcome === 'findings' ? reasons : outcome.gaps.flatMap((gap) => [gap.source, gap.about, gap.fix])
  if (test.because && !told.some((text) => text.toLowerCase().includes(test.because?.toLowerCase() ?? '')))
    return `no reason says "${test.because}": ${told.join(' | ') || 'there is none'}`
  return ''
}

/** Last moment of the records, or a day of nothing where there are none. */
function windowOf(records: readonly TestRecord[]): { from: number; to: number } {
  const times = records.flatMap(({ table, document }) => {
    const field =
      canonicalTables[table].columns.find((column) => column.name === canonicalTables[table].time)?.from[0] ??
      ''
    const time = Date.parse(`${String(document[field]).replace(/Z$/, '')}Z`)
    return Number.isNaN(time) ? [] : [time]
  })
  const first = times.length > 0 ? Math.min(...times) : start
  return {
    from: Math.floor(first / 86_400_000) * 86_400_000 - 3_600_000,
    to: (times.length > 0 ? Math.max(...times) : start) + 3_600_000,
  }
}

/** Runs one of a rule's own tests on an engine that holds its records. */
export async function runRuleTest(
  rule: Rule,
  test: RuleTest,
  records: readonly TestRecord[],
  options: Pick<DetectOptions, 'engine' | 'query'>,
): Promise<RuleTestResult> {
  const detection = await detect({ ...options, rules: [rule], window: windowOf(records) })
  const [outcome] = detection.outcomes
  const message = outcome
    ? judge(
        test,
        outcome,
        detection.findings.flatMap((finding) => finding.reasons),
      )
    : 'the rule did not run'
  return { rule: rule.key, test: test.is, passed: message === '', message }
}
