import { day, hour } from '../clock.js'
import { readThroughGraph } from '../graph-reads.js'
import { guid } from '../guid.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { ServiceSession } from '../session.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { sites, v4Address } from '../world/networks.js'

/** An in-house app with Mail.Read that makes a report of the shared mailboxes every Monday from the office. */
export const reportingApp: Habit = {
  name: 'reporting-app',
  about: 'An in-house app with Mail.Read that looks at the shared mailboxes once a week',
  mistakenFor: 'an app that seldom reads mail, reading mail',
  start(life) {
    const { tenant } = life
    const network = (sites[0] as (typeof sites)[number]).office
    const address = { ip: v4Address(network, 'egress', 1), network }
    const service = new ServiceSession(
      {
        tenant,
        app: apps.reporting,
        resource: apps.graph,
        credentialKeyId: guid(life.stream),
        userAgent: 'reporting/1.3',
      },
      life.stream.at('session'),
    )
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    return (dayIndex) => {
      if (((dayIndex % 7) + 7) % 7 !== 0) return
      for (const [n, owner] of tenant.shared.entries()) {
        const stream = life.stream.at('week', owner.index, dayIndex)
        const at = tenant.start + dayIndex * day + 6 * hour + n * 5000
        readThroughGraph({
          tenant,
          emit: life.emit,
          stream,
          owner,
          reader: readerOf(owner),
          token: service.tokenAt(at, address, life.emit),
          address,
          at,
          refs: recentMessages(tenant, owner, stream, { at, count: 10, backDays: 7 }),
          userAgent: 'reporting/1.3',
          asService: true,
        })
      }
    }
  },
}
