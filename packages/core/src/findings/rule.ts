import type { Engine } from '@bigyellowtaxi/lake'
import type { Context } from '../access/context.js'
import { type Entities, type EntityKind, entityKinds, type Finding, type Gap } from '../detect/finding.js'
import { hashText } from '../detect/hash.js'
import type { Severity } from '../detect/rule.js'
import type { Answer } from '../ledger/ledger.js'
import type { LinkReport } from '../link/link.js'

/** What the built-in rules judge: everything the main job has already read. */
export interface Material {
  readonly engine: Engine
  readonly answer: Answer
  readonly links: LinkReport
  readonly contexts: ReadonlyMap<string, Context>
}

/**
 * A rule of the first set: what the ledger, the link and the completeness map show without any query language.
 * Ids are the catalogue's; a rule file of the same id replaces it.
 */
export interface BuiltInRule {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly severity: Severity
  readonly points: number
  readonly techniques: readonly string[]
  readonly tactics: readonly string[]
  judge(material: Material): Promise<Judgement>
}

export interface Judgement {
  readonly drafts: readonly Draft[]
  /** What of the material could not be judged. */
  readonly gaps: readonly Gap[]
}

/** A finding before it has an id. */
export interface Draft {
  /** What it is about; with the rule it makes the id, so it never names a run, a count or a time that can grow. */
  readonly subject: string
  readonly entities: Partial<Entities>
  readonly mailboxes: readonly string[]
  readonly evidence: readonly string[]
  readonly reasons: readonly string[]
  readonly first: string
  readonly last: string
  /** Where this hit weighs less than the rule's hits usually do. */
  readonly weight?: { readonly severity: Severity; readonly points: number }
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort()

const fold = (kind: EntityKind, value: string): string => (kind === 'token' ? value : value.toLowerCase())

export function findingOf(rule: BuiltInRule, draft: Draft): Finding {
  const entities = Object.fromEntries(
    entityKinds.map((kind) => [kind, unique((draft.entities[kind] ?? []).map((value) => fold(kind, value)))]),
  ) as Record<EntityKind, readonly string[]>
  return {
    id: `${rule.id}-${hashText(`${rule.id}|${draft.subject}`).slice(0, 12)}`,
    rule: rule.id,
    ruleVersion: rule.version,
    severity: draft.weight?.severity ?? rule.severity,
    title: rule.title,
    techniques: rule.techniques,
    tactics: rule.tactics,
    entities,
    mailboxes: unique(draft.mailboxes),
    evidence: unique(draft.evidence),
    reasons: draft.reasons,
    points: draft.weight?.points ?? rule.points,
    first: draft.first,
    last: draft.last,
    detectedAt: draft.last,
  }
}

/** The entities of contexts, for findings that rest on reads. */
export function entitiesOf(contexts: readonly Context[], mailboxes: readonly string[]): Partial<Entities> {
  const present = (values: readonly (string | null)[]): readonly string[] =>
    values.filter((value): value is string => value !== null)
  return {
    token: contexts.flatMap((context) => context.tokens),
    session: present(contexts.map((context) => context.session)),
    mailbox: mailboxes,
    account: present(contexts.map((context) => context.actor)).filter((actor) => actor.includes('@')),
    app: present(contexts.flatMap((context) => [context.app, context.clientApp])),
    ip: present(contexts.map((context) => context.ip)),
  }
}

/** The widest time the material speaks of, as the interval of a gap that has no better one. */
export function wholeTime({ answer }: Material): { readonly from: number; readonly to: number } {
  const times = answer.facts.tenants.flatMap((tenant) => [Date.parse(tenant.first), Date.parse(tenant.last)])
  return times.length === 0 ? { from: 0, to: 0 } : { from: Math.min(...times), to: Math.max(...times) }
}
