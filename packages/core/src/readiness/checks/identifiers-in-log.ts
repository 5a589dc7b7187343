import type { Check } from '../check.js'
import type { Judgement } from '../verdict.js'

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`

/** The ids that tie a read to its sign-in: without them a forged token looks like any other. */
export const identifiersInLog: Check = {
  id: 'identifiers-in-log',
  title: 'Reads and sign-ins carry the ids that tie them together',
  scuba: [],
  advice: ['know-your-baseline'],
  decides: false,
  judge({ identifiers: seen }) {
    const judgements: Judgement[] = []
    const base = { check: 'identifiers-in-log', basis: 'logs' as const }
    if (seen.reads > 0 && seen.readsWithToken === 0)
      judgements.push({
        ...base,
        subject: 'mail-reads',
        verdict: 'partial',
        reason: `none of ${seen.reads} reads carries a token id (AppAccessContext)`,
        fix: 'records of before about 2024 have none; otherwise use an export that keeps AppAccessContext',
      })
    else if (seen.reads > 0)
      judgements.push({
        ...base,
        subject: 'mail-reads',
        verdict: 'complete',
        reason: `${percent(seen.readsWithToken, seen.reads)} of ${seen.reads} reads carry a token id`,
      })
    if (seen.signIns > 0 && seen.signInsWithToken === 0)
      judgements.push({
        ...base,
        subject: 'sign-ins-interactive',
        verdict: 'partial',
        reason: `none of ${seen.signIns} sign-ins carries a token id: a Graph v1.0 export`,
        fix: 'export sign-ins from Graph beta or a diagnostic setting',
      })
    return judgements
  },
}
