import type { Check } from '../check.js'
import type { Judgement } from '../verdict.js'

/** Days of use after which a missing read is no accident. */
const enoughDays = 2

/** Whether the log itself holds reads of the mailbox on the days on which it was in use. */
export const readsInLog: Check = {
  id: 'reads-in-log',
  title: 'The log holds reads of the mailbox while it is in use',
  scuba: [],
  advice: ['know-your-baseline'],
  decides: true,
  judge({ readsByLogon }) {
    return [...readsByLogon].flatMap(([mailbox, seen]): readonly Judgement[] => {
      const base = { check: 'reads-in-log', subject: mailbox, basis: 'logs' as const }
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
              },
            ]
          : [
              {
                ...base,
                verdict: 'unknown',
                reason: `in use on ${seen.activeDays} days only: too little to tell`,
              },
            ]
      const silent = (Date.parse(seen.lastActive) - Date.parse(seen.lastRead)) / 86_400_000
      if (silent >= 3 && seen.readDays >= 3)
        return [
          {
            ...base,
            verdict: 'blind',
            since: seen.lastRead,
            reason: `reads stop on ${seen.lastRead} while the mailbox is used until ${seen.lastActive}`,
            fix,
          },
        ]
      return [
        {
          ...base,
          verdict: 'complete',
          reason: `reads logged on ${seen.readDays} days, in use on ${seen.activeDays}`,
        },
      ]
    })
  },
}
