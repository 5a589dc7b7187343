import type { Facts } from '../completeness/facts.js'
import type { Completeness } from '../completeness/map.js'
import type { Coverage } from '../detect/coverage.js'
import type { Settings } from './settings.js'
import type { Judgement } from './verdict.js'

/** Everything a check may look at: what was exported of the settings, and what the logs themselves show. */
export interface ReadinessFacts {
  readonly settings: Settings
  readonly logs: Facts
  readonly completeness: Completeness
  readonly coverage: Coverage
  /** Every mailbox either of them names, sorted. */
  readonly mailboxes: readonly string[]
  /** Reads by logon type for each mailbox. */
  readonly readsByLogon: ReadonlyMap<string, LogonReads>
  readonly identifiers: IdentifierFacts
  /** Renewals of tokens that OWA logged (RecordType 275), in the whole log. */
  readonly tokenRenewals: number
}

export interface LogonReads {
  readonly owner: number
  readonly others: number
  readonly othersActivity: number
  readonly sends: number
  readonly searches: number
  readonly ownerActivity: number
  /** Days of use, days with reads, first and last of each (ISO days). */
  readonly activeDays: number
  readonly readDays: number
  /** Days of use after the day of the last read. */
  readonly daysSinceRead: number
  readonly lastActive: string
  readonly lastRead: string
  readonly firstRead: string
}

/** How many records carry the ids that tie reads to sign-ins. */
export interface IdentifierFacts {
  readonly reads: number
  readonly readsWithToken: number
  readonly signIns: number
  readonly signInsWithToken: number
}

export interface Check {
  /** Never reused. */
  readonly id: string
  readonly title: string
  /** CISA SCuBA baseline ids, the present one first, older names of it after. */
  readonly scuba: readonly string[]
  /** Which of the four logging recommendations of CISA AA23-193A it serves. */
  readonly advice: readonly AdviceId[]
  /** Whether its "complete" is somebody having seen reads logged, or set to be. */
  readonly decides: boolean
  judge(facts: ReadinessFacts): readonly Judgement[]
}

/** Logging recommendations of CISA and FBI's AA23-193A (https://www.cisa.gov/news-events/cybersecurity-advisories/aa23-193a). */
export const adviceTitles = {
  'enable-premium-logging': 'Enable the audit logging that records mail access',
  'make-searchable': 'Have the logs where operators can search them',
  'enable-unified-audit': 'Enable the Unified Audit Log',
  'know-your-baseline': 'Understand the cloud baseline, look for outliers',
} as const
export type AdviceId = keyof typeof adviceTitles
