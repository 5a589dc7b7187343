import { z } from 'zod'

/**
 * What `taxi readiness replay --json` prints. Versioned as the report is: a field may be added under the same
 * number, never renamed or removed. The JSON Schema in docs/generated/readiness-replay.schema.json is made of it.
 */
const cell = z.object({
  storyline: z.string(),
  variant: z.string().describe('loud or quiet'),
  seen: z.boolean().describe('an incident of taxi detect rests on the intruder’s own records'),
  minutes: z.number().nullable().describe("from the intruder's first record to the first finding about it"),
  rules: z.array(z.string()).describe('rules with findings that rest on its records, the earliest first'),
  findings: z.number().describe('how many such findings; some without an incident are too weak to be one'),
})

const state = z.object({
  after: z.string().describe('today, or the setting or source that is added to today'),
  how: z.array(z.string()).describe('command or portal path that does it'),
  cells: z.array(cell).describe('one for each storyline, in the same order in every state'),
  notEvaluable: z.array(z.string()).describe('rules that cannot judge with such logs'),
})

const group = z.object({
  group: z.string(),
  verdict: z.enum(['complete', 'partial', 'blind', 'unknown']),
  mailboxes: z.array(z.string()),
  retentionDays: z
    .number()
    .optional()
    .describe('after so many days what was seen can no longer be looked up'),
  unlogged: z.array(z.string()).describe('what is not written of what happens in these mailboxes'),
  gone: z
    .array(z.object({ source: z.string(), days: z.number() }))
    .describe('sources whose first days of the simulated log are beyond their retention, and how many days'),
  states: z.array(state).describe('today first'),
})

export const replaySchema = z.object({
  version: z.literal(1),
  tenant: z
    .object({
      mailboxes: z.number(),
      days: z.number(),
      seed: z.string(),
      investigatedAfter: z.number().describe('days from the end of the log to the investigation'),
    })
    .describe('the simulated tenant in which the storylines were played'),
  groups: z.array(group),
})

export type ReplayCell = Readonly<z.infer<typeof cell>>
export type ReplayState = Readonly<z.infer<typeof state>>
export type ReplayGroup = Readonly<z.infer<typeof group>>
export type Replay = Readonly<z.infer<typeof replaySchema>>

export const replayJsonSchema = (): object => z.toJSONSchema(replaySchema)
