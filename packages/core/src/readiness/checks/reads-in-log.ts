import type { Check } from '../check.js'
import { allReads, type Judgement, type Unlogged } from '../verdict.js'

/** Days of use after which a missing read is no accident. */
const enoughDays = 2
/** A mailbox whose owner is away still shows a stray action; only use on this many days without a read is a stop. */
const enoughDaysSince = 3
/** Days of use of which fewer than half hold a read. */
const enoughDaysUnread = 6

/** Whether the log itself holds reads of the mailbox on the days on which it was in use. */
export const readsInLog: Check = {
  id: 'reads-in-log',
  title: 'The log holds reads of the mailbox while it is in use',
  scuba: [],
  advice: ['know-your-baseline'],
  decides: true,
  judge({ readsByLogon, tokenRenewals }) {
    return [...readsByLogon].flatMap(([mailbox, seen]): readonly Judgement[] => {
      const base = { check: 'reads-in-log', subject: mailbox, basis: 'logs' as const }
      const rare: readonly Unlogged[] = [
        ...(seen.sends === 0 ? ['sends' as const] : []),
        ...(seen.searches === 0 ? ['searches' as const] : []),
        ...(tokenRenewals === 0 ? ['token-renewals' as const] : []),
      ]
      const unlogged = [...allReads, ...rare]
      const fix =
        'check licence, audit set and bypass of the mailbox, and that the export asked for record types 2 and 50'
      if (seen.readDays === 0)
        return seen.activeDays >= enoughDays
          ? [
              {
                ...base,
                verdict: 'blind',
                reason: `in use on ${seen.activeDays} days, no read logged on any of them`,
                fix,
                unlogged,
              },
            ]
          : [
              {
                ...base,
                verdict: 'unknown',
                reason: `in use on ${seen.activeDays} days only: too little to tell`,
                unlogged,
              },
            ]
      if (seen.daysSinceRead >= enoughDaysSince && seen.readDays >= enoughDaysSince)
        return [
          {
            ...base,
            verdict: 'blind',
            since: seen.lastRead,
            reason: `reads stop on ${seen.lastRead}, the mailbox is used on ${seen.daysSinceRead} days after it, until ${seen.lastActive}`,
            fix,
            unlogged,
          },
        ]
      if (seen.owner === 0 && seen.ownerActivity > 0)
        return [
          {
            ...base,
            verdict: 'unknown',
            reason: `${seen.others} reads, none of them by the owner, who acted in the mailbox: too little to tell`,
            unlogged: ['owner-reads', ...rare],
          },
        ]
      if (seen.activeDays >= enoughDaysUnread && seen.readDays * 2 < seen.activeDays)
        return [
          {
            ...base,
            verdict: 'partial',
            reason: `in use on ${seen.activeDays} days, reads logged on ${seen.readDays} of them only`,
            fix,
            ...(rare.length > 0 ? { unlogged: rare } : {}),
          },
        ]
      return [
        {
          ...base,
          verdict: 'complete',
          reason: `reads logged on ${seen.readDays} days, in use on ${seen.activeDays}`,
          ...(rare.length > 0 ? { unlogged: rare } : {}),
        },
      ]
    })
  },
}
