import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** Row counts at which exports stop without saying so, and what stops there. */
const caps: Readonly<Record<number, string>> = {
  100: 'Search-UnifiedAuditLog without -ResultSize returns 100',
  5000: 'Search-UnifiedAuditLog returns at most 5,000 a call',
  50000: 'Search-UnifiedAuditLog sessions and Audit (Standard) exports end at 50,000',
  100000: 'Audit (Premium) search results end at 100,000',
  1000000: 'Audit (Premium) exports end at 1,000,000',
}

/** Exports are newest first or unsorted: what a full one dropped may lie anywhere in its span and before it. */
const findFullInputs = ({ inputs }: Facts): readonly Gap[] =>
  inputs.flatMap((input) => {
    const cap = caps[input.rows]
    return cap
      ? [
          {
            kind: 'export-cap' as const,
            tenant: input.tenant,
            mailbox: null,
            from: null,
            to: input.last,
            evidence: [],
            reason: `${input.file} holds exactly ${input.rows.toLocaleString('en-US')} rows: ${cap}`,
            fix: 'export again in shorter windows until no file is full',
          },
        ]
      : []
  })

/** What the search itself says, for the time it asked about. */
const findCappedQueries = ({ cappedQueries, tenants }: Facts): readonly Gap[] =>
  cappedQueries.flatMap((query) =>
    tenants
      .filter(({ tenant }) => query.tenant === '' || query.tenant === tenant)
      .map(({ tenant }) => ({
        kind: 'export-cap' as const,
        tenant,
        mailbox: null,
        from: query.from,
        to: query.to,
        evidence: [],
        reason: `the audit search ${query.name} exceeded its limit${query.limit ? ` of ${Number(query.limit).toLocaleString('en-US')} records` : ''} (isRecordCountLimitExceeded)`,
        fix: 'search again in shorter windows until no search exceeds its limit',
      })),
  )

export const findExportCap = (facts: Facts): readonly Gap[] => [
  ...findFullInputs(facts),
  ...findCappedQueries(facts),
]
