import type { Life } from './life.js'
import type { Caller } from './records/mailbox.js'
import { Session } from './session.js'
import { browserOf } from './world/agents.js'
import { apps } from './world/apps.js'
import type { Mailbox } from './world/person.js'
import { laptopAddress } from './world/place.js'

/** The browser session in which somebody works in other people's mailboxes. */
export const openDelegate = (life: Life, actor: Mailbox): Session =>
  new Session(
    {
      tenant: life.tenant,
      user: actor,
      app: apps.owa,
      resource: apps.exchange,
      userAgent: browserOf(actor, 0).agent,
      device: browserOf(actor, 0).device,
      continuousAccess: false,
      clientAppUsed: 'Browser',
    },
    life.stream.at('session', actor.index),
  )

/** A delegate in OWA: the actor is not the owner (LogonType 2). */
export function delegateCaller(
  life: Life,
  actor: Mailbox,
  session: Session,
  dayIndex: number,
  at: number,
): Caller {
  const address = laptopAddress(life.tenant, actor, dayIndex)
  return {
    actor,
    logonType: 2,
    clientInfo: `Client=OWA;${browserOf(actor, dayIndex).agent};`,
    ip: address.ip,
    appId: apps.exchange.id,
    clientAppId: apps.owa.id,
    sessionId: session.id,
    token: session.tokenAt(at, address, life.emit),
  }
}
