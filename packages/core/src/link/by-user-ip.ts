import { constant } from '../sql/statement.js'
import type { LinkKey } from './key.js'

/** Longest life of an access token: 28 hours under continuous access evaluation. */
export const lookBackHours = 28
/** The two logs' clocks and the two minutes a read record spans. */
export const toleranceMinutes = 10

export const byUserIp: LinkKey = {
  name: 'user-ip',
  about: `the same account signed in from the same address (IPv6: the same /64) within ${lookBackHours} hours before`,
  matches: constant(
    `SELECT r.record, s.signIn FROM (SELECT record, who, hop, moment + INTERVAL ${toleranceMinutes} MINUTE AS latest, moment FROM reads) r
     ASOF JOIN (SELECT who, hop, moment, min(signIn) AS signIn FROM signins WHERE who IS NOT NULL AND hop IS NOT NULL GROUP BY ALL) s
       ON r.who = s.who AND r.hop = s.hop AND r.latest >= s.moment
     WHERE s.moment >= r.moment - INTERVAL ${lookBackHours} HOUR`,
  ),
}
