/** An incident as data: what front matter of format incident/1 says, field names as on the page. */

export type DatePrecision = 'day' | 'month' | 'year' | 'before' | 'after' | 'approx'
export interface DatedValue {
  readonly value: string
  readonly precision: DatePrecision
}
/** A bare string has the precision it is written with. */
export type Dated = string | DatedValue

export const eventKinds = [
  'background',
  'key-stolen',
  'access-start',
  'access-end',
  'detected',
  'reported',
  'contained',
  'credential-revoked',
  'disclosed',
  'advisory',
  'attribution',
  'correction',
  'legal',
  'policy',
] as const
export type EventKind = (typeof eventKinds)[number]

export type Confidence = 'confirmed' | 'high' | 'moderate' | 'low'
export type FaultSide = 'provider' | 'customer' | 'third-party' | 'shared'

export interface IncidentEvent {
  readonly at: Dated
  readonly kind: EventKind
  readonly text: string
  readonly sources: readonly string[]
}

export interface Coverage {
  readonly id: string
  readonly publisher: string
  readonly title: string
  readonly url: string
  readonly published: string
  readonly accessed?: string
  readonly archive_url?: string
  readonly sha256?: string
  readonly primary?: boolean
}

export interface Claim {
  readonly id: string
  readonly text: string
  readonly asserted?: string
  readonly confidence: Confidence
  readonly superseded_by?: string
  readonly superseded_on?: string
  readonly sources: readonly string[]
}

export interface Victim {
  readonly name: string
  readonly kind: 'organization' | 'person' | 'group'
  readonly sector?: string
  readonly country?: string
  readonly sources: readonly string[]
}

export interface Actor {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly confidence: Confidence
  readonly attributed_by?: string
  readonly sources: readonly string[]
}

export interface Technique {
  readonly id: string
  readonly name?: string
  readonly evidence: string
  readonly sources: readonly string[]
}

export interface Ioc {
  readonly type: string
  readonly value: string
  readonly first_seen?: string
  readonly last_seen?: string
  readonly source: string
  readonly tlp?: 'clear' | 'green' | 'amber'
  readonly note?: string
  readonly sweep?: boolean
}

export interface Weakness {
  readonly id: string
  readonly text: string
  readonly sources: readonly string[]
}

export interface LogNeeded {
  readonly source: string
  readonly operation: string
  readonly tier: string
  readonly tier_then?: string
  readonly note?: string
  readonly sources?: readonly string[]
}

export interface Lesson {
  readonly text: string
  readonly control?: string
  readonly owner: 'customer' | 'provider' | 'both'
  readonly sources?: readonly string[]
}

/** What the simulator is asked for; no storyline is the tenant's everyday life. */
export interface HuntFixture {
  readonly storyline?: string
  readonly mailboxes: number
  readonly days: number
  readonly seed: number
  readonly note?: string
}

export interface Hunt {
  readonly id: string
  readonly title: string
  readonly rules: readonly string[]
  /** Whether one rule with findings is enough (`any`, the default) or each must have some. */
  readonly require?: 'any' | 'all'
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly positive: HuntFixture
  readonly negative: HuntFixture
  readonly blind_spots: readonly string[]
}

export interface Incident {
  readonly format: 'incident/1'
  readonly id: string
  readonly title: string
  readonly date: string
  readonly lastmod?: string
  readonly description: string
  readonly draft?: boolean
  readonly tags: readonly string[]
  readonly author?: string
  readonly victim: string
  readonly incident_start_date?: string
  readonly incident_end_date?: string
  readonly disclosure_date?: string
  readonly final_status?: string
  readonly aliases?: readonly string[]
  readonly status: {
    readonly state: 'open' | 'contained' | 'closed'
    readonly as_of: string
    readonly next_review?: string
    readonly note?: string
  }
  readonly fault: FaultSide
  readonly victims: readonly Victim[]
  readonly actors?: readonly Actor[]
  readonly providers: readonly string[]
  readonly services: readonly string[]
  readonly events: readonly IncidentEvent[]
  readonly coverage: readonly Coverage[]
  readonly claims?: readonly Claim[]
  readonly techniques?: readonly Technique[]
  readonly iocs?: readonly Ioc[]
  readonly weaknesses?: readonly Weakness[]
  readonly logs_needed: readonly LogNeeded[]
  readonly no_customer_log?: { readonly statement: string; readonly sources: readonly string[] }
  readonly lessons: readonly Lesson[]
  readonly hunts?: readonly Hunt[]
  readonly related?: readonly { readonly slug: string; readonly why: string }[]
  readonly revisions: readonly { readonly on: string; readonly text: string }[]
}

/** An incident with where it came from and its text. */
export interface IncidentPage {
  readonly slug: string
  readonly file: string
  readonly incident: Incident
  /** Markdown, verbatim. */
  readonly body: string
}
