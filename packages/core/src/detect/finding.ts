import type { Interval } from './coverage.js'
import type { Severity } from './rule.js'

/** The kinds of thing that make two findings one story, strongest first; see investigation practice in docs/detections.md. */
export const entityKinds = ['token', 'session', 'mailbox', 'account', 'app', 'ip'] as const
export type EntityKind = (typeof entityKinds)[number]

/** Who and what a finding is about. Values are folded for comparison, except tokens (case-sensitive). */
export type Entities = Readonly<Record<EntityKind, readonly string[]>>

/** One rule, one subject, its evidence, its reasons in numbers. Times are ISO 8601 UTC. */
export interface Finding {
  /** Stable: made of rule and subject, never of the run. */
  readonly id: string
  readonly rule: string
  readonly ruleVersion: string
  readonly severity: Severity
  readonly title: string
  readonly techniques: readonly string[]
  readonly tactics: readonly string[]
  readonly entities: Entities
  readonly mailboxes: readonly string[]
  /** Ids of the records it rests on, sorted. */
  readonly evidence: readonly string[]
  readonly reasons: readonly string[]
  readonly points: number
  /** What other rules may tell too: of findings with the same fact, an incident counts the weightiest alone. */
  readonly fact?: string
  readonly first: string
  readonly last: string
  /** When the rule's schedule would have raised it. */
  readonly detectedAt: string
}

/** Findings joined by shared context, with the sum of their points. */
export interface Incident {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly score: number
  readonly findings: readonly string[]
  readonly rules: readonly string[]
  readonly mailboxes: readonly string[]
  readonly entities: Entities
  readonly evidence: readonly string[]
  readonly techniques: readonly string[]
  readonly first: string
  readonly last: string
  readonly detectedAt: string
  /** What the score is the sum of. */
  readonly reasons: readonly string[]
}

/** What of a rule's window could not be judged, why, and what would mend it. */
export interface Gap extends Interval {
  /** A source of `source.ts`, or the name of a KQL table that holds nothing. */
  readonly source: string
  readonly about: string
  readonly fix: string
  readonly mailboxes?: readonly string[]
}

/** Never two outcomes, always three: where the data was not logged, a rule says so and not "clean". */
export interface RuleOutcome {
  readonly rule: string
  readonly version: string
  readonly outcome: 'findings' | 'clean' | 'not-evaluable'
  readonly findings: number
  readonly gaps: readonly Gap[]
  /** Set when the rule itself could not run. */
  readonly error?: { readonly code: string; readonly message: string }
}
