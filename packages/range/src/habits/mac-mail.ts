import { type Habit, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { type Caller, nativeApp } from '../records/mailbox.js'
import { Session } from '../session.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import { laptopAddress } from '../world/place.js'

/** Mail on a Mac, over Exchange Web Services. */
export const macMail: Habit = {
  name: 'mac-mail',
  about: 'Apple Mail over Exchange Web Services',
  mistakenFor: 'an app reading mail through EWS',
  start(life) {
    const { tenant } = life
    const state = perMailbox((who) => ({
      session: new Session(
        {
          tenant,
          user: who,
          app: apps.appleMail,
          resource: apps.exchange,
          userAgent: 'Mac OS X/15.3 (24D60); ExchangeWebServices/952',
          continuousAccess: false,
          clientAppUsed: 'Mobile Apps and Desktop clients',
        },
        life.stream.at('session', who.index),
      ),
      reader: new Reader(life, who, life.stream.at('reader', who.index)),
    }))
    return (dayIndex) => {
      for (const who of tenant.people) {
        if (!who.clients.macMail) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        for (const at of workMoments(tenant, who, dayIndex, stream, often(tenant, stream, 2, 6))) {
          const address = laptopAddress(tenant, who, dayIndex)
          const { session, reader } = state(who)
          const caller: Caller = {
            logonType: 0,
            clientInfo: `Client=WebServices;AppleExchangeWebServices/952 accountsd/113[AppId=${apps.appleMail.id}];`,
            ip: address.ip,
            ...nativeApp(apps.appleMail),
            sessionId: session.id,
            token: session.tokenAt(at, address, life.emit),
          }
          reader.bind(
            caller,
            at,
            recentMessages(tenant, who, stream, { at, count: stream.between(1, 8), backDays: 6 }),
          )
        }
      }
    }
  },
}
