/** Why the log cannot speak for a stretch of time. The order is the order in which a day's state names them. */
export const gapKinds = [
  'throttled',
  'auditing-off',
  'unsupported-mailbox',
  'never-logged',
  'active-unlogged',
  'reads-silent',
  'sync-missing',
  'export-cap',
  'rejected-lines',
  'ownerless-reads',
  'actor-filter',
  'silent-hours',
  'retention-edge',
  'not-collected',
] as const
export type GapKind = (typeof gapKinds)[number]

/** What of one mailbox (or of all, `mailbox: null`) may have happened without a record. `to` is exclusive. */
export interface Gap {
  readonly kind: GapKind
  readonly tenant: string
  readonly mailbox: string | null
  /** ISO 8601 UTC; null: from the beginning of time. */
  readonly from: string | null
  /** Null: until the end of time. */
  readonly to: string | null
  /** Ids of audit records that show it; empty where the absence itself is the sign. */
  readonly evidence: readonly string[]
  /** What was seen, in numbers. */
  readonly reason: string
  /** What would close it, or keep it from opening again. */
  readonly fix: string
}

/** True when the gap leaves anything of `[from, to)` in the dark for the mailbox. */
export const hides = (gap: Gap, tenant: string, mailbox: string, from: string, to: string): boolean =>
  gap.tenant === tenant &&
  (gap.mailbox === null || gap.mailbox === mailbox) &&
  (gap.from === null || Date.parse(gap.from) < Date.parse(to)) &&
  (gap.to === null || Date.parse(gap.to) > Date.parse(from))
