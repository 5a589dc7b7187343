import type { StoryTruth, Truth } from '../truth.js'
import type { Claim, Report } from './report.js'

export interface Evaluation {
  readonly storylines: readonly StoryScore[]
  readonly falseIncidentsPer1000MailboxDays: number
  readonly falseFindingsPer1000MailboxDays: number
  readonly incidents: number
  readonly falseIncidents: number
  readonly findings: number
  readonly falseFindings: number
  readonly mailboxDays: number
  readonly rules: readonly RuleScore[]
  /** Incidents that rest on no attacker record, for reading. */
  readonly falseIncidentIds: readonly string[]
}

export interface StoryScore {
  readonly name: string
  readonly variant: string
  /** 1 when some incident rests on the storyline's own records, else 0. */
  readonly recall: number
  /** Share of the storyline's audit records that are evidence of such incidents. */
  readonly recordRecall: number
  /** How many of the mailboxes those incidents name, and how many there are. */
  readonly mailboxesNamed: number
  readonly mailboxes: number
  readonly mailboxesMissed: readonly string[]
  /** Mailboxes those incidents name though no storyline touched them: an incident that swallows the tenant shows here. */
  readonly mailboxesWronglyNamed: number
  /** Share of the evidence of those incidents that some storyline left. */
  readonly evidencePrecision: number
  /** Seconds from the first attacker record to the first finding; null when there is none. */
  readonly firstFindingSeconds: number | null
  readonly rules: readonly string[]
}

export interface RuleScore {
  readonly rule: string
  readonly findings: number
  readonly falseFindings: number
  readonly falsePer1000MailboxDays: number
  readonly storylines: readonly string[]
  /** Seconds from the first attacker record of each storyline to this rule's first finding about it. */
  readonly firstFindingSeconds: Readonly<Record<string, number>>
}

/** Every id a storyline left, whichever log it is in. */
const idsOf = (story: StoryTruth): string[] => [
  ...story.recordIds,
  ...story.signInIds,
  ...story.directoryAuditIds,
  ...story.graphRequestIds,
  ...story.mailEventIds,
]

interface Book {
  readonly byId: ReadonlyMap<string, readonly string[]>
  readonly byToken: ReadonlyMap<string, readonly string[]>
  readonly bySession: ReadonlyMap<string, readonly string[]>
}

function bookOf(truth: Truth): Book {
  const index = (values: (story: StoryTruth) => readonly string[]): Map<string, string[]> => {
    const map = new Map<string, string[]>()
    for (const story of truth.storylines)
      for (const value of values(story)) map.set(value, [...(map.get(value) ?? []), story.name])
    return map
  }
  return { byId: index(idsOf), byToken: index((s) => s.tokens), bySession: index((s) => s.sessions) }
}

/**
 * Which storylines a claim is about: those whose records are its evidence. A claim without any evidence ids is
 * judged by its tokens and sessions; naming the right mailbox alone is luck, not detection.
 */
function storiesOf(claim: Claim, book: Book): ReadonlySet<string> {
  if (claim.evidence.length > 0) return new Set(claim.evidence.flatMap((id) => book.byId.get(id) ?? []))
  return new Set([
    ...claim.tokens.flatMap((token) => book.byToken.get(token) ?? []),
    ...claim.sessions.flatMap((session) => book.bySession.get(session) ?? []),
  ])
}

const share = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((1000 * part) / whole) / 1000

const per1000 = (count: number, mailboxDays: number): number =>
  Math.round((count * 1_000_000) / mailboxDays) / 1000

