import { hour, minute } from '../clock.js'
import { type Act, create, remove, send, someRecipients, someSubject } from '../correspondence.js'
import { guid } from '../guid.js'
import { type Habit, type Life, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import type { Caller } from '../records/mailbox.js'
import { Session, type Token } from '../session.js'
import { laptopOf, officeAgent, officeVersion } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import type { Mailbox } from '../world/person.js'
import { type Address, laptopAddress, placeOf } from '../world/place.js'

/**
 * Outlook for Windows: cached folders come down as Sync records (RecordType 2), tokens live for a day, and the
 * SessionId of a MAPI record is Exchange's own, unknown to Entra.
 */
export const outlookDesktop: Habit = {
  name: 'outlook-desktop',
  about: 'Outlook for Windows over MAPI, with folder synchronisation',
  mistakenFor: 'mail records whose SessionId no sign-in knows (Exchange-local MAPI sessions)',
  start(life) {
    const { tenant } = life
    const state = perMailbox((who) => ({
      session: openDesktop(life, who),
      reader: new Reader(life, who, life.stream.at('reader', who.index)),
    }))
    return (dayIndex) => {
      for (const who of tenant.people) {
        if (!who.clients.desktop || placeOf(tenant, who, dayIndex).kind === 'off') continue
        workday(life, who, dayIndex, state(who))
      }
    }
  },
}

export function openDesktop(life: Life, who: Mailbox, deviceId = who.deviceIds.laptop): Session {
  return new Session(
    {
      tenant: life.tenant,
      user: who,
      app: apps.office,
      resource: apps.exchange,
      userAgent: officeAgent(0),
      device: laptopOf(who, deviceId),
      continuousAccess: true,
      clientAppUsed: 'Mobile Apps and Desktop clients',
    },
    life.stream.at('session', who.index, deviceId),
  )
}

export interface MapiContext {
  readonly address: Address
  readonly sessionId: string
  readonly dayIndex: number
  readonly deviceId: string
  readonly token?: Token
}

/** The caller of a MAPI record, which has no AppId (as published ones). The token is there on newer servers only, so on most records but not on all. */
export const mapiCaller = (context: MapiContext): Caller => ({
  logonType: 0,
  clientInfo: 'Client=MSExchangeRPC',
  ip: context.address.ip,
  sessionId: context.sessionId,
  tokenType: 'None',
  process: { name: 'OUTLOOK.EXE', version: officeVersion(context.dayIndex) },
  deviceId: context.deviceId,
  ...(context.token ? { token: context.token } : {}),
})

function workday(
  life: Life,
  who: Mailbox,
  dayIndex: number,
  { session, reader }: { session: Session; reader: Reader },
): void {
  const { tenant, emit } = life
  const stream = life.stream.at('day', who.index, dayIndex)
  const address = laptopAddress(tenant, who, dayIndex)
  const mapi = guid(stream)
  const moments = workMoments(tenant, who, dayIndex, stream, often(tenant, stream, 3, 6))
  for (const at of moments) {
    const token = session.tokenAt(at, address, emit)
    const context = { address, sessionId: mapi, dayIndex, deviceId: who.deviceIds.laptop }
    const caller = mapiCaller(stream.chance(970) ? { ...context, token } : context)
    reader.sync(caller, at, 'Inbox')
    if (stream.chance(250))
      reader.sync(caller, at + 2000, stream.pick(['Sent Items', 'Calendar', 'Projects', 'Deleted Items']))
    if (stream.chance(300)) {
      const refs = recentMessages(tenant, who, stream, {
        at: at + minute,
        count: stream.between(1, 2),
        backDays: 20,
      })
      reader.bind(caller, at + minute, refs)
    }
    const act: Act = { tenant, owner: who, caller, stream, emit }
    const later = at + stream.between(2, 30) * minute
    if (stream.chance(480))
      send(act, later, { subject: someSubject(stream), recipients: someRecipients(tenant, stream) })
    if (stream.chance(330))
      remove(
        act,
        later + 30_000,
        stream.chance(800) ? 'MoveToDeletedItems' : 'SoftDelete',
        stream.between(1, 4),
      )
    if (stream.chance(160)) create(act, later + hour / 20, stream.chance(700) ? 'Calendar' : 'Contacts')
  }
}
