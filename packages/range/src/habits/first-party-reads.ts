import { minute } from '../clock.js'
import { guid, requestId } from '../guid.js'
import { type Habit, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { type Caller, throughGraph } from '../records/mailbox.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import type { Mailbox } from '../world/person.js'
import { laptopAddress } from '../world/place.js'
import { serviceIp } from './outlook-mobile.js'

const uses = (who: Mailbox): boolean => who.kind === 'user' && who.index % 3 === 1

/**
 * A Microsoft app acting for the person, whose tokens are made inside Microsoft: its token ids stand in no
 * sign-in table, day after day, for a third of the people, always from Microsoft's addresses.
 */
export const firstPartyReads: Habit = {
  name: 'first-party-reads',
  about: 'A Microsoft app that reads mail for people with tokens that never show up as sign-ins',
  mistakenFor: 'forged tokens: a token id no sign-in knows, for a person (UserType 0)',
  start(life) {
    const { tenant } = life
    life.note({
      subject: apps.augmentationLoop.id,
      what: 'token ids without sign-ins are normal for this app',
    })
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    return (dayIndex) => {
      for (const who of tenant.people) {
        if (!uses(who)) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        const sessionId = guid(stream)
        for (const at of workMoments(tenant, who, dayIndex, stream, often(tenant, stream, 0, 3))) {
          const network = laptopAddress(tenant, who, dayIndex)
          const caller: Caller = {
            logonType: 0,
            clientInfo: 'Client=REST;;',
            ip: serviceIp(who, dayIndex),
            ...throughGraph(apps.augmentationLoop),
            sessionId,
            token: {
              uti: requestId(stream).uti,
              issuedAt: at - stream.between(1, 45) * minute,
              sessionId,
              clientApp: apps.augmentationLoop,
              resource: apps.graph,
              address: network,
            },
          }
          readerOf(who).bind(
            caller,
            at,
            recentMessages(tenant, who, stream, { at, count: stream.between(1, 3), backDays: 2 }),
          )
        }
      }
    }
  },
}
