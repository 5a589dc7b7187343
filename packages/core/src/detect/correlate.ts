import { type Entities, type EntityKind, entityKinds, type Finding } from './finding.js'
import { hashText } from './hash.js'
import { groupFindings } from './incident.js'
import type { Rule } from './rule.js'

const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort()

/** Findings of one group that lie within the storyline's time of `start`. */
const near = (group: readonly Finding[], start: Finding, withinMs: number): readonly Finding[] =>
  group.filter((finding) => {
    const apart = Date.parse(finding.first) - Date.parse(start.first)
    return apart >= 0 && apart <= withinMs
  })

/**
 * The storyline's findings: each time that one rule of each of its sets fired in time, within a group of joined findings
 * or in one person's name.
 */
export function correlateFindings(
  rule: Rule,
  findings: readonly Finding[],
  ordinary: ReadonlySet<string>,
): readonly Finding[] {
  const correlation = rule.taxi?.correlate
  if (!correlation) return []
  const wanted = new Set(correlation.all.flat())
  const candidates = findings.filter((finding) => wanted.has(finding.rule))
  const groups =
    correlation.by === 'any' ? groupFindings(candidates, { ordinary }) : groupByPerson(candidates)
  return groups.flatMap((group) => {
    const stories: Finding[] = []
    const told = new Set<Finding>()
    for (const start of group) {
      if (told.has(start)) continue
      const close = near(group, start, correlation.within)
      const complete = correlation.all.every((set) => close.some((finding) => set.includes(finding.rule)))
      if (!complete || union(close.map((finding) => finding.mailboxes)).length < correlation.mailboxes)
        continue
      stories.push(storyOf(rule, close))
      for (const part of close) told.add(part)
    }
    return stories
  })
}

function groupByPerson(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings)
    for (const person of union([finding.entities.mailbox, finding.entities.account]))
      groups.set(person, [...(groups.get(person) ?? []), finding])
  return [...groups.values()]
}

function storyOf(rule: Rule, parts: readonly Finding[]): Finding {
  const times = parts.flatMap((part) => [part.first, part.last]).sort()
  const rules = union(parts.map((part) => [part.rule]))
  const mailboxes = union(parts.map((part) => part.mailboxes))
  return {
    id: `${rule.key}-${hashText(`${rule.key}|${parts.map((part) => part.id).sort()[0]}`).slice(0, 12)}`,
    rule: rule.key,
    ruleVersion: rule.version,
    severity: rule.severity,
    title: rule.name,
    techniques: [...(rule.relevantTechniques ?? [])],
    tactics: [...(rule.tactics ?? [])],
    entities: Object.fromEntries(
      entityKinds.map((kind) => [kind, union(parts.map((part) => part.entities[kind]))]),
    ) as Record<EntityKind, readonly string[]> satisfies Entities,
    mailboxes,
    evidence: union(parts.map((part) => part.evidence)),
    reasons: [
      `${rules.join(', ')} within ${Math.round((rule.taxi?.correlate?.within ?? 0) / 3_600_000)} h, ${mailboxes.length} mailboxes`,
    ],
    points: rule.taxi?.points ?? 0,
    first: times[0] ?? '',
    last: times.at(-1) ?? '',
    detectedAt:
      [...parts]
        .map((part) => part.detectedAt)
        .sort()
        .at(-1) ?? '',
  }
}
