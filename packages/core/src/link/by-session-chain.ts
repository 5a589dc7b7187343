import { constant } from '../sql/statement.js'
import type { LinkKey } from './key.js'

/** A session whose earlier read had a sign-in behind it has that sign-in behind it still, also on another network. */
export const bySessionChain: LinkKey = {
  name: 'session-chain',
  about: 'an earlier read of the same account and session had a sign-in behind it',
  matches: constant(
    `SELECT r.record, c.signIn FROM reads r
     JOIN (SELECT e.session, e.who, min(e.moment) AS since, arg_min(l.signIn, e.moment) AS signIn
           FROM linked l JOIN reads e ON e.record = l.record WHERE e.session IS NOT NULL GROUP BY ALL) c
       ON r.session = c.session AND r.who = c.who AND r.moment >= c.since`,
  ),
}
