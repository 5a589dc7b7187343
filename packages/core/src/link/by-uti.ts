import { constant } from '../sql/statement.js'
import { type LinkKey, samePerson } from './key.js'

export const byUti: LinkKey = {
  name: 'uti',
  about: 'the token id of the read is the token id of a sign-in, native or derived from its request id',
  matches: constant(
    `SELECT r.record, min(s.signIn) AS signIn FROM reads r JOIN signins s ON r.uti = s.uti WHERE ${samePerson} GROUP BY r.record`,
  ),
}
