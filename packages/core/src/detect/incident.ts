import { type Entities, type EntityKind, entityKinds, type Finding, type Incident } from './finding.js'
import { hashText } from './hash.js'
import type { Severity } from './rule.js'

/** Points at which joined findings become an incident; below it they stay findings to read when there is time. */
export const incidentThreshold = 60

/** Two findings with a common address or application this far apart are two stories unless a token or session joins them. */
const sameStoryMs = 7 * 86_400_000

/** A person has many things done in their name: alone, only what begins within these hours of each other is one story. */
const samePersonMs = 3 * 3_600_000

/** Findings below these points inform; sharing a person with one of them joins nobody to it. A phone is new, somebody reads at night. */
const weighty = 20

/** A finding about more mailboxes than this says nothing about any one of them in particular. */
const fewMailboxes = 3

type Join = (earlier: Finding, later: Finding) => boolean

const gapMs = (earlier: Finding, later: Finding): number => Date.parse(later.first) - Date.parse(earlier.last)

const always: Join = () => true
const withinDays: Join = (earlier, later) => gapMs(earlier, later) <= sameStoryMs
const peopleOf = ({ entities }: Finding): ReadonlySet<string> =>
  new Set([...entities.mailbox, ...entities.account])

/** Who gave and who got, or whose mailbox and who reads it: two people in common are a story, one is a coincidence. */
function shareTwoPeople(a: Finding, b: Finding): boolean {
  const others = peopleOf(b)
  return [...peopleOf(a)].filter((who) => others.has(who)).length > 1
}

/** One account acts in both: then it does not matter how many mailboxes they are about. */
const shareActor = (a: Finding, b: Finding): boolean =>
  a.entities.account.some((who) => b.entities.account.includes(who))

const samePeople: Join = (earlier, later) =>
  Math.min(earlier.points, later.points) >= weighty &&
  (shareActor(earlier, later) ||
    Math.max(earlier.mailboxes.length, later.mailboxes.length) <= fewMailboxes) &&
  Date.parse(later.first) - Date.parse(earlier.first) <=
    (shareTwoPeople(earlier, later) ? sameStoryMs : samePersonMs)

/**
 * Whether sharing a value of that kind makes two findings one story. A token or a session does over any distance; an
 * address or application that nobody used before does within the week; a person alone only within hours.
 */
const joins: Readonly<Record<EntityKind, Join>> = {
  token: always,
  session: always,
  mailbox: samePeople,
  account: samePeople,
  app: withinDays,
  ip: withinDays,
}

export interface IncidentOptions {
  /** Values (`ip 1.2.3.4`) in use before anything was found about them: sharing them says nothing. */
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
  const seen = new Map<string, number[]>()
  for (const [i, finding] of ordered.entries()) {
    for (const kind of entityKinds) {
      for (const value of finding.entities[kind]) {
        // Mailbox and account are two names of one person's part in a story.
        const key = kind === 'account' || kind === 'mailbox' ? `person ${value}` : `${kind} ${value}`
        if (options.ordinary.has(key)) continue
        const earlier = seen.get(key) ?? []
        for (const at of earlier) {
          const other = ordered[at]
          if (other && at !== i && joins[kind](other, finding)) parent[rootOf(i)] = rootOf(at)
        }
        seen.set(key, [...earlier, i])
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

interface Row {
  readonly rule: string
  readonly points: number
  readonly count: number
  readonly title: string
  readonly fact: string
}

/** The documented sum: the points of each rule that fired, once, and of rules that tell one fact those of the weightiest. */
export function scoreOf(group: readonly Finding[]): {
  readonly score: number
  readonly reasons: readonly string[]
} {
  const byRule = new Map<string, Row>()
  for (const { rule, points, title, fact } of group) {
    const known = byRule.get(rule)
    byRule.set(rule, {
      rule,
      points: Math.max(known?.points ?? 0, points),
      count: (known?.count ?? 0) + 1,
      title,
      fact: fact ?? rule,
    })
  }
  const rows = [...byRule.values()].sort((a, b) => b.points - a.points || (a.rule < b.rule ? -1 : 1))
  const counted = new Map<string, Row>()
  for (const row of rows) if (!counted.has(row.fact)) counted.set(row.fact, row)
  return {
    score: [...counted.values()].reduce((sum, { points }) => sum + points, 0),
    reasons: rows.map((row) => {
      const said = counted.get(row.fact)
      const times = row.count > 1 ? ` (${row.count} findings)` : ''
      return said === row || !said
        ? `+${row.points} ${row.rule} ${row.title}${times}`
        : `+0 ${row.rule} ${row.title}${times}: what ${said.rule} tells already`
    }),
  }
}

/** When the sum reached the threshold: nobody was told before. */
function raisedAt(group: readonly Finding[]): string {
  const ordered = [...group].sort((a, b) => (a.detectedAt < b.detectedAt ? -1 : 1))
  const raising = ordered.findIndex((_, n) => scoreOf(ordered.slice(0, n + 1)).score >= incidentThreshold)
  return ordered[raising === -1 ? ordered.length - 1 : raising]?.detectedAt ?? ''
}

/** High where the sum is twice what raises an incident, or one of its weighty findings is. */
const severityOf = (score: number, group: readonly Finding[]): Severity =>
  score >= 2 * incidentThreshold ||
  group.some(({ severity, points }) => severity === 'High' && points * 2 >= incidentThreshold)
    ? 'High'
    : 'Medium'

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
    severity: severityOf(score, group),
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
    detectedAt: raisedAt(group),
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
