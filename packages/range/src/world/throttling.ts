import { day, hour } from '../clock.js'
import type { Mailbox } from './person.js'
import type { Tenant } from './tenant.js'

/**
 * Exchange stops writing binds of a mailbox for 24 hours after a thousand records in a day. Which mailboxes
 * that happens to is a fact of the world: were it counted from the records, removing one habit would bring
 * another habit's records back.
 */
export function throttledFrom(tenant: Tenant, mailbox: Mailbox): number | undefined {
  if (mailbox.index % 120 !== 57) return undefined
  const stream = tenant.stream.at('throttled', mailbox.index)
  const dayIndex = stream.between(Math.floor(tenant.days / 3), Math.max(1, tenant.days - 3))
  return tenant.start + dayIndex * day + stream.between(9, 20) * hour
}

export function isThrottled(tenant: Tenant, mailbox: Mailbox, at: number): boolean {
  if (mailbox.index % 120 !== 57) return false
  const from = throttledFrom(tenant, mailbox)
  return from !== undefined && at > from && at < from + day
}
