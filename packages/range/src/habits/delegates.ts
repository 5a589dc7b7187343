import { minute } from '../clock.js'
import { type Act, create, remove, send, someRecipients, someSubject } from '../correspondence.js'
import { delegateCaller, openDelegate } from '../delegate-session.js'
import { type Habit, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { recentMessages } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import type { Mailbox } from '../world/person.js'
import type { Tenant } from '../world/tenant.js'

/** Executives and the assistants who read their mail. */
export function assistants(tenant: Tenant): { readonly owner: Mailbox; readonly assistant: Mailbox }[] {
  return tenant.people.flatMap((owner) => {
    if (!owner.executive) return []
    const assistant = tenant.people.find((who) => who.index > owner.index && !who.executive && who.joins < 0)
    return assistant ? [{ owner, assistant }] : []
  })
}

export const delegates: Habit = {
  name: 'delegates',
  about: 'Assistants who work in an executive’s mailbox every day',
  mistakenFor: 'somebody else reading an executive’s mail',
  start(life) {
    const { tenant } = life
    const pairs = assistants(tenant)
    for (const { owner, assistant } of pairs)
      life.note({ subject: owner.upn, what: `read by ${assistant.upn}` })
    const sessionOf = perMailbox((who) => openDelegate(life, who))
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    return (dayIndex) => {
      for (const { owner, assistant } of pairs) {
        const stream = life.stream.at('day', owner.index, dayIndex)
        for (const at of workMoments(tenant, assistant, dayIndex, stream, often(tenant, stream, 2, 5))) {
          const caller = delegateCaller(life, assistant, sessionOf(assistant), dayIndex, at)
          const refs = recentMessages(tenant, owner, stream, { at, count: stream.between(1, 7), backDays: 4 })
          readerOf(owner).bind(caller, at, refs)
          const act: Act = { tenant, owner, caller, stream, emit: life.emit }
          if (stream.chance(300))
            send(
              act,
              at + 7 * minute,
              { subject: someSubject(stream), recipients: someRecipients(tenant, stream) },
              'SendOnBehalf',
            )
          if (stream.chance(400)) create(act, at + 9 * minute, 'Calendar')
          if (stream.chance(200)) remove(act, at + 11 * minute, 'MoveToDeletedItems')
        }
      }
    }
  },
}
