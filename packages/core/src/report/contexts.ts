import type { Context } from '../access/context.js'
import type { Finding, Incident } from '../detect/finding.js'
import type { LinkGroup } from '../link/link.js'
import type { ReportContext } from './model.js'

/** Contexts of each finding: those its evidence touched, and those that share a session or token with it. */
export function contextsOfFindings(
  findings: readonly Finding[],
  contexts: readonly Context[],
  contextOfRecord: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const bySession = new Map<string, string[]>()
  for (const context of contexts) {
    const keys = [
      ...(context.session ? [context.session.toLowerCase()] : []),
      ...context.tokens.map((token) => `token ${token}`),
    ]
    for (const key of keys) bySession.set(key, [...(bySession.get(key) ?? []), context.id])
  }
  return new Map(
    findings.map((finding) => {
      const touched = finding.evidence.flatMap((id) => contextOfRecord.get(id) ?? [])
      const shared = [
        ...finding.entities.session.flatMap((session) => bySession.get(session.toLowerCase()) ?? []),
        ...finding.entities.token.flatMap((token) => bySession.get(`token ${token}`) ?? []),
      ]
      return [finding.id, [...new Set([...touched, ...shared])].sort()]
    }),
  )
}

/**
 * The findings that make an incident what it is: at least half as heavy as its heaviest. What merely joined (an
 * application rolled out in the same week) makes nobody a suspect.
 */
export function strongFindings(incident: Incident, findings: readonly Finding[]): readonly Finding[] {
  const own = findings.filter((finding) => incident.findings.includes(finding.id))
  const heaviest = Math.max(0, ...own.map((finding) => finding.points))
  return own.filter((finding) => finding.points * 2 >= heaviest)
}

/** Contexts worth a second look: what makes an incident, or a finding of high severity. */
export function suspectsOf(
  findings: readonly Finding[],
  incidents: readonly Incident[],
  contextsOf: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const joined = new Set(
    incidents.flatMap((incident) => strongFindings(incident, findings).map((finding) => finding.id)),
  )
  return new Set(
    findings
      .filter((finding) => joined.has(finding.id) || finding.severity === 'High')
      .flatMap((finding) => contextsOf.get(finding.id) ?? []),
  )
}

const sum = (groups: readonly LinkGroup[], state: LinkGroup['state']): number =>
  groups.filter((group) => group.state === state).reduce((total, group) => total + group.records, 0)

/** Suspects first, then by how much they read. */
export function reportContexts(
  contexts: readonly Context[],
  groups: readonly LinkGroup[],
  contextsOf: ReadonlyMap<string, readonly string[]>,
  suspects: ReadonlySet<string>,
): readonly ReportContext[] {
  const links = new Map<string, LinkGroup[]>()
  for (const group of groups) links.set(group.context, [...(links.get(group.context) ?? []), group])
  const findings = new Map<string, string[]>()
  for (const [finding, own] of contextsOf)
    for (const context of own) findings.set(context, [...(findings.get(context) ?? []), finding])
  return contexts
    .map((context) => {
      const own = links.get(context.id) ?? []
      return {
        ...context,
        tokens: [...context.tokens],
        mailboxes: [...context.mailboxes],
        signIn: {
          linked: sum(own, 'linked'),
          none: sum(own, 'none'),
          notEvaluable: sum(own, 'not-evaluable'),
          keys: [...new Set(own.flatMap((group) => group.key ?? []))].sort(),
          signIns: [...new Set(own.flatMap((group) => group.signIns))].sort().slice(0, 5),
        },
        findings: [...(findings.get(context.id) ?? [])].sort(),
        suspect: suspects.has(context.id),
      }
    })
    .sort(
      (a, b) =>
        Number(b.suspect) - Number(a.suspect) ||
        Number(b.clientClass === 'interactive') - Number(a.clientClass === 'interactive') ||
        b.records - a.records ||
        (a.id < b.id ? -1 : 1),
    )
}
