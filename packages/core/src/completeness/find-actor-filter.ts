import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** In a log this long services and other people would have left a record too. */
const enough = 500

/** Searching the audit log by -UserIds finds what a user did, never what others did to the user's mailbox. */
export const findActorFilter = ({ tenants }: Facts): readonly Gap[] =>
  tenants
    .filter((tenant) => !tenant.hasSeveralActors && tenant.records >= enough)
    .map(({ tenant, records }) => ({
      kind: 'actor-filter',
      tenant,
      mailbox: null,
      from: null,
      to: null,
      evidence: [],
      reason: `all ${records} records are of one actor: the export looks filtered by user, so access by delegates and apps is missing`,
      fix: 'search by mailbox (free text or ObjectIds with the mailbox GUID), not by -UserIds',
    }))
