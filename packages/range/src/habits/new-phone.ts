import { minute } from '../clock.js'
import { guid } from '../guid.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { recentMessages } from '../world/messages.js'
import { wakingMoments } from '../world/moments.js'
import { isEmployed, localMidnight, phoneAddress } from '../world/place.js'
import { mobileCaller, openMobile } from './outlook-mobile.js'

/** One person in ten gets a new phone: new device, new session, a burst of reads while it fills up. */
export const newPhone: Habit = {
  name: 'new-phone',
  about: 'A new phone: new device id and session, and the mailbox fetched afresh',
  mistakenFor: 'a burst of reads by a device nobody has seen',
  start(life) {
    const { tenant } = life
    const plan = perMailbox((who) => {
      const stream = life.stream.at('plan', who.index)
      const swaps = who.clients.mobile && stream.chance(100)
      const onDay = swaps ? stream.between(2, Math.max(3, tenant.days - 1)) : 100_000
      const deviceId = guid(stream)
      if (swaps) life.note({ subject: who.upn, what: 'new phone', from: localMidnight(tenant, who, onDay) })
      return {
        onDay,
        session: openMobile(life, who, deviceId),
        reader: new Reader(life, who, life.stream.at('reader', who.index)),
      }
    })
    return (dayIndex) => {
      for (const who of tenant.people) {
        const { onDay, session, reader } = plan(who)
        if (dayIndex < onDay || !isEmployed(who, dayIndex)) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        const moments = wakingMoments(tenant, who, dayIndex, stream, dayIndex === onDay ? 1 : stream.below(3))
        for (const at of moments) {
          const address = phoneAddress(tenant, who, dayIndex, at)
          const isFirst = dayIndex === onDay
          const token = isFirst
            ? session.signIn(at - 40_000, address, life.emit)
            : session.tokenAt(at, address, life.emit)
          const caller = mobileCaller(who, address.ip, token, session.id)
          for (let n = 0; n < (isFirst ? 18 : 1); n++) {
            const time = at + n * 2 * minute + n * 1000
            const count = isFirst ? stream.between(10, 25) : stream.between(1, 4)
            reader.bind(
              caller,
              time,
              recentMessages(tenant, who, stream, { at: time, count, backDays: isFirst ? 40 : 3 }),
            )
          }
        }
      }
    }
  },
}
