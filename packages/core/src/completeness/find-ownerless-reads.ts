import { addMs } from '../time.js'
import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** A read that names no mailbox may have been one of any of them. */
export const findOwnerlessReads = ({ ownerless }: Facts): readonly Gap[] =>
  ownerless.map(({ tenant, reads, first, last, record }) => ({
    kind: 'ownerless-reads' as const,
    tenant,
    mailbox: null,
    from: first,
    to: addMs(last, 1000),
    evidence: [record],
    reason: `${reads.toLocaleString('en-US')} read(s) of mail that day name no mailbox`,
    fix: 'export the whole AuditData of each record: MailboxOwnerUPN or MailboxGuid says whose mail it was',
  }))
