import { z } from 'zod'

/**
 * The report as data: what `report.json` holds and what every rendering is made of. Versioned: a field may be
 * added under the same number, never renamed or removed. The JSON Schema in docs/generated/report.schema.json is made of
 * this file.
 */
export const reportVersion = 1

const time = z.string().describe('ISO 8601, UTC')
const ids = z.array(z.string()).describe('record ids, sorted')
const verdict = z
  .enum(['read', 'presumed', 'possible', 'no-evidence'])
  .describe('never "no access": `no-evidence` means a complete log shows nothing')
const clientClass = z.enum(['interactive', 'service-rest', 'system', 'unknown'])
const linkKey = z.enum(['uti', 'session', 'user-ip', 'session-chain'])
const severity = z.enum(['Informational', 'Low', 'Medium', 'High'])
const counts = z.object({
  read: z.number(),
  presumed: z.number(),
  possible: z.number(),
  'no-evidence': z.number(),
})

const scope = z.object({
  mailboxes: z.array(z.string()),
  actors: z.array(z.string()),
  sessions: z.array(z.string()),
  tokens: z.array(z.string()),
  ips: z.array(z.string()),
  apps: z.array(z.string()),
  tenants: z.array(z.string()),
  from: time.nullable(),
  to: time.nullable(),
})

const input = z.object({
  file: z.string(),
  sha256: z.string(),
  shape: z.string(),
  rows: z.number(),
  records: z.number(),
  duplicates: z.number(),
  rejects: z.number(),
  brokenOff: z.string().optional().describe('why the input ends before its end'),
})

const gap = z.object({
  kind: z.string(),
  tenant: z.string(),
  mailbox: z.string().nullable().describe('null: every mailbox of the tenant'),
  from: time.nullable(),
  to: time.nullable(),
  evidence: ids,
  reason: z.string(),
  fix: z.string(),
})

const mailbox = z.object({
  tenant: z.string(),
  mailbox: z.string(),
  verdict,
  messages: counts,
  openedBySuspects: z.number().describe('messages read by a context that is suspect'),
  records: z.number(),
  reads: z.number(),
  throttled: z.array(z.object({ from: time, to: time, evidence: ids })),
  gaps: z.array(z.number()).describe('positions in completeness.gaps'),
  statement: z.string(),
})

const context = z.object({
  id: z.string(),
  session: z.string().nullable(),
  ip: z.string().nullable(),
  network: z.string().nullable(),
  client: z.string().nullable(),
  clientClass,
  app: z.string().nullable(),
  clientApp: z.string().nullable(),
  actor: z.string().nullable(),
  tokens: z.array(z.string()),
  mailboxes: z.array(z.string()),
  records: z.number(),
  first: time,
  last: time,
  signIn: z.object({
    linked: z.number(),
    none: z.number(),
    notEvaluable: z.number(),
    keys: z.array(linkKey),
    signIns: ids,
  }),
  findings: z.array(z.string()),
  suspect: z
    .boolean()
    .describe('touched by a finding that is part of an incident, or by one of high severity'),
})

const basis = z.object({
  kind: z.enum(['bind', 'attachment', 'sync', 'throttle', 'gap']),
  note: z.string(),
})

const message = z.object({
  tenant: z.string(),
  mailbox: z.string(),
  message: z.string().nullable().describe('InternetMessageId'),
  item: z.string().nullable().describe('store id, for items without an InternetMessageId'),
  verdict,
  bases: z.array(basis),
  subject: z.string().nullable(),
  sender: z.string().nullable(),
  date: time.nullable(),
  sizeBytes: z.number().nullable(),
  folders: z.array(z.string()),
  first: time.nullable(),
  last: time.nullable(),
  accesses: z.number().describe('items listed in records: a floor, Exchange merges and drops repeats'),
  contexts: z.array(z.string()),
  suspect: z.boolean(),
  records: z.number().describe('how many records stand behind it; `evidence` holds the first of them'),
  evidence: ids,
})

const folder = z.object({
  tenant: z.string(),
  mailbox: z.string(),
  folder: z.string(),
  verdict,
  messages: z.number(),
  syncs: z.number(),
  first: time.nullable(),
  last: time.nullable(),
  contexts: z.array(z.string()),
  records: z.number(),
  evidence: ids,
})

