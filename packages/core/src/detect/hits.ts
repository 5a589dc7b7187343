import { entitiesOf, evidenceOf, type HitRow, subjectOf } from './entities.js'
import type { Finding } from './finding.js'
import { hashText } from './hash.js'
import { type Rule, type Severity, severities } from './rule.js'

const startColumns = ['TimeGenerated', 'Timestamp', 'StartTime', 'StartTimeUtc', 'FirstSeen', 'CreationTime']
const endColumns = ['EndTime', 'EndTimeUtc', 'LastSeen']
/** When the record came that made the condition true, in rules that wait for several. */
const triggerColumns = ['TriggerTime']

/** Points of a finding whose rule does not say: rules of others inform, they do not decide. */
const foreignPoints = { Informational: 0, Low: 5, Medium: 10, High: 20 } as const

function timeIn(row: HitRow, columns: readonly string[]): number | undefined {
  for (const column of columns) {
    const time = typeof row[column] === 'string' ? Date.parse(row[column]) : Number.NaN
    if (!Number.isNaN(time)) return time
  }
  return undefined
}

const show = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '?'
  if (Array.isArray(cell))
    return cell.length > 3 ? `${cell.slice(0, 3).join(', ')} and ${cell.length - 3} more` : cell.join(', ')
  if (typeof cell === 'number' && !Number.isInteger(cell)) return cell.toFixed(2)
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

/** `AppId {AppId} never read this mailbox` with the row's cells in place of the names; Sentinel writes `{{AppId}}`. */
export const fill = (template: string, row: HitRow): string =>
  template.replace(/\{\{(\w+)\}\}|\{(\w+)\}/g, (_, theirs?: string, ours?: string) =>
    show(row[theirs ?? ours ?? '']),
  )

/** What a rule of others says of a hit: its own words for the alert, and the details it asks to be shown. */
function reasonsOfOthers(rule: Rule, row: HitRow): readonly string[] {
  const words = rule.alertDetailsOverride?.alertDescriptionFormat ?? rule.description.split('\n')[0] ?? ''
  const details = Object.entries(rule.customDetails ?? {}).map(
    ([name, column]) => `${name}: ${show(row[column])}`,
  )
  return [fill(words, row), ...details]
}

/** The rule's points; a hit that says less of itself in a column `Points` (forwarded, but inside) weighs that. */
function pointsOf(rule: Rule, row: HitRow, severity: Severity): number {
  if (!rule.taxi) return foreignPoints[severity]
  const own = Number(row.Points ?? Number.NaN)
  return Number.isNaN(own) ? rule.taxi.points : Math.min(own, rule.taxi.points)
}

/** The severity a hit has by the column the rule names for it, else the rule's. */
function severityOf(rule: Rule, row: HitRow): Severity {
  const said = String(row[rule.alertDetailsOverride?.alertSeverityColumnName ?? ''] ?? '').toLowerCase()
  return severities.find((severity) => severity.toLowerCase() === said) ?? rule.severity
}

const iso = (ms: number): string => new Date(ms).toISOString()

/**
 * The finding a hit makes. `detectedAt` is the end of the first step of the rule's schedule that could have seen
 * the hit's last record; `seenAt` bounds it where the row tells no time.
 */
export function findingOf(rule: Rule, row: HitRow, seenAt: number): Finding {
  const first = timeIn(row, startColumns) ?? seenAt
  const last = Math.max(first, timeIn(row, endColumns) ?? first)
  const trigger = timeIn(row, triggerColumns) ?? first
  const entities = entitiesOf(rule, row)
  const step = Math.max(rule.queryFrequency, 60_000)
  const subject = subjectOf(row, entities)
  const evidence = evidenceOf(row)
  const severity = severityOf(rule, row)
  return {
    id: `${rule.key}-${hashText(`${rule.key}|${subject}|${iso(first)}|${subject.length > 6 ? '' : evidence.join(',')}`).slice(0, 12)}`,
    rule: rule.key,
    ruleVersion: rule.version,
    severity,
    title: rule.taxi ? rule.name : fill(rule.alertDetailsOverride?.alertDisplayNameFormat ?? rule.name, row),
    techniques: [...(rule.relevantTechniques ?? [])],
    tactics: [...(rule.tactics ?? [])],
    entities,
    mailboxes: entities.mailbox,
    evidence,
    reasons: rule.taxi ? rule.taxi.reasons.map((reason) => fill(reason, row)) : reasonsOfOthers(rule, row),
    points: pointsOf(rule, row, severity),
    ...(rule.taxi?.fact ? { fact: rule.taxi.fact } : {}),
    first: iso(first),
    last: iso(last),
    detectedAt: iso(Math.min(Math.ceil((trigger + 1) / step) * step, Math.max(seenAt, trigger))),
  }
}
