import { z } from 'zod'
import { entityKinds, type Finding } from './finding.js'
import { buildIncidents } from './incident.js'
import type { Detection } from './run.js'

/** What an analyst decided: about one finding or incident, or about every finding of a rule on some entity. */
export const decisionSchema = z.object({
  /** A finding's or incident's id; or absent, with `rule` and optionally `entity` (`ip 192.0.2.1`) for a suppression. */
  id: z.string().optional(),
  rule: z.string().optional(),
  entity: z.string().optional(),
  verdict: z.enum(['benign', 'malicious', 'unsure', 'suppressed']),
  note: z.string().default(''),
  by: z.string().default(''),
  at: z.string(),
})
export type Decision = z.infer<typeof decisionSchema>

const isAbout = (decision: Decision, finding: Finding): boolean =>
  decision.id !== undefined
    ? decision.id === finding.id
    : (decision.rule === undefined || decision.rule === finding.rule) &&
      (decision.entity === undefined ||
        entityKinds.some((kind) =>
          finding.entities[kind].some((value) => `${kind} ${value}` === decision.entity),
        )) &&
      (decision.rule !== undefined || decision.entity !== undefined)

/** The last decision about a finding, if any: later ones replace earlier ones. */
export const decisionOn = (finding: Finding, decisions: readonly Decision[]): Decision | undefined =>
  decisions.filter((decision) => isAbout(decision, finding)).at(-1)

const setsAside = (decision: Decision | undefined): boolean =>
  decision?.verdict === 'benign' || decision?.verdict === 'suppressed'

export interface Decided extends Detection {
  /** Findings an analyst set aside: kept and counted, in no incident. */
  readonly aside: readonly { readonly finding: Finding; readonly decision: Decision }[]
}

/** Applies what analysts decided: what they set aside joins no incident, and an incident they called benign is gone. */
export function decide(detection: Detection, decisions: readonly Decision[]): Decided {
  const { ordinary } = detection
  const aside = detection.findings.flatMap((finding) => {
    const decision = decisionOn(finding, decisions)
    return decision && setsAside(decision) ? [{ finding, decision }] : []
  })
  const asideIds = new Set(aside.map(({ finding }) => finding.id))
  const findings = detection.findings.filter((finding) => !asideIds.has(finding.id))
  const incidents = (
    aside.length === 0 ? detection.incidents : buildIncidents(findings, { ordinary })
  ).filter((incident) => !setsAside(decisions.filter((decision) => decision.id === incident.id).at(-1)))
  return { ...detection, findings, incidents, aside }
}
