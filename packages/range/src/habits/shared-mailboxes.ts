import { minute } from '../clock.js'
import { remove, send, someRecipients, someSubject } from '../correspondence.js'
import { delegateCaller, openDelegate } from '../delegate-session.js'
import { type Habit, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { recentMessages } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import type { Mailbox } from '../world/person.js'
import type { Tenant } from '../world/tenant.js'

/** Who answers a shared mailbox. */
export const membersOf = (tenant: Tenant, shared: Mailbox): Mailbox[] =>
  tenant.stream.at('members', shared.index).sample(
    tenant.people.filter((who) => !who.executive),
    3 + (shared.index % 3),
  )

export const sharedMailboxes: Habit = {
  name: 'shared-mailboxes',
  about: 'Shared mailboxes answered by several people in turn',
  mistakenFor: 'one mailbox read by several accounts from several networks',
  start(life) {
    const { tenant } = life
    const members = perMailbox((shared) => membersOf(tenant, shared))
    const sessionOf = perMailbox((who) => openDelegate(life, who))
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    for (const shared of tenant.shared)
      life.note({
        subject: shared.upn,
        what: `read by ${members(shared)
          .map(({ upn }) => upn)
          .join(', ')}`,
      })
    return (dayIndex) => {
      for (const shared of tenant.shared)
        for (const member of members(shared)) {
          const stream = life.stream.at('day', shared.index, member.index, dayIndex)
          for (const at of workMoments(tenant, member, dayIndex, stream, often(tenant, stream, 0, 3))) {
            const caller = delegateCaller(life, member, sessionOf(member), dayIndex, at)
            const refs = recentMessages(tenant, shared, stream, {
              at,
              count: stream.between(1, 6),
              backDays: 5,
            })
            readerOf(shared).bind(caller, at, refs)
            const act = { tenant, owner: shared, caller, stream, emit: life.emit }
            if (stream.chance(500))
              send(
                act,
                at + 5 * minute,
                { subject: someSubject(stream), recipients: someRecipients(tenant, stream) },
                'SendAs',
              )
            if (stream.chance(250)) remove(act, at + 6 * minute, 'MoveToDeletedItems', 2)
          }
        }
    }
  },
}
