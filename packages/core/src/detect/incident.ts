import { type Entities, type EntityKind, entityKinds, type Finding, type Incident } from './finding.js'
import { hashText } from './hash.js'
import type { Severity } from './rule.js'

/** Points at which joined findings become an incident; below it they stay findings to read when there is time. */
export const incidentThreshold = 60

/** Two findings about one person this far apart are two stories unless a token or session joins them. */
const sameStoryMs = 7 * 86_400_000

/** A token or a session joins over any distance; people, apps and addresses only within the same days. */
const bound: Readonly<Record<EntityKind, number>> = {
  token: Number.POSITIVE_INFINITY,
  session: Number.POSITIVE_INFINITY,
  mailbox: sameStoryMs,
  account: sameStoryMs,
  app: sameStoryMs,
  ip: sameStoryMs,
}

export interface IncidentOptions {
  /** Values (`ip 1.2.3.4`) so common in this tenant that sharing them says nothing: shared egress, everybody's app. */
  readonly ordinary: ReadonlySet<string>
}

const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort()

const least = (values: readonly string[]): string => [...values].sort()[0] ?? ''
const greatest = (values: readonly string[]): string => [...values].sort().at(-1) ?? ''

/** Findings that share context, until nothing more joins (a union-find over entity values, in time order). */
export function groupFindings(
  findings: readonly Finding[],
  options: IncidentOptions,
): readonly (readonly Finding[])[] {
  const ordered = [...findings].sort((a, b) =>
    a.first === b.first ? (a.id < b.id ? -1 : 1) : a.first < b.first ? -1 : 1,
  )
  const parent = ordered.map((_, i) => i)
  const rootOf = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] ?? at
    return at
  }
  const seen = new Map<string, number>()
  for (const [i, finding] of ordered.entries()) {
    for (const kind of entityKinds) {
      for (const value of finding.entities[kind]) {
        const key = `${kind} ${value}`
        if (options.ordinary.has(key)) continue
        const earlier = seen.get(key)
        const last = earlier === undefined ? undefined : ordered[earlier]?.last
        const apart = last === undefined ? 0 : Date.parse(finding.first) - Date.parse(last)
        if (earlier !== undefined && apart <= bound[kind]) parent[rootOf(i)] = rootOf(earlier)
        seen.set(key, i)
      }
    }
  }
  const groups = new Map<number, Finding[]>()
  for (const [i, finding] of ordered.entries()) {
    const root = rootOf(i)
    groups.set(root, [...(groups.get(root) ?? []), finding])
  }
  return [...groups.values()]
}

/** The documented sum: the points of each rule that fired, once, however often it did. */
export function scoreOf(group: readonly Finding[]): {
  readonly score: number
  readonly reasons: readonly string[]
} {
  const points = new Map<string, { points: number; count: number; title: string }>()
  for (const finding of group) {
    const known = points.get(finding.rule)
    points.set(finding.rule, {
      points: Math.max(known?.points ?? 0, finding.points),
      count: (known?.count ?? 0) + 1,
      title: finding.title,
    })
  }
  const rows = [...points].sort(([a, x], [b, y]) => y.points - x.points || (a < b ? -1 : 1))
  return {
    score: rows.reduce((sum, [, row]) => sum + row.points, 0),
    reasons: rows.map(
      ([rule, row]) =>
        `+${row.points} ${rule} ${row.title}${row.count > 1 ? ` (${row.count} findings)` : ''}`,
    ),
  }
}

const severityOf = (score: number): Severity => (score >= 2 * incidentThreshold ? 'High' : 'Medium')

function incidentOf(group: readonly Finding[]): Incident {
  const { score, reasons } = scoreOf(group)
  const heaviest = [...group].sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1))[0]
  const mailboxes = union(group.map((finding) => finding.mailboxes))
  const who = mailboxes.length > 0 ? mailboxes : union(group.map((finding) => finding.entities.account))
  const others = who.length > 1 ? ` and ${who.length - 1} more` : ''
  return {
    // The earliest finding names the story: later evidence joins it and the id stays.
    id: `INC-${hashText(least(group.map((finding) => `${finding.first} ${finding.id}`))).slice(0, 12)}`,
    title: `${heaviest?.title ?? ''}${who[0] ? `: ${who[0]}${others}` : ''}`,
    severity: severityOf(score),
    score,
    findings: group.map((finding) => finding.id).sort(),
    rules: union(group.map((finding) => [finding.rule])),
    mailboxes,
    entities: Object.fromEntries(
      entityKinds.map((kind) => [kind, union(group.map((finding) => finding.entities[kind]))]),
    ) as Record<EntityKind, readonly string[]> satisfies Entities,
    evidence: union(group.map((finding) => finding.evidence)),
    techniques: union(group.map((finding) => finding.techniques)),
    first: least(group.map((finding) => finding.first)),
    last: greatest(group.map((finding) => finding.last)),
    detectedAt: least(group.map((finding) => finding.detectedAt)),
    reasons,
  }
}

/** Incidents, the heaviest first. Findings that join nothing heavy enough are in none. */
export function buildIncidents(findings: readonly Finding[], options: IncidentOptions): readonly Incident[] {
  return groupFindings(findings, options)
    .map(incidentOf)
    .filter((incident) => incident.score >= incidentThreshold)
    .sort((a, b) => b.score - a.score || (a.first < b.first ? -1 : 1))
}
