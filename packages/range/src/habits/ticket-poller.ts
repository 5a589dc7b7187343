import { day, hour } from '../clock.js'
import { readThroughGraph } from '../graph-reads.js'
import { guid } from '../guid.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { ServiceSession } from '../session.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { sites, v4Address } from '../world/networks.js'

/** A home-made script that turns mail to the support mailbox into tickets. */
export const ticketPoller: Habit = {
  name: 'ticket-poller',
  about: 'A Python script polling the support mailbox every hour',
  mistakenFor: 'a scripting user agent reading mail, at night too',
  start(life) {
    const { tenant } = life
    const network = (sites[0] as (typeof sites)[number]).office
    const address = { ip: v4Address(network, 'egress', 0), network }
    const userAgent = 'python-requests/2.32.3'
    const service = new ServiceSession(
      { tenant, app: apps.ticketPoller, resource: apps.graph, credentialKeyId: guid(life.stream), userAgent },
      life.stream.at('session'),
    )
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    const mailbox = tenant.shared[0]
    return (dayIndex) => {
      if (!mailbox) return
      for (let h = 0; h < 24; h++) {
        const stream = life.stream.at('poll', dayIndex, h)
        if (!stream.chance(Math.min(1000, 4 * tenant.density))) continue
        const at = tenant.start + dayIndex * day + h * hour + stream.below(120) * 1000
        readThroughGraph({
          tenant,
          emit: life.emit,
          stream,
          owner: mailbox,
          reader: readerOf(mailbox),
          token: service.tokenAt(at, address, life.emit),
          address,
          at,
          refs: recentMessages(tenant, mailbox, stream, { at, count: stream.between(1, 3), backDays: 1 }),
          userAgent,
          asService: true,
        })
      }
    }
  },
}