/** Measures a detection report against the truth. */
export function evaluate(truth: Truth, report: Report): Evaluation {
  const book = bookOf(truth)
  const findings = report.findings.map((claim) => ({ claim, stories: storiesOf(claim, book) }))
  const incidents = report.incidents.map((claim) => ({ claim, stories: storiesOf(claim, book) }))
  const falseIncidents = incidents.filter(({ stories }) => stories.size === 0)
  const falseFindings = findings.filter(({ stories }) => stories.size === 0)
  return {
    storylines: truth.storylines.map((story) => scoreStory(story, { truth, book, incidents, findings })),
    falseIncidentsPer1000MailboxDays: per1000(falseIncidents.length, truth.mailboxDays),
    falseFindingsPer1000MailboxDays: per1000(falseFindings.length, truth.mailboxDays),
    incidents: incidents.length,
    falseIncidents: falseIncidents.length,
    findings: findings.length,
    falseFindings: falseFindings.length,
    mailboxDays: truth.mailboxDays,
    rules: scoreRules(findings, truth),
    falseIncidentIds: falseIncidents.map(({ claim }) => claim.id),
  }
}

interface Judged {
  readonly claim: Claim
  readonly stories: ReadonlySet<string>
}

interface Case {
  readonly truth: Truth
  readonly book: Book
  readonly incidents: readonly Judged[]
  readonly findings: readonly Judged[]
}

function scoreStory(story: StoryTruth, { truth, book, incidents, findings }: Case): StoryScore {
  const mine = incidents.filter(({ stories }) => stories.has(story.name))
  const named = new Set(mine.flatMap(({ claim }) => claim.mailboxes))
  const evidence = new Set(mine.flatMap(({ claim }) => claim.evidence))
  const missed = story.mailboxes.filter((mailbox) => !named.has(mailbox.toLowerCase()))
  const touched = new Set(truth.storylines.flatMap((one) => [...one.mailboxes, ...one.accounts]))
  const own = findings.length > 0 ? findings : incidents
  const known = story.recordIds.filter((id) => evidence.has(id)).length
  return {
    name: story.name,
    variant: story.variant,
    recall: mine.length > 0 ? 1 : 0,
    recordRecall: share(known, story.recordIds.length),
    mailboxesNamed: story.mailboxes.length - missed.length,
    mailboxes: story.mailboxes.length,
    mailboxesMissed: missed,
    mailboxesWronglyNamed: [...named].filter((mailbox) => mailbox.includes('@') && !touched.has(mailbox))
      .length,
    evidencePrecision: share([...evidence].filter((id) => book.byId.has(id)).length, evidence.size),
    firstFindingSeconds: secondsTo(story, own),
    rules: [...new Set(mine.flatMap(({ claim }) => claim.rules))].sort(),
  }
}

/** From the storyline's first record in the log to the first claim about it; null when there is none. */
function secondsTo(story: StoryTruth, claims: readonly Judged[]): number | null {
  const from = Date.parse(story.firstRecordTime ?? story.firstTime ?? '')
  let first = Number.POSITIVE_INFINITY
  for (const { claim, stories } of claims)
    if (stories.has(story.name)) first = Math.min(first, claim.raisedAt ?? Number.POSITIVE_INFINITY)
  return Number.isFinite(first) && !Number.isNaN(from) ? Math.round((first - from) / 1000) : null
}

function scoreRules(findings: readonly Judged[], truth: Truth): RuleScore[] {
  const byRule = new Map<string, Judged[]>()
  for (const judged of findings)
    for (const rule of judged.claim.rules) byRule.set(rule, [...(byRule.get(rule) ?? []), judged])
  return [...byRule]
    .map(([rule, all]) => {
      const wrong = all.filter(({ stories }) => stories.size === 0).length
      const times = truth.storylines.flatMap((story) => {
        const seconds = secondsTo(story, all)
        return seconds === null ? [] : [[story.name, seconds] as const]
      })
      return {
        rule,
        findings: all.length,
        falseFindings: wrong,
        falsePer1000MailboxDays: per1000(wrong, truth.mailboxDays),
        storylines: [...new Set(all.flatMap(({ stories }) => [...stories]))].sort(),
        firstFindingSeconds: Object.fromEntries(times),
      }
    })
    .sort((a, b) => b.falseFindings - a.falseFindings || (a.rule < b.rule ? -1 : 1))
}
