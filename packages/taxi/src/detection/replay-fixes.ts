import type { Readiness, Unlogged } from '@bigyellowtaxi/core'
import { type LoggingState, type ReplayPlace, replaySources } from './logging-state.js'
import type { MailboxGroup } from './mailbox-groups.js'

/** One setting, licence or source, and the state of logging once it is there. */
export interface Fix {
  readonly name: string
  readonly how: readonly string[]
  apply(state: LoggingState): LoggingState
}

/** What a setting mends. The commands are those of the checks where `how` is empty. */
const mended: readonly {
  readonly name: string
  readonly kinds: readonly Unlogged[]
  readonly how?: string
}[] = [
  {
    name: 'switch the unified audit log on',
    kinds: ['unified-audit'],
    how: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
  },
  {
    name: 'end the audit bypass',
    kinds: ['own-actions'],
    how: 'Set-MailboxAuditBypassAssociation -Identity <account> -AuditBypassEnabled $false',
  },
  {
    name: 'log mail reads',
    kinds: ['everything', 'owner-reads', 'delegate-reads', 'admin-reads', 'sends', 'token-renewals'],
  },
  {
    name: 'log searches',
    kinds: ['searches'],
    how: 'Set-Mailbox -Identity <mailbox> -AuditOwner @{Add="SearchQueryInitiated"}',
  },
]

const without = <T>(all: ReadonlySet<T>, some: readonly T[]): ReadonlySet<T> =>
  new Set([...all].filter((one) => !some.includes(one)))

function keepLonger(places: readonly ReplayPlace[], days: number): Fix {
  return {
    name: `keep ${places.join(', ')} for ${days} days`,
    how: places.map((place) =>
      place === 'unified-audit'
        ? 'Audit (Premium) licences and New-UnifiedAuditLogRetentionPolicy; nothing is kept longer that is written before'
        : `a diagnostic setting that sends ${place} to a workspace, and its table retention`,
    ),
    apply: (state) => ({ ...state, gone: new Map() }),
  }
}

/** Everything that this group's logging lacks, one at a time, and all of it together. */
export function fixesOf(
  readiness: Readiness,
  { today, mending }: MailboxGroup,
  wantedDays = 0,
): readonly Fix[] {
  const single: readonly Fix[] = [
    ...mended
      .filter(({ kinds }) => kinds.some((kind) => today.lost.has(kind)))
      .map(
        ({ name, kinds, how }): Fix => ({
          name,
          how: how === undefined ? mending : [how],
          apply: (state) => ({ ...state, lost: without(state.lost, kinds) }),
        }),
      ),
    ...replaySources
      .filter((source) => !today.sources.has(source))
      .map(
        (source): Fix => ({
          name: `collect ${source}`,
          how: readiness.sources.find((known) => known.source === source)?.fixes ?? [],
          apply: (state) => ({ ...state, sources: new Set([...state.sources, source]) }),
        }),
      ),
    ...(today.gone.size > 0 ? [keepLonger([...today.gone.keys()], wantedDays)] : []),
  ]
  const all: Fix = {
    name: 'all of these',
    how: [],
    apply: (from) => single.reduce((to, fix) => fix.apply(to), from),
  }
  return single.length > 1 ? [...single, all] : single
}
