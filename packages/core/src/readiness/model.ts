import { z } from 'zod'
import { unloggedKinds } from './verdict.js'

/**
 * What `taxi readiness --json` prints. Versioned as the report is: a field may be added under the same number, never
 * renamed or removed. The JSON Schema in docs/generated/readiness.schema.json is made of this file.
 */
const verdict = z
  .enum(['complete', 'partial', 'blind', 'unknown'])
  .describe('complete needs somebody to have seen reads logged, or set to be; what nobody says is unknown')
const reasons = z.array(z.string()).describe('why, with the file and line or the records it was read from')
const fixes = z.array(z.string()).describe('commands, portal paths, licences')
const retentionDays = z.number().optional().describe('days for which it can be looked up')
const since = z
  .string()
  .optional()
  .describe('ISO 8601, UTC: since when it has been so, where that can be told')
const basis = z.enum(['settings', 'logs'])

const mailbox = z.object({
  mailbox: z.string(),
  verdict,
  reasons,
  fixes,
  since,
  retentionDays,
})

const source = z.object({ source: z.string(), verdict, reasons, fixes, since, retentionDays })

const finding = z.object({
  check: z.string().describe('id, as docs/readiness.md lists them'),
  subject: z.string().describe('a mailbox, a log source, or tenant'),
  kind: z.enum(['gap', 'contradiction']),
  title: z.string(),
  reason: z.string(),
  fix: z.string(),
  scuba: z.array(z.string()).describe('CISA SCuBA ids, the present one first, older names after'),
  advice: z.array(z.string()).describe('logging advice of CISA AA23-193A'),
  evidence: z.array(z.string()).describe('ids of audit records'),
})

const judgement = z.object({
  check: z.string(),
  subject: z.string(),
  verdict,
  basis,
  reason: z.string(),
  fix: z.string().optional(),
  since: z.string().optional(),
  evidence: z.array(z.string()).optional(),
  retentionDays,
  unlogged: z
    .array(z.enum(unloggedKinds))
    .optional()
    .describe('of a mailbox: what is not written because of it'),
  isAside: z.literal(true).optional().describe('a finding and a reason, but it lowers no verdict'),
  isContradiction: z.literal(true).optional(),
  isDoubt: z
    .literal(true)
    .optional()
    .describe(
      'exports rival each other: no setting makes the subject complete until it is known which holds',
    ),
})

const group = z.object({
  group: z.string(),
  people: z.number(),
  met: z.number().describe('people whose logging is what their risk asks for'),
  verdicts: z.object({
    complete: z.number(),
    partial: z.number(),
    blind: z.number(),
    unknown: z.number(),
  }),
  short: z.array(z.object({ mailbox: z.string(), verdict, missing: z.string() })),
})

export const readinessSchema = z.strictObject({
  version: z.literal(1),
  mailboxes: z.array(mailbox),
  sources: z.array(source),
  findings: z.array(finding),
  judgements: z.array(judgement).describe('every judgement behind the verdicts'),
  groups: z.array(group).describe('the risk profile; empty without one'),
})

export const readinessJsonSchema = (): object => z.toJSONSchema(readinessSchema)
