import { day, hour } from '../clock.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { type Caller, nativeApp } from '../records/mailbox.js'
import { Session } from '../session.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { throttledFrom } from '../world/throttling.js'

const recordsBefore = 1010
const agent = 'MailSorter/1.9 ExchangeServicesClient/15.01'

/** A mail-sorting add-in goes through years of mail in an evening, and Exchange stops auditing the mailbox. */
export const heavyUser: Habit = {
  name: 'heavy-user',
  about: 'An add-in that sorts years of mail in a day: over a thousand records, then 24 hours of throttling',
  mistakenFor: 'a throttled mailbox as the mark of an intruder’s sweep',
  start(life) {
    const { tenant } = life
    const sorters = tenant.people.flatMap((who) => {
      const from = throttledFrom(tenant, who)
      return from === undefined ? [] : [{ who, from }]
    })
    for (const { who, from } of sorters)
      life.note({
        subject: who.upn,
        what: 'no bind records for 24 hours from here',
        from,
        to: from + 24 * hour,
      })
    const state = perMailbox((who) => ({
      session: new Session(
        {
          tenant,
          user: who,
          app: apps.office,
          resource: apps.exchange,
          userAgent: agent,
          continuousAccess: true,
          clientAppUsed: 'Mobile Apps and Desktop clients',
        },
        life.stream.at('session', who.index),
      ),
      reader: new Reader(life, who, life.stream.at('reader', who.index)),
    }))
    return (dayIndex) => {
      for (const { who, from } of sorters) {
        if (Math.floor((from - tenant.start) / day) !== dayIndex) continue
        const { session, reader } = state(who)
        const home = { ip: who.homeV4, network: who.home }
        const stream = life.stream.at('sort', who.index)
        // Several windows sort at once, each its own context, so the records come faster than one every two minutes.
        for (let n = 0; n < recordsBefore; n++) {
          const window = n % 7
          const at = from - Math.floor((recordsBefore - n) / 7) * 121_000 + window * 1000 - 10_000
          const caller: Caller = {
            logonType: 0,
            clientInfo: `Client=WebServices;${agent};Thread=${window}[AppId=${apps.office.id}];`,
            ip: home.ip,
            ...nativeApp(apps.office),
            sessionId: session.id,
            token: session.tokenAt(at, home, life.emit),
          }
          const isLast = n === recordsBefore - 1
          reader.bind(
            caller,
            at,
            recentMessages(tenant, who, stream, { at, count: 12, backDays: 700 }),
            isLast,
          )
        }
      }
    }
  },
}
