import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** Fewer reads than this may well come from clients that never synchronise. */
const enough = 20

/** Sync is written as RecordType 2: an export that asked for RecordType 50 alone has lost every synchronised folder. */
export const findSyncMissing = ({ tenants }: Facts): readonly Gap[] =>
  tenants
    .filter((tenant) => tenant.reads >= enough && tenant.syncs === 0 && tenant.itemRecords === 0)
    .map(({ tenant, reads }) => ({
      kind: 'sync-missing',
      tenant,
      mailbox: null,
      from: null,
      to: null,
      evidence: [],
      reason: `${reads} MailItemsAccessed record(s), none a Sync, and no record of RecordType 2 at all: the export looks filtered on RecordType 50`,
      fix: 'export RecordType 2 (ExchangeItem) and 50 (ExchangeItemAggregated) both',
    }))
