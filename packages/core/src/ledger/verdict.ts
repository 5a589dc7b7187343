/** What can be said about one message or folder, weakest first. */
export const verdicts = ['no-evidence', 'possible', 'presumed', 'read'] as const
export type Verdict = (typeof verdicts)[number]

/** One ground for a verdict, with the records behind it. */
export interface Basis {
  readonly kind: BasisKind
  /** Ids of audit records; empty for a gap that is an absence. */
  readonly evidence: readonly string[]
  /** For a reader: what was recorded, or what is missing. */
  readonly note: string
}

export type BasisKind = 'bind' | 'attachment' | 'sync' | 'throttle' | 'gap'

/** How much each ground can carry. A gap can never show that nothing happened, and never that something did. */
export const carries: Readonly<Record<BasisKind, Verdict>> = {
  bind: 'read',
  attachment: 'read',
  sync: 'presumed',
  throttle: 'presumed',
  gap: 'possible',
}

export const isWeaker = (a: Verdict, b: Verdict): boolean => verdicts.indexOf(a) < verdicts.indexOf(b)

export const strongest = (list: readonly Verdict[]): Verdict =>
  list.reduce<Verdict>((best, verdict) => (isWeaker(best, verdict) ? verdict : best), 'no-evidence')

/** The strongest verdict any ground carries; none at all means the log is complete and shows nothing. */
export const verdictOf = (bases: readonly Basis[]): Verdict =>
  strongest(bases.map((basis) => carries[basis.kind]))
