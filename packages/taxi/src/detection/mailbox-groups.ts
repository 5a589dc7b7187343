import type { GroupMember, Readiness, ReadinessVerdict } from '@bigyellowtaxi/core'
import {
  type LoggingState,
  type MailboxAudit,
  mailboxAuditOf,
  type ReplaySource,
  replaySources,
  sourcesOf,
} from './logging-state.js'

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

const verdicts: readonly ReadinessVerdict[] = ['complete', 'partial', 'blind', 'unknown']
const audits: readonly MailboxAudit[] = ['everything', 'no reads', 'nothing']

const said: Readonly<Record<MailboxAudit, string>> = {
  everything: '',
  'no reads': '',
  nothing: ', nothing written',
}

/** The mailboxes, by group of the risk profile where there is one, then by how they are logged. */
export function groupsOf(
  readiness: Readiness,
  members: readonly GroupMember[] = [],
): readonly MailboxGroup[] {
  const sources = sourcesOf(readiness)
  const groups = [...new Set(members.map((member) => member.group))].sort()
  const scopes: readonly (readonly [string, ReadonlySet<string> | undefined])[] =
    groups.length === 0
      ? [['', undefined]]
      : groups.map((group) => [
          `${group}: `,
          new Set(members.filter((member) => member.group === group).map((member) => member.mailbox)),
        ])
  return scopes.flatMap(([prefix, scope]) =>
    verdicts.flatMap((verdict) =>
      audits.flatMap((mailboxAudit) => {
        const own = readiness.mailboxes.filter(
          (mailbox) =>
            mailbox.verdict === verdict &&
            (scope === undefined || scope.has(mailbox.mailbox)) &&
            mailboxAuditOf(mailbox.verdict, mailbox.reasons) === mailboxAudit,
        )
        if (own.length === 0) return []
        const days = own.flatMap((mailbox) => mailbox.retentionDays ?? [])
        return [
          {
            name: `${prefix}${own.length} ${verdict}${said[mailboxAudit]}`,
            verdict,
            mailboxes: own.map((mailbox) => mailbox.mailbox),
            ...(days.length > 0 ? { retentionDays: Math.min(...days) } : {}),
            today: { mailboxAudit, sources },
            mending: [
              ...new Set(
                own.flatMap((one) =>
                  one.fixes.slice(0, 1).map((fix) => fix.replaceAll(one.mailbox, '<mailbox>')),
                ),
              ),
            ].slice(0, 3),
          },
        ]
      }),
    ),
  )
}

/** One setting, licence or source, and the state of logging once it is there. */
export interface Fix {
  readonly name: string
  readonly how: readonly string[]
  apply(state: LoggingState): LoggingState
}

const withSource = (readiness: Readiness, source: ReplaySource): Fix => ({
  name: source === 'unified-audit' ? 'switch the unified audit log on' : `collect ${source}`,
  how:
    source === 'unified-audit'
      ? ['Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true']
      : (readiness.sources.find((known) => known.source === source)?.fixes ?? []),
  apply: (state) => ({ ...state, sources: new Set([...state.sources, source]) }),
})

/** Everything that this group's logging lacks, one at a time, and all of it together. */
export function fixesOf(readiness: Readiness, { today, mending }: MailboxGroup): readonly Fix[] {
  const logReads: Fix = {
    name: 'log mail reads',
    how: mending,
    apply: (state) => ({ ...state, mailboxAudit: 'everything' }),
  }
  const single = [
    ...(today.mailboxAudit === 'everything' ? [] : [logReads]),
    ...replaySources
      .filter((source) => !today.sources.has(source))
      .map((source) => withSource(readiness, source)),
  ]
  const all: Fix = {
    name: 'all of these',
    how: [],
    apply: (from) => single.reduce((to, fix) => fix.apply(to), from),
  }
  return single.length > 1 ? [...single, all] : single
}
