import { type Habit, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { type Caller, nativeApp } from '../records/mailbox.js'
import { Session } from '../session.js'
import { phoneOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { wakingMoments } from '../world/moments.js'
import { isEmployed, phoneAddress } from '../world/place.js'

/** The mail app of the phone itself: ActiveSync, which downloads folders. */
export const activeSync: Habit = {
  name: 'activesync',
  about: 'Native phone mail over ActiveSync',
  mistakenFor: 'legacy protocol, folder synchronisation from changing networks',
  start(life) {
    const { tenant } = life
    const state = perMailbox((who) => ({
      session: new Session(
        {
          tenant,
          user: who,
          app: apps.appleMail,
          resource: apps.exchange,
          userAgent: 'Apple-iPhone16C2/2203.100',
          device: phoneOf(who),
          continuousAccess: false,
          clientAppUsed: 'Exchange ActiveSync',
        },
        life.stream.at('session', who.index),
      ),
      reader: new Reader(life, who, life.stream.at('reader', who.index)),
    }))
    return (dayIndex) => {
      for (const who of tenant.people) {
        if (!who.clients.activeSync || !isEmployed(who, dayIndex)) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        for (const at of wakingMoments(tenant, who, dayIndex, stream, often(tenant, stream, 3, 8))) {
          const address = phoneAddress(tenant, who, dayIndex, at)
          const { session, reader } = state(who)
          const caller: Caller = {
            logonType: 0,
            clientInfo:
              'Client=ActiveSync;UserAgent=Apple-iPhone16C2/2203.100;Action=/Microsoft-Server-ActiveSync/Proxy',
            ip: address.ip,
            ...nativeApp(apps.appleMail),
            sessionId: session.id,
            token: session.tokenAt(at, address, life.emit),
          }
          reader.sync(caller, at, 'Inbox')
          if (stream.chance(200)) reader.sync(caller, at + 1000, 'Sent Items')
        }
      }
    }
  },
}
