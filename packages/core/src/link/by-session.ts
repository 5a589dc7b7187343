import { constant } from '../sql/statement.js'
import { type LinkKey, samePerson } from './key.js'

/** A session outlives its tokens by weeks, so there is no look-back here: Entra knows it or does not. */
export const bySession: LinkKey = {
  name: 'session',
  about: 'the session id of the read is the session id of a sign-in',
  matches: constant(
    `SELECT r.record, min(s.signIn) AS signIn
     FROM (SELECT record, who, objectId, unnest(list_distinct([entra, local])) AS session FROM reads) r
     JOIN (SELECT session, who, objectId, min(signIn) AS signIn FROM signins WHERE session IS NOT NULL GROUP BY ALL) s
       ON r.session = s.session WHERE ${samePerson} GROUP BY r.record`,
  ),
}
