import type { Facts } from './facts.js'
import { findActiveUnlogged } from './find-active-unlogged.js'
import { findActorFilter } from './find-actor-filter.js'
import { findAuditingOff } from './find-auditing-off.js'
import { findExportCap } from './find-export-cap.js'
import { findNeverLogged } from './find-never-logged.js'
import { findNotCollected } from './find-not-collected.js'
import { findOwnerlessReads } from './find-ownerless-reads.js'
import { findReadsSilent } from './find-reads-silent.js'
import { findRejectedLines } from './find-rejected-lines.js'
import { findRetentionEdge } from './find-retention-edge.js'
import { findSilentHours } from './find-silent-hours.js'
import { findSyncMissing } from './find-sync-missing.js'
import { findThrottled } from './find-throttled.js'
import { findUnsupported } from './find-unsupported.js'
import { type Gap, type GapKind, gapKinds } from './gap.js'

/** One finder a kind of gap: the compiler asks for the missing row. */
export const gapFinders: Readonly<Record<GapKind, (facts: Facts) => readonly Gap[]>> = {
  throttled: findThrottled,
  'auditing-off': findAuditingOff,
  'unsupported-mailbox': findUnsupported,
  'never-logged': findNeverLogged,
  'active-unlogged': findActiveUnlogged,
  'reads-silent': findReadsSilent,
  'sync-missing': findSyncMissing,
  'export-cap': findExportCap,
  'rejected-lines': findRejectedLines,
  'ownerless-reads': findOwnerlessReads,
  'actor-filter': findActorFilter,
  'silent-hours': findSilentHours,
  'retention-edge': findRetentionEdge,
  'not-collected': findNotCollected,
}

/** Every gap, in the order of the kinds. */
export const findGaps = (facts: Facts): readonly Gap[] => gapKinds.flatMap((kind) => gapFinders[kind](facts))
