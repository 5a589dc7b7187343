import { minute } from '../clock.js'
import { type Act, remove, send, someRecipients, someSubject } from '../correspondence.js'
import { type Habit, type Life, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { type Caller, nativeApp } from '../records/mailbox.js'
import { Session } from '../session.js'
import { isIphone, phoneOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { wakingMoments } from '../world/moments.js'
import { serviceNetworks, v6Address } from '../world/networks.js'
import type { Mailbox } from '../world/person.js'
import { isEmployed, phoneAddress } from '../world/place.js'
import { omitToken } from './owa.js'

/** Outlook for phones: long-lived tokens used from whatever network the phone is on, at any waking hour. */
export const outlookMobile: Habit = {
  name: 'outlook-mobile',
  about: 'Outlook for iOS and Android',
  mistakenFor: 'one token used from several networks (phones roam), reads outside working hours',
  start(life) {
    const { tenant } = life
    const state = perMailbox((who) => ({
      session: openMobile(life, who, who.deviceIds.phone),
      reader: new Reader(life, who, life.stream.at('reader', who.index)),
    }))
    return (dayIndex) => {
      for (const who of tenant.people) {
        if (!who.clients.mobile || !isEmployed(who, dayIndex)) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        const { session, reader } = state(who)
        for (const at of wakingMoments(tenant, who, dayIndex, stream, often(tenant, stream, 1, 7))) {
          const address = phoneAddress(tenant, who, dayIndex, at)
          const token = session.tokenAt(at, address, life.emit)
          const caller = mobileCaller(
            who,
            stream.chance(180) ? serviceIp(who, dayIndex) : address.ip,
            token,
            session.id,
          )
          const refs = recentMessages(tenant, who, stream, { at, count: stream.between(1, 5), backDays: 3 })
          reader.bind(stream.chance(15) ? omitToken(caller) : caller, at, refs)
          const act: Act = { tenant, owner: who, caller, stream, emit: life.emit }
          const later = at + stream.between(1, 6) * minute
          if (stream.chance(130))
            send(act, later, { subject: someSubject(stream), recipients: someRecipients(tenant, stream) })
          if (stream.chance(220)) remove(act, later + 9000, 'MoveToDeletedItems', stream.between(1, 2))
        }
      }
    }
  },
}

export function openMobile(life: Life, who: Mailbox, deviceId: string): Session {
  return new Session(
    {
      tenant: life.tenant,
      user: who,
      app: apps.outlookMobile,
      resource: apps.exchange,
      userAgent: isIphone(who) ? 'Outlook-iOS/2.0' : 'Outlook-Android/2.0',
      device: phoneOf(who, deviceId),
      continuousAccess: true,
      clientAppUsed: 'Mobile Apps and Desktop clients',
    },
    life.stream.at('session', who.index, deviceId),
  )
}

export const mobileCaller = (
  who: Mailbox,
  ip: string,
  token: Caller['token'],
  sessionId: string,
): Caller => ({
  logonType: 0,
  clientInfo: isIphone(who)
    ? 'Client=OutlookService;Outlook-iOS/2.0;'
    : 'Client=OutlookService;Outlook-Android/2.0;',
  ip,
  ...nativeApp(apps.outlookMobile),
  sessionId,
  ...(token ? { token } : {}),
})

/** Part of the phone's traffic reaches Exchange from Microsoft's own relays. */
export const serviceIp = (who: Mailbox, dayIndex: number): string => {
  const network = serviceNetworks[who.index % serviceNetworks.length] as (typeof serviceNetworks)[number]
  return v6Address(network, `relay${(who.index + dayIndex) % 9}`, dayIndex) ?? '52.97.1.1'
}
