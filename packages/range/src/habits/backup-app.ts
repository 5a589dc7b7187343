import { day, hour } from '../clock.js'
import { readThroughGraph } from '../graph-reads.js'
import { guid } from '../guid.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { ServiceSession } from '../session.js'
import { apps } from '../world/apps.js'
import { messagesOfDay } from '../world/messages.js'
import { v4Address, vendorNetworks } from '../world/networks.js'
import { isEmployed } from '../world/place.js'

/** The nightly backup: one app, one token, every mailbox, everything that came in yesterday. */
export const backupApp: Habit = {
  name: 'backup-app',
  about: 'A backup app that reads every mailbox each night as itself',
  mistakenFor: 'one token and one address reading many mailboxes; a mail sweep',
  start(life) {
    const { tenant } = life
    const network = vendorNetworks.backup
    const addresses = [1, 2].map((n) => ({ ip: v4Address(network, 'backup', n), network }))
    const service = new ServiceSession(
      {
        tenant,
        app: apps.backup,
        resource: apps.graph,
        credentialKeyId: guid(life.stream),
        userAgent: 'Granary/11.4',
      },
      life.stream.at('session'),
    )
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    return (dayIndex) => {
      const night = tenant.start + dayIndex * day + hour
      for (const [n, who] of tenant.all.entries()) {
        if (!isEmployed(who, dayIndex)) continue
        const stream = life.stream.at('night', who.index, dayIndex)
        const at = night + Math.floor((n * 3 * hour) / tenant.all.length) + stream.below(900)
        const address = addresses[n % 2] as (typeof addresses)[number]
        const refs = messagesOfDay(tenant, who, dayIndex - 1)
        if (refs.length === 0) continue
        readThroughGraph({
          tenant,
          emit: life.emit,
          stream,
          owner: who,
          reader: readerOf(who),
          token: service.tokenAt(at, address, life.emit),
          address,
          at,
          refs: refs.slice(0, 40),
          userAgent: 'Granary/11.4',
          asService: true,
          roles: 'Mail.Read User.Read.All',
          withAttachments: stream.chance(80),
        })
      }
    }
  },
}
