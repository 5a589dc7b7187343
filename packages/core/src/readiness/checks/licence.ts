import type { Check } from '../check.js'
import { defaultRetentionDays, licencesOf } from '../licence.js'
import type { Judgement } from '../verdict.js'

/** The user's licence: how long records are kept, and whether advanced auditing was switched off in it. */
export const licence: Check = {
  id: 'licence',
  title: 'The licence writes mail reads and keeps them',
  scuba: ['MS.SECURITYSUITE.5.2v1', 'MS.EXO.17.3v1', 'MS.DEFENDER.6.3v1'],
  advice: ['enable-premium-logging'],
  decides: false,
  judge({ settings }) {
    return [...licencesOf(settings).values()].map((held): Judgement => {
      const base = {
        check: this.id,
        subject: held.user,
        basis: 'settings' as const,
        retentionDays: defaultRetentionDays(held),
      }
      if (held.disabled.has('M365_ADVANCED_AUDITING') && !held.plans.has('M365_ADVANCED_AUDITING'))
        return {
          ...base,
          verdict: 'partial',
          reason: `M365_ADVANCED_AUDITING is switched off in the user's licence (${held.place})`,
          fix: 'enable "Microsoft 365 Advanced Auditing" in the licence of the user (Microsoft 365 admin centre, Licenses and apps)',
        }
      if (held.plans.has('M365_ADVANCED_AUDITING'))
        return {
          ...base,
          verdict: 'complete',
          reason: `Audit (Premium): records of Exchange are kept for a year (${held.place})`,
        }
      if (held.plans.has('EXCHANGE_S_ENTERPRISE'))
        return {
          ...base,
          verdict: 'complete',
          reason: `Audit (Standard) with an enterprise mailbox: mail reads by default since 2024, kept for 180 days (${held.place})`,
        }
      return {
        ...base,
        verdict: 'unknown',
        reason: `Microsoft promises mail reads for E3 and E5 only; decide from the audit set and the log (${held.place})`,
        fix: 'a licence with Audit (Standard) or Audit (Premium) for mailboxes that matter',
      }
    })
  },
}
