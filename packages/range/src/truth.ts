import { day } from './clock.js'
import type { Habit, Note } from './life.js'
import { type Confession, parametersOf, type StoryRequest, timeOrNull } from './story.js'
import { storylines } from './storylines/index.js'
import { tiers } from './tiers/index.js'
import type { Mailbox } from './world/person.js'
import type { Tenant } from './world/tenant.js'
import { throttledFrom } from './world/throttling.js'

/** What the simulated logs hide. The JSON Schema is docs/range-truth.schema.json. */
export interface Truth {
  readonly version: 1
  readonly seed: string
  readonly start: string
  readonly end: string
  readonly days: number
  readonly mailboxes: number
  readonly mailboxDays: number
  readonly tier: string
  readonly density: number
  readonly tenantId: string
  readonly domain: string
  readonly storylines: readonly StoryTruth[]
  readonly confounders: readonly ConfounderTruth[]
  readonly mailboxTiers: readonly MailboxTruth[]
}

/** What the licence and settings of a mailbox let the log say about it. */
export interface MailboxTruth {
  readonly mailbox: string
  readonly kind: string
  readonly tier: string
  readonly executive: boolean
  readonly mailReadsWritten: boolean
  readonly searchesWritten: boolean
  readonly retentionDays: number
  /** Start of the 24 hours in which Exchange wrote no binds, where it was throttled. */
  readonly throttledFrom: string | null
}

export interface StoryTruth {
  readonly name: string
  readonly variant: 'loud' | 'quiet'
  readonly about: string
  readonly techniques: readonly string[]
  readonly parameters: Readonly<Record<string, number>>
  readonly firstTime: string | null
  readonly lastTime: string | null
  /** First attacker record that the licence let into the audit log. */
  readonly firstRecordTime: string | null
  readonly mailboxes: readonly string[]
  /** Accounts the intruder acted under without being after their mail. */
  readonly accounts: readonly string[]
  readonly sessions: readonly string[]
  readonly tokens: readonly string[]
  readonly ips: readonly string[]
  readonly appIds: readonly string[]
  /** Audit records in the exports, each of them there exactly once. */
  readonly recordIds: readonly string[]
  /** Audit records the licence or a setting kept out of the log. */
  readonly unloggedIds: readonly string[]
  readonly signInIds: readonly string[]
  readonly directoryAuditIds: readonly string[]
  readonly graphRequestIds: readonly string[]
  readonly mailEventIds: readonly string[]
  readonly messagesRead: Confession['messages']
  readonly foldersSynced: Confession['folders']
}

export interface ConfounderTruth {
  readonly name: string
  readonly about: string
  readonly mistakenFor: string
  readonly records: number
  readonly firstTime: string | null
  readonly lastTime: string | null
  readonly instances: readonly {
    readonly subject: string
    readonly what: string
    readonly from: string | null
    readonly to: string | null
  }[]
}

export type ConfounderBook = Map<
  string,
  { readonly habit: Habit; readonly notes: readonly Note[]; records: number; first: number; last: number }
>

export function buildTruth(
  tenant: Tenant,
  book: ConfounderBook,
  confessions: ReadonlyMap<StoryRequest, Confession>,
): Truth {
  return {
    version: 1,
    seed: tenant.seed,
    start: timeOrNull(tenant.start) ?? '',
    end: timeOrNull(tenant.start + tenant.days * day) ?? '',
    days: tenant.days,
    mailboxes: tenant.mailboxes,
    mailboxDays: tenant.mailboxes * tenant.days,
    tier: tenant.tier,
    density: tenant.density,
    tenantId: tenant.id,
    domain: tenant.domain,
    storylines: [...confessions].map(([request, confession]) => storyTruth(request, confession)),
    confounders: [...book.values()].map((tally) => ({
      name: tally.habit.name,
      about: tally.habit.about,
      mistakenFor: tally.habit.mistakenFor ?? '',
      records: tally.records,
      firstTime: timeOrNull(tally.first),
      lastTime: timeOrNull(tally.last),
      instances: tally.notes.map(({ subject, what, from, to }) => ({
        subject,
        what,
        from: timeOrNull(from ?? Number.NaN),
        to: timeOrNull(to ?? Number.NaN),
      })),
    })),
    mailboxTiers: tenant.all.map((mailbox) => mailboxTruth(tenant, mailbox)),
  }
}

function storyTruth(request: StoryRequest, book: Confession): StoryTruth {
  const story = storylines.find(({ name }) => name === request.name)
  if (!story) throw new Error(`no storyline ${request.name}`)
  const rows = Object.entries(parametersOf(story))
  return {
    name: story.name,
    variant: request.isQuiet ? 'quiet' : 'loud',
    about: story.about,
    techniques: story.techniques,
    parameters: Object.fromEntries(
      rows.map(([key, row]) => [key, request.given[key] ?? (request.isQuiet ? row.quiet : row.loud)]),
    ),
    firstTime: timeOrNull(book.first),
    lastTime: timeOrNull(book.last),
    firstRecordTime: timeOrNull(book.firstRecord),
    mailboxes: [...book.mailboxes].sort(),
    accounts: [...book.accounts].sort(),
    sessions: [...book.sessions].sort(),
    tokens: [...book.tokens].sort(),
    ips: [...book.ips].sort(),
    appIds: [...book.appIds].sort(),
    recordIds: book.recordIds,
    unloggedIds: book.unloggedIds,
    signInIds: book.signInIds,
    directoryAuditIds: book.directoryIds,
    graphRequestIds: book.graphIds,
    mailEventIds: book.mailIds,
    messagesRead: book.messages,
    foldersSynced: book.folders,
  }
}

function mailboxTruth(tenant: Tenant, mailbox: Mailbox): MailboxTruth {
  const tier = tiers[mailbox.tier]
  const reads = tier.writes('MailItemsAccessed', 50)
  return {
    mailbox: mailbox.upn,
    kind: mailbox.kind,
    tier: mailbox.tier,
    executive: mailbox.executive,
    mailReadsWritten: reads,
    searchesWritten: mailbox.searchAudited && tier.writes('SearchQueryInitiatedExchange', 101),
    retentionDays: tier.retentionDays,
    throttledFrom:
      reads && mailbox.kind === 'user' ? timeOrNull(throttledFrom(tenant, mailbox) ?? Number.NaN) : null,
  }
}
