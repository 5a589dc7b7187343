import { day, hour } from '../clock.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { type Caller, nativeApp } from '../records/mailbox.js'
import { Session } from '../session.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { sites, v4Address } from '../world/networks.js'

/** An old scanner that fetches its mail over IMAP from an office, as it has for years. */
export const imapScanner: Habit = {
  name: 'imap-scanner',
  about: 'A device in the office fetching mail over IMAP',
  mistakenFor: 'legacy protocol access',
  start(life) {
    const { tenant } = life
    const mailbox = tenant.shared[1] ?? tenant.shared[0]
    const network = (sites[1] as (typeof sites)[number]).office
    const address = { ip: v4Address(network, 'egress', 1), network }
    const state = perMailbox((who) => ({
      session: new Session(
        {
          tenant,
          user: who,
          app: apps.scanner,
          resource: apps.exchange,
          userAgent: '',
          continuousAccess: false,
          clientAppUsed: 'IMAP4',
        },
        life.stream.at('session'),
      ),
      reader: new Reader(life, who, life.stream.at('reader')),
    }))
    return (dayIndex) => {
      if (!mailbox) return
      const { session, reader } = state(mailbox)
      for (let n = 0; n < 6; n++) {
        const stream = life.stream.at('fetch', dayIndex, n)
        const at = tenant.start + dayIndex * day + (2 + n * 4) * hour + stream.below(300) * 1000
        const caller: Caller = {
          logonType: 0,
          clientInfo: 'Client=POP3/IMAP4;Protocol=IMAP4',
          ip: address.ip,
          ...nativeApp(apps.scanner),
          sessionId: session.id,
          token: session.tokenAt(at, address, life.emit),
        }
        reader.bind(caller, at, recentMessages(tenant, mailbox, stream, { at, count: 2, backDays: 1 }))
      }
    }
  },
}
