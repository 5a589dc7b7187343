import { day, hour, minute } from '../clock.js'
import { guid } from '../guid.js'
import { type Habit, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { type Caller, nativeApp } from '../records/mailbox.js'
import { ServiceSession } from '../session.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { v4Address, vendorNetworks } from '../world/networks.js'
import { isEmployed } from '../world/place.js'

/** A journaling archive that still speaks Exchange Web Services, for the departments that must keep records. */
export const archiver: Habit = {
  name: 'archiver',
  about: 'An archive that reads finance and legal mailboxes through EWS as itself',
  mistakenFor: 'full_access_as_app reading several mailboxes through EWS from a hosting network',
  start(life) {
    const { tenant } = life
    const network = vendorNetworks.archiver
    const address = { ip: v4Address(network, 'archive', 1), network }
    const service = new ServiceSession(
      {
        tenant,
        app: apps.archiver,
        resource: apps.exchange,
        credentialKeyId: guid(life.stream),
        userAgent: 'CellarArchive/7',
      },
      life.stream.at('session'),
    )
    const readerOf = perMailbox((who) => new Reader(life, who, life.stream.at('reader', who.index)))
    const archived = tenant.all.filter((who) => who.department === 'Finance' || who.department === 'Legal')
    return (dayIndex) => {
      for (const [round, startsAt] of [4, 10, 16, 22].entries()) {
        for (const [n, who] of archived.entries()) {
          const stream = life.stream.at('round', who.index, dayIndex, round)
          if (!isEmployed(who, dayIndex) || !stream.chance(600)) continue
          const at =
            tenant.start + dayIndex * day + startsAt * hour + (((n * 20 * minute) / archived.length) | 0)
          const caller: Caller = {
            actorId: apps.archiver.servicePrincipalId ?? apps.archiver.id,
            userType: 6,
            logonType: 1,
            clientInfo: `Client=WebServices;ExchangeServicesClient/15.01.2248.000;CellarArchive/7[AppId=${apps.archiver.id}];`,
            ip: address.ip,
            ...nativeApp(apps.archiver),
            token: service.tokenAt(at, address, life.emit),
          }
          readerOf(who).bind(
            caller,
            at,
            recentMessages(tenant, who, stream, { at, count: stream.between(2, 12), backDays: 1 }),
          )
        }
      }
    }
  },
}
