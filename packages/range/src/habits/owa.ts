import { day, minute } from '../clock.js'
import { type Act, create, remove, send, someRecipients, someSubject } from '../correspondence.js'
import { guid } from '../guid.js'
import { type Habit, type Life, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { type Caller, emitOwaToken } from '../records/mailbox.js'
import { Session } from '../session.js'
import { browserOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import type { Mailbox } from '../world/person.js'
import { laptopAddress } from '../world/place.js'

/**
 * Outlook on the web. Those who stay signed in (KMSI) show one interactive sign-in and then weeks of
 * non-interactive ones; the others sign in each morning.
 */
export const owa: Habit = {
  name: 'owa',
  about: 'Outlook on the web in a browser, with and without staying signed in',
  mistakenFor: 'OWA reads days after the last interactive sign-in (KMSI cookie)',
  start(life) {
    const { tenant } = life
    const state = perMailbox((who) => ({
      session: openSession(life, who, 0),
      reader: new Reader(life, who, life.stream.at('reader', who.index)),
      signedInOn: who.clients.keepSignedIn ? -1 - life.stream.at('kmsi', who.index).below(60) : -10_000,
    }))
    return (dayIndex) => {
      for (const who of tenant.people) {
        if (!who.clients.owa) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        const visits = workMoments(tenant, who, dayIndex, stream, often(tenant, stream, 1, 4))
        const mine = state(who)
        for (const at of visits) {
          const address = laptopAddress(tenant, who, dayIndex)
          const due = who.clients.keepSignedIn
            ? mine.signedInOn + 60 <= dayIndex
            : mine.signedInOn !== dayIndex
          if (due) {
            mine.session = openSession(life, who, dayIndex)
            mine.session.signIn(at - stream.between(8, 60) * 1000, address, life.emit)
            mine.signedInOn = dayIndex
          }
          visit(life, { who, session: mine.session, reader: mine.reader }, dayIndex, at)
        }
      }
    }
  },
}

function openSession(life: Life, who: Mailbox, dayIndex: number): Session {
  const { agent, device } = browserOf(who, dayIndex)
  return new Session(
    {
      tenant: life.tenant,
      user: who,
      app: apps.owa,
      resource: apps.exchange,
      userAgent: agent,
      device,
      continuousAccess: false,
      clientAppUsed: 'Browser',
    },
    life.stream.at('session', who.index, dayIndex),
  )
}

interface Visitor {
  readonly who: Mailbox
  readonly session: Session
  readonly reader: Reader
}

function visit(life: Life, visitor: Visitor, dayIndex: number, at: number): void {
  const { tenant, emit } = life
  const { who, session, reader } = visitor
  const stream = life.stream.at('visit', who.index, at)
  const address = laptopAddress(tenant, who, dayIndex)
  const { agent } = browserOf(who, dayIndex)
  const token = session.tokenAt(at, address, emit)
  const caller: Caller = {
    logonType: 0,
    clientInfo: stream.chance(30) ? 'Client=OWA;Action=ViaProxy' : `Client=OWA;${agent};`,
    ip: address.ip,
    appId: apps.exchange.id,
    clientAppId: apps.owa.id,
    sessionId: session.id,
    token,
    deviceId: who.deviceIds.laptop,
  }
  // Some aggregated records really carry no token: absence is not forgery.
  const bare: Caller = omitToken(caller)
  const reads = often(tenant, stream, 1, 4)
  for (let n = 0; n < reads; n++) {
    const time = at + n * stream.between(2, 9) * minute
    const count = stream.chance(650) ? stream.between(1, 3) : stream.between(3, 9)
    const refs = recentMessages(tenant, who, stream, { at: time, count, backDays: 9 })
    reader.bind(stream.chance(12) ? bare : caller, time, refs)
  }
  if (stream.chance(500))
    emitOwaToken(
      {
        tenant,
        owner: who,
        caller,
        time: at + 3000,
        id: guid(stream),
        uti: token.uti,
        resourceUrl: stream.pick(resources),
      },
      emit,
    )
  const act: Act = { tenant, owner: who, caller, stream, emit }
  const later = at + stream.between(3, 25) * minute
  if (later - at > day) return
  if (stream.chance(550))
    send(act, later, { subject: someSubject(stream), recipients: someRecipients(tenant, stream) })
  if (stream.chance(350))
    remove(
      act,
      later + 40_000,
      stream.chance(700) ? 'MoveToDeletedItems' : 'SoftDelete',
      stream.between(1, 3),
    )
  if (stream.chance(180)) create(act, later + 90_000, stream.chance(600) ? 'Calendar' : 'Drafts')
}

const resources = [
  'https://outlook.office.com',
  'https://substrate.office.com',
  'https://graph.microsoft.com',
  'https://outlook.office365.com',
] as const

export function omitToken(caller: Caller): Caller {
  const { token: _, ...rest } = caller
  return rest
}
