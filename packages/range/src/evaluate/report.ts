import { SimulationError } from '../errors.js'

/** What is read of a detection report: findings, and incidents they were joined into. */
export interface Report {
  readonly findings: readonly Claim[]
  readonly incidents: readonly Claim[]
}

/** A finding or an incident, reduced to what the truth can judge. */
export interface Claim {
  readonly id: string
  readonly rules: readonly string[]
  readonly evidence: readonly string[]
  readonly mailboxes: readonly string[]
  readonly tokens: readonly string[]
  readonly sessions: readonly string[]
  /** When it was raised, milliseconds; the time of its first evidence where the report does not say. */
  readonly raisedAt: number | undefined
  /** For incidents: the ids of their findings. */
  readonly findings: readonly string[]
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap((item) =>
        typeof item === 'string' ? [item] : isObject(item) && typeof item.id === 'string' ? [item.id] : [],
      )
    : typeof value === 'string'
      ? [value]
      : []

/** Reads the report of `taxi detect --json` (or anything with `findings[]` and, where it joins them, `incidents[]`). */
export function readReport(text: string): Report {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw new SimulationError(
      'EVA001',
      `the findings are not JSON: ${(error as Error).message}`,
      'give the output of taxi detect --json',
    )
  }
  const root = Array.isArray(parsed) ? { findings: parsed } : parsed
  if (!isObject(root) || (!Array.isArray(root.findings) && !Array.isArray(root.incidents)))
    throw new SimulationError(
      'EVA002',
      'the report has neither findings[] nor incidents[]',
      'give the output of taxi detect --json',
    )
  const findings = (Array.isArray(root.findings) ? root.findings : []).filter(isObject).map(claim)
  const incidents = (Array.isArray(root.incidents) ? root.incidents : []).filter(isObject).map(claim)
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  return {
    findings,
    incidents: Array.isArray(root.incidents)
      ? incidents.map((incident) => withFindings(incident, byId))
      : findings,
  }
}

function claim(row: Json, n: number): Claim {
  const entities = isObject(row.entities) ? row.entities : {}
  const raised = row.detectedAt ?? row.raisedAt ?? row.first ?? row.firstTime ?? row.time
  const at =
    typeof raised === 'string'
      ? Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(raised) ? raised : `${raised}Z`)
      : Number.NaN
  return {
    id: typeof row.id === 'string' ? row.id : `#${n + 1}`,
    rules: [...new Set([...texts(row.rule), ...texts(row.rules), ...texts(row.ruleId)])],
    evidence: [...texts(row.evidence), ...texts(row.evidenceIds), ...texts(row.recordIds)],
    mailboxes: [
      ...texts(row.mailboxes),
      ...texts(row.mailbox),
      ...texts(entities.mailbox),
      ...texts(entities.account),
    ].map((m) => m.toLowerCase()),
    tokens: [...texts(row.tokens), ...texts(entities.token)],
    sessions: [...texts(row.sessions), ...texts(entities.session)],
    raisedAt: Number.isNaN(at) ? undefined : at,
    findings: texts(row.findings),
  }
}

/** An incident also rests on what its findings rest on. */
function withFindings(incident: Claim, byId: ReadonlyMap<string, Claim>): Claim {
  const own = incident.findings.flatMap((id) => byId.get(id) ?? [])
  const all = <K extends 'rules' | 'evidence' | 'mailboxes' | 'tokens' | 'sessions'>(key: K): string[] => [
    ...new Set([...incident[key], ...own.flatMap((finding) => finding[key])]),
  ]
  return {
    ...incident,
    rules: all('rules'),
    evidence: all('evidence'),
    mailboxes: all('mailboxes'),
    tokens: all('tokens'),
    sessions: all('sessions'),
  }
}
