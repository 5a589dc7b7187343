import { minute } from '../clock.js'
import { guid } from '../guid.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { folders } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import { laptopAddress, localMidnight } from '../world/place.js'
import { mapiCaller, openDesktop } from './outlook-desktop.js'

/** One person in twelve gets a new laptop, and Outlook downloads every folder within the half hour. */
export const newLaptop: Habit = {
  name: 'new-laptop',
  about: 'A new laptop: Outlook synchronises the whole mailbox in one go',
  mistakenFor: 'a full mailbox download from a new device',
  start(life) {
    const { tenant } = life
    const plan = perMailbox((who) => {
      const stream = life.stream.at('plan', who.index)
      const swaps = who.clients.desktop && stream.chance(85)
      const onDay = swaps ? stream.between(2, Math.max(3, tenant.days - 1)) : 100_000
      if (swaps) life.note({ subject: who.upn, what: 'new laptop', from: localMidnight(tenant, who, onDay) })
      return {
        onDay,
        deviceId: guid(stream),
        reader: new Reader(life, who, life.stream.at('reader', who.index)),
      }
    })
    return (dayIndex) => {
      for (const who of tenant.people) {
        const { onDay, deviceId, reader } = plan(who)
        if (dayIndex !== onDay) continue
        const stream = life.stream.at('day', who.index)
        const at =
          workMoments(tenant, who, dayIndex, stream, 1)[0] ??
          localMidnight(tenant, who, dayIndex) + 600 * minute
        const address = laptopAddress(tenant, who, dayIndex)
        const session = openDesktop(life, who, deviceId)
        const token = session.signIn(at - 60_000, address, life.emit)
        const caller = mapiCaller({ address, sessionId: guid(stream), dayIndex, deviceId, token })
        for (const [n, folder] of folders.entries())
          reader.sync(caller, at + n * stream.between(20, 100) * 1000, folder)
      }
    }
  },
}
