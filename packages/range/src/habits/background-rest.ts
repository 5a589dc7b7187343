import { day } from '../clock.js'
import { remove } from '../correspondence.js'
import { type Habit, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import type { Caller } from '../records/mailbox.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { anyMoments } from '../world/moments.js'
import { isEmployed } from '../world/place.js'
import { serviceIp } from './outlook-mobile.js'

/** Microsoft's services that read mail by themselves, and the application ids they show. */
const services = [
  { appId: apps.searchService.id, agent: '[NoUserAgent]' },
  { appId: apps.substrateContext.id, agent: '[NoUserAgent]' },
  { appId: apps.mipExchange.id, agent: '[NoUserAgent]' },
  { appId: apps.graphClientNonInteractive.id, agent: 'AppId.Token' },
] as const

/**
 * Service-side reads: `Client=REST;Client=RESTSystem`, the very string published with Storm-0558, by Microsoft's
 * own back ends. No token, no session, no sign-in, and a minority even under the person's name (UserType 0).
 */
export const backgroundRest: Habit = {
  name: 'background-rest',
  about: "Reads by Microsoft's own background services",
  mistakenFor: 'reads without any sign-in or token; the client string of Storm-0558',
  start(life) {
    const { tenant } = life
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    return (dayIndex) => {
      for (const who of tenant.all) {
        if (!isEmployed(who, dayIndex)) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        for (const at of anyMoments(tenant, dayIndex, stream, often(tenant, stream, 3, 12))) {
          const service = services[(stream.below(4) + who.index) % 4] as (typeof services)[number]
          const named = stream.chance(300)
          const caller: Caller = {
            ...(named ? {} : { actorId: who.upn, userType: 5 }),
            logonType: 0,
            clientInfo: stream.chance(400)
              ? 'Client=REST;Client=RESTSystem;;'
              : `Client=REST;Client=RESTSystem;UserAgent=${service.agent}`,
            ip: serviceIp(who, dayIndex),
            appId: service.appId,
            tokenType: 'SubstrateProcessorCallbackPft',
          }
          const refs = recentMessages(tenant, who, stream, { at, count: stream.between(1, 6), backDays: 2 })
          readerOf(who).bind(caller, at, refs)
          // Calendar items vanish by the service's hand, in every attendee's mailbox within the second.
          if (stream.chance(40)) {
            const act = { tenant, owner: who, caller, stream, emit: life.emit }
            remove(act, Math.min(at + 5000, tenant.start + (dayIndex + 1) * day - 1000), 'HardDelete')
          }
        }
      }
    }
  },
}