const finding = z.object({
  id: z.string().describe('stable: made of rule and subject'),
  rule: z.string(),
  ruleVersion: z.string(),
  severity,
  title: z.string(),
  mailboxes: z.array(z.string()),
  contexts: z.array(z.string()),
  evidence: ids,
  reasons: z.array(z.string()),
  entities: z.record(z.string(), z.array(z.string())),
  techniques: z.array(z.string()),
  tactics: z.array(z.string()),
  points: z.number(),
  first: time,
  last: time,
})

const incident = z.object({
  id: z.string(),
  title: z.string(),
  severity,
  score: z.number().describe('the sum that `reasons` spells out'),
  reasons: z.array(z.string()),
  findings: z.array(z.string()),
  rules: z.array(z.string()),
  mailboxes: z.array(z.string()),
  contexts: z.array(z.string()).describe('of its strong findings: at least half as heavy as the heaviest'),
  evidence: ids,
  techniques: z.array(z.string()),
  exposed: counts.describe('messages its contexts touched or may have'),
  first: time,
  last: time,
})

const outcome = z.object({
  rule: z.string(),
  version: z.string(),
  outcome: z.enum(['findings', 'clean', 'not-evaluable']),
  findings: z.number(),
  missing: z.array(
    z.object({
      source: z.string(),
      about: z.string(),
      fix: z.string(),
      from: time,
      to: time,
      mailboxes: z.array(z.string()),
    }),
  ),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})

const record = z.object({
  id: z.string(),
  table: z.string(),
  time: time.nullable(),
  operation: z.string(),
  mailbox: z.string().nullable(),
  actor: z.string().nullable(),
  ip: z.string().nullable(),
  client: z.string().nullable(),
  file: z.string(),
  line: z.number().nullable(),
})

export const reportSchema = z.object({
  kind: z.literal('big-yellow-taxi report'),
  version: z.literal(reportVersion),
  tool: z.object({ name: z.string(), version: z.string() }),
  scope,
  windows: z.array(z.object({ tenant: z.string(), from: time, to: time, records: z.number() })),
  summary: z.array(z.string()).describe('the answer in sentences, the strongest first'),
  counters: z.object({
    records: z.number(),
    reads: z.number(),
    binds: z.number(),
    syncs: z.number(),
    accesses: z.number(),
    distinctMessages: z.number(),
    mailboxes: z.number(),
    sessions: z.number(),
    messages: counts,
    exposed: counts.describe('messages the contexts of incidents touched'),
  }),
  inputs: z.array(input),
  failures: z
    .array(z.object({ file: z.string(), code: z.string(), message: z.string() }))
    .describe('inputs that could not be read: nothing of them is in this report'),
  incidents: z.array(incident),
  findings: z.array(finding),
  outcomes: z.array(outcome),
  contexts: z.array(context),
  links: z.object({
    classes: z.array(
      z.object({
        clientClass,
        records: z.number(),
        linked: z.number(),
        byKey: z.object({
          uti: z.number(),
          session: z.number(),
          'user-ip': z.number(),
          'session-chain': z.number(),
        }),
        none: z.number(),
        notEvaluable: z.number(),
      }),
    ),
    without: z
      .array(
        z.object({ context: z.string(), mailboxes: z.array(z.string()), records: z.number(), evidence: ids }),
      )
      .describe('interactive reads with no sign-in behind them, where sign-ins were collected'),
    notEvaluable: z.string().nullable().describe('why reads could not be judged'),
  }),
  mailboxes: z.array(mailbox),
  folders: z.array(folder),
  messages: z.array(message),
  messagesOmitted: z.number().describe('messages only in ledger.csv'),
  completeness: z.object({
    gaps: z.array(gap),
    mailboxes: z.array(
      z.object({
        tenant: z.string(),
        mailbox: z.string(),
        completeDays: z.number(),
        days: z.array(
          z.object({
            day: z.string(),
            state: z.string(),
            records: z.number(),
            reads: z.number(),
            activity: z.number(),
          }),
        ),
      }),
    ),
  }),
  timeline: z.object({
    unit: z.enum(['hour', 'day']),
    steps: z.array(z.object({ at: time, reads: z.number(), suspect: z.number(), service: z.number() })),
  }),
  evidence: z.array(record),
  evidenceOmitted: z.number().describe('records cited but not listed here'),
})

export type Report = z.infer<typeof reportSchema>
export type ReportMessage = Report['messages'][number]
export type ReportContext = Report['contexts'][number]
export type ReportRecord = Report['evidence'][number]

/** JSON Schema (draft 2020-12) of the report, as published. */
export const reportJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(reportSchema, { target: 'draft-2020-12' }),
  title: 'Big Yellow Taxi report',
})
