/** How much of what was done would stand in the log. */
export const readinessVerdicts = ['complete', 'partial', 'blind', 'unknown'] as const
export type ReadinessVerdict = (typeof readinessVerdicts)[number]

/** What is not written down of what happens in a mailbox. */
export const unloggedKinds = [
  'unified-audit',
  'everything',
  'own-actions',
  'owner-reads',
  'delegate-reads',
  'admin-reads',
  'sends',
  'token-renewals',
  'searches',
] as const
export type Unlogged = (typeof unloggedKinds)[number]
export const allReads: readonly Unlogged[] = ['owner-reads', 'delegate-reads', 'admin-reads']

/** What a check found out about one subject. */
export interface Judgement {
  readonly check: string
  /** A mailbox's address, a log source, or `tenant`. */
  readonly subject: string
  readonly verdict: ReadinessVerdict
  readonly basis: 'settings' | 'logs'
  readonly reason: string
  readonly fix?: string
  /** ISO 8601 UTC: since when it has been so, where that can be told. */
  readonly since?: string
  /** Ids of records that show it. */
  readonly evidence?: readonly string[]
  readonly retentionDays?: number
  /** Of a mailbox: what is not written down because of it, or not known to be. */
  readonly unlogged?: readonly Unlogged[]
  /** A hole that was closed again, or what one account does everywhere: a finding and a reason, but no verdict. */
  readonly isAside?: true
  /** Two exports, or settings and logs, cannot both be right about it. */
  readonly isContradiction?: true
  /** Exports that rival each other: no setting makes the subject complete until it is known which holds. */
  readonly isDoubt?: true
}

/**
 * The verdict of all judgements on one subject. The worst that anybody saw wins; "complete" needs somebody to have
 * seen it (`isDecisive`): settings that are merely not bad prove nothing, and what one side leaves open (a list cut
 * off by its printer, a log that was not ingested) only the other side can answer.
 */
export function combine(
  all: readonly Judgement[],
  isDecisive: (judgement: Judgement) => boolean,
): ReadinessVerdict {
  const judgements = all.filter((judgement) => !judgement.isAside)
  const has = (verdict: ReadinessVerdict) => judgements.some((judgement) => judgement.verdict === verdict)
  if (has('blind')) return 'blind'
  if (has('partial')) return 'partial'
  const isDoubted = judgements.some((judgement) => judgement.isDoubt)
  const proves = (judgement: Judgement) =>
    judgement.verdict === 'complete' &&
    isDecisive(judgement) &&
    !(isDoubted && judgement.basis === 'settings')
  return judgements.some(proves) ? 'complete' : 'unknown'
}
