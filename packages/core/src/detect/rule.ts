import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { sourceIds } from './source-ids.js'
import { parseTimespan } from './timespan.js'

/**
 * A detection is one YAML file: the fields of a Microsoft Sentinel scheduled rule first, so that the file deploys
 * as it is (https://learn.microsoft.com/azure/sentinel/sentinel-analytic-rules-creation), then a `taxi` block.
 * Rules of others come without that block and run all the same.
 */

const timespan = z.string().transform((text, context) => {
  const milliseconds = parseTimespan(text)
  if (milliseconds !== undefined) return milliseconds
  context.addIssue({ code: 'custom', message: `"${text}" is no timespan such as 1h, 14d or PT5M` })
  return z.NEVER
})

/** As rule files write it, or as the API does (`GreaterThan`). */
const operators = { greaterthan: 'gt', lessthan: 'lt', equal: 'eq', notequal: 'ne' } as const
const triggerOperator = z
  .string()
  .transform((text) => operators[text.toLowerCase() as keyof typeof operators] ?? text.toLowerCase())
  .pipe(z.enum(['gt', 'lt', 'eq', 'ne']))

export const severities = ['Informational', 'Low', 'Medium', 'High'] as const
export type Severity = (typeof severities)[number]

const entityMapping = z.object({
  entityType: z.string(),
  fieldMappings: z.array(z.object({ identifier: z.string(), columnName: z.string() })).min(1),
})

const outcome = z.enum(['findings', 'clean', 'not-evaluable'])

const ruleTest = z.object({
  /** What the test shows, as a sentence. */
  is: z.string(),
  /** Base records by name (records.yaml), each with the fields that differ; `times` repeats it, `every` apart. */
  given: z.array(z.record(z.string(), z.unknown())),
  outcome,
  /** Part of a reason (findings) or of what is missing (not-evaluable). */
  because: z.string().optional(),
})

/** Findings of other rules that make one storyline when they share `by` within `within`. */
const correlation = z.object({
  within: timespan,
  by: z.enum(['mailbox', 'any']).default('any'),
  /** One rule of each group must have fired. */
  all: z.array(z.array(z.string()).min(1)).min(2),
  mailboxes: z.number().int().min(1).default(1),
})

/** What keeps a rule silent that measures first whether it may judge: without it, such silence would look like "clean". */
const silence = z.object({
  /** A last statement in place of the query's own, under the same `let`s: a row means that the rule did not judge. */
  when: z.string(),
  /** What was lacking, with the row's `{Column}`s. */
  about: z.string(),
  fix: z.string(),
})

const taxiBlock = z.object({
  /** Id of the catalogue, for instance MBX-03; never reused. */
  id: z.string().regex(/^[A-Z]{3}-\d{2}$/),
  needs: z.array(z.enum(sourceIds)).min(1),
  /** What one hit adds to an incident's score; see docs/detections.md. */
  points: z.number().int().min(0).max(100),
  /** The fact it tells, where other rules tell the same one in other words: an incident counts it once. */
  fact: z.enum(['new-app', 'much-read', 'ediscovery']).optional(),
  /** A hit of this rule alone makes an incident only when its points reach the threshold. */
  reasons: z.array(z.string()).min(1),
  falsePositives: z.array(z.string()).min(1),
  sources: z.array(z.string()).min(1),
  correlate: correlation.optional(),
  silent: silence.optional(),
  tests: z.array(ruleTest),
})

const sentinelRule = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().default(''),
  severity: z.enum(severities).default('Medium'),
  requiredDataConnectors: z
    .array(z.looseObject({ connectorId: z.string(), dataTypes: z.array(z.string()).default([]) }))
    .nullish(),
  queryFrequency: timespan.default(86_400_000),
  queryPeriod: timespan.default(86_400_000),
  triggerOperator: triggerOperator.default('gt'),
  triggerThreshold: z.number().default(0),
  tactics: z.array(z.string()).nullish(),
  relevantTechniques: z.array(z.string()).nullish(),
  query: z.string().min(1),
  entityMappings: z.array(entityMapping).nullish(),
  customDetails: z.record(z.string(), z.string()).nullish(),
  alertDetailsOverride: z
    .looseObject({
      alertDisplayNameFormat: z.string().nullish(),
      alertDescriptionFormat: z.string().nullish(),
      alertSeverityColumnName: z.string().nullish(),
    })
    .nullish(),
  version: z.string().default('0.0.0'),
  kind: z.enum(['Scheduled', 'NRT']).default('Scheduled'),
  taxi: taxiBlock.optional(),
})

export type RuleDocument = z.infer<typeof sentinelRule>
export type RuleTest = z.infer<typeof ruleTest>
export type Correlation = z.infer<typeof correlation>

/** A rule with the file it came from. Times are milliseconds. */
export interface Rule extends RuleDocument {
  readonly file: string
  /** Catalogue id where the rule has one, else the Sentinel id: what findings and outcomes name. */
  readonly key: string
  /** Lines of the fields in the file, those of the `taxi` block among them. */
  readonly lines?: Readonly<Record<string, number>>
}

export interface RuleError {
  readonly code: 'RUL101' | 'RUL102'
  readonly message: string
  readonly file: string
  readonly line?: number
}

export type ParsedRule =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly error: RuleError }

function linesOf(document: Document, counter: LineCounter): Record<string, number> {
  const lines: Record<string, number> = {}
  for (const block of [document.get('taxi', true), document.contents])
    for (const { key } of isMap(block) ? block.items : [])
      if (isScalar(key) && key.range) lines[String(key.value)] = counter.linePos(key.range[0]).line
  return lines
}

/** Reads one rule file; a file that is no rule is an error value with file and line, never an exception. */
export function parseRule(text: string, file: string): ParsedRule {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { prettyErrors: true, lineCounter })
  const lines = linesOf(document, lineCounter)
  const broken = document.errors[0]
  if (broken) {
    const line = broken.linePos?.[0].line
    return {
      ok: false,
      error: {
        code: 'RUL101',
        message: broken.message.split('\n')[0] ?? '',
        file,
        ...(line ? { line } : {}),
      },
    }
  }
  const parsed = sentinelRule.safeParse(document.toJS())
  if (!parsed.success) {
    const message = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    const at = parsed.error.issues[0]?.path.map(String).filter((part) => part in lines)
    const line = lines[at?.at(-1) ?? '']
    return { ok: false, error: { code: 'RUL102', message, file, ...(line ? { line } : {}) } }
  }
  return { ok: true, rule: { ...parsed.data, file, key: parsed.data.taxi?.id ?? parsed.data.id, lines } }
}
