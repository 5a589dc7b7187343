import type { Sql } from '../sql/statement.js'

/** What tied a read to a sign-in, strongest first. */
export const linkKeys = ['uti', 'session', 'user-ip', 'session-chain'] as const
export type LinkKeyName = (typeof linkKeys)[number]

/** A way to find the sign-in behind a read: a relation of (record, signIn) over `reads` and `signins`. */
export interface LinkKey {
  readonly name: LinkKeyName
  readonly about: string
  /** May use `linked`, the union of the keys before it, where it says so. */
  readonly matches: Sql
}

/**
 * A token id or session id can be copied into a forged token, so it proves nothing when the sign-in was another
 * person's. Guests and applications have names that do not compare, so they are let through.
 */
export const samePerson =
  "(s.who = r.who OR s.objectId = r.objectId OR s.who NOT LIKE '%@%' OR r.who NOT LIKE '%@%' OR s.who LIKE '%#ext#%' OR r.who LIKE '%#ext#%')"
