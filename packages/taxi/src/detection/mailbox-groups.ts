import {
  type GroupMember,
  type Readiness,
  type ReadinessVerdict,
  type Unlogged,
  unloggedOf,
} from '@bigyellowtaxi/core'
import { type LoggingState, type ReplayPlace, replaySources, sourcesOf } from './logging-state.js'

/** Mailboxes that are logged alike: the rows of the replay's matrix. */
export interface MailboxGroup {
  readonly name: string
  readonly verdict: ReadinessVerdict
  readonly mailboxes: readonly string[]
  readonly retentionDays?: number
  readonly today: LoggingState
  /** What mends the mailboxes' own logging, in the words of the checks. */
  readonly mending: readonly string[]
}

/** How long the simulated log is, and how many days after its end somebody looks into it. */
export interface Horizon {
  readonly days: number
  readonly investigatedAfter: number
}

const verdicts: readonly ReadinessVerdict[] = ['complete', 'partial', 'blind', 'unknown']

const said: Readonly<Partial<Record<Unlogged, string>>> = {
  'unified-audit': 'no audit log',
  everything: 'nothing written',
  'own-actions': 'own account unlogged',
}
const logons = {
  'owner-reads': 'owner',
  'delegate-reads': 'delegates',
  'admin-reads': 'administrators',
} as const

/** What of it a name must say beside the verdict, so that two groups are told apart. */
function lostText(lost: ReadonlySet<Unlogged>, verdict: ReadinessVerdict): string {
  const unread = (Object.keys(logons) as (keyof typeof logons)[]).filter((kind) => lost.has(kind))
  const isPlain = unread.length === (verdict === 'complete' || verdict === 'partial' ? 0 : 3)
  return [
    ...Object.entries(said).flatMap(([kind, text]) => (lost.has(kind as Unlogged) ? [text] : [])),
    ...(isPlain || unread.length === 0
      ? []
      : [`no reads by ${unread.map((kind) => logons[kind]).join(', ')}`]),
    ...(lost.has('sends') && unread.length === 0 ? ['no sends'] : []),
    ...(lost.has('searches') || lost.has('everything') || lost.has('unified-audit')
      ? []
      : ['searches logged']),
  ]
    .map((text) => `, ${text}`)
    .join('')
}

/** Days of the log that are beyond the retention when somebody looks. */
const goneAfter = (kept: number | undefined, { days, investigatedAfter }: Horizon): number =>
  kept === undefined ? 0 : Math.min(days, Math.max(0, days + investigatedAfter - kept))

function goneIn(
  readiness: Readiness,
  kept: number | undefined,
  horizon: Horizon,
): ReadonlyMap<ReplayPlace, number> {
  const places: readonly (readonly [ReplayPlace, number | undefined])[] = [
    ['unified-audit', kept],
    ...replaySources.map(
      (name) => [name, readiness.sources.find(({ source }) => source === name)?.retentionDays] as const,
    ),
  ]
  return new Map(
    places.map(([place, days]) => [place, goneAfter(days, horizon)] as const).filter(([, days]) => days > 0),
  )
}

/** The mailboxes, by group of the risk profile where there is one, then by how they are logged. */
export function groupsOf(
  readiness: Readiness,
  members: readonly GroupMember[] = [],
  horizon: Horizon = { days: 0, investigatedAfter: 0 },
): readonly MailboxGroup[] {
  const sources = sourcesOf(readiness)
  const ofTenant = readiness.judgements.filter(({ subject }) => subject === 'tenant')
  const known = readiness.mailboxes.map((mailbox) => {
    const own = readiness.judgements.filter(({ subject }) => subject === mailbox.mailbox)
    const lost = unloggedOf(mailbox.verdict, [...own, ...ofTenant])
    const gone = goneAfter(mailbox.retentionDays, horizon)
    return {
      ...mailbox,
      lost,
      key: `${verdicts.indexOf(mailbox.verdict)} ${[...lost].sort().join(' ')} ${gone}`,
    }
  })
  const profile = [...new Set(members.map((member) => member.group))].sort()
  const scopes: readonly (readonly [string, ReadonlySet<string> | undefined])[] =
    profile.length === 0
      ? [['', undefined]]
      : profile.map((group) => [
          `${group}: `,
          new Set(members.filter((member) => member.group === group).map((member) => member.mailbox)),
        ])
  return scopes.flatMap(([prefix, scope]) => {
    const inScope = known.filter(({ mailbox }) => scope === undefined || scope.has(mailbox))
    const keys = [...new Set(inScope.map(({ key }) => key))].sort()
    return keys.flatMap((key): readonly MailboxGroup[] => {
      const own = inScope.filter((mailbox) => mailbox.key === key)
      const [first] = own
      if (!first) return []
      const kept = own.flatMap((mailbox) => mailbox.retentionDays ?? [])
      const retentionDays = kept.length > 0 ? Math.min(...kept) : undefined
      return [
        {
          name: `${prefix}${own.length} ${first.verdict}${lostText(first.lost, first.verdict)}`,
          verdict: first.verdict,
          mailboxes: own.map(({ mailbox }) => mailbox),
          ...(retentionDays === undefined ? {} : { retentionDays }),
          today: { lost: first.lost, sources, gone: goneIn(readiness, retentionDays, horizon) },
          mending: [
            ...new Set(
              own.flatMap(({ mailbox, fixes }) =>
                fixes.slice(0, 1).map((fix) => fix.replaceAll(mailbox, '<mailbox>')),
              ),
            ),
          ].slice(0, 3),
        },
      ]
    })
  })
}
