import { readThroughGraph } from '../graph-reads.js'
import { type Habit, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { Session } from '../session.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import { v4Address, vendorNetworks } from '../world/networks.js'
import type { Mailbox } from '../world/person.js'

export const usesCrm = (who: Mailbox): boolean =>
  who.kind === 'user' &&
  (who.department === 'Trade' || who.department === 'Communications' || who.index % 9 === 2)

/** A sanctioned CRM that reads its users' mail from the vendor's servers, with a refresh token it keeps. */
export const crmApp: Habit = {
  name: 'crm-app',
  about: 'A sanctioned CRM reading its users’ mail through Graph',
  mistakenFor: 'an OAuth app reading mail from a hosting network, many mailboxes from one address',
  start(life) {
    const { tenant } = life
    const network = vendorNetworks.crm
    const address = { ip: v4Address(network, 'crm', 1), network }
    const state = perMailbox((who) => ({
      session: new Session(
        {
          tenant,
          user: who,
          app: apps.crm,
          resource: apps.graph,
          userAgent: 'Larkspur-Sync/4.2',
          continuousAccess: false,
          clientAppUsed: 'Mobile Apps and Desktop clients',
          confidential: true,
        },
        life.stream.at('session', who.index),
      ),
      reader: new Reader(life, who, life.stream.at('reader', who.index)),
    }))
    return (dayIndex) => {
      for (const who of tenant.people) {
        if (!usesCrm(who)) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        for (const at of workMoments(tenant, who, dayIndex, stream, often(tenant, stream, 1, 4))) {
          const { session, reader } = state(who)
          readThroughGraph({
            tenant,
            emit: life.emit,
            stream,
            owner: who,
            reader,
            token: session.tokenAt(at, address, life.emit),
            address,
            at,
            refs: recentMessages(tenant, who, stream, { at, count: stream.between(1, 6), backDays: 2 }),
            userAgent: 'Larkspur-Sync/4.2',
            withAttachments: stream.chance(150),
          })
        }
      }
    }
  },
}
