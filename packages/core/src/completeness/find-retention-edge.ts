import { dayMs, msOf } from '../time.js'
import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** Days after which audit records are dropped, by licence and policy. */
const retentions = [90, 180, 365] as const

/** A log as long as a retention period begins where retention ended, not where activity began. */
export const findRetentionEdge = ({ tenants }: Facts): readonly Gap[] =>
  tenants.flatMap(({ tenant, first, last }) => {
    const span = (msOf(last) - msOf(first)) / dayMs
    const retention = retentions.find((days) => Math.abs(span - days) <= 1)
    return retention
      ? [
          {
            kind: 'retention-edge' as const,
            tenant,
            mailbox: null,
            from: null,
            to: first,
            evidence: [],
            reason: `the oldest record lies ${Math.round(span)} days before the newest: ${retention} days is a retention period, so older records were probably dropped`,
            fix: 'look for older exports and the SIEM; retention cannot be extended backwards',
          },
        ]
      : []
  })
