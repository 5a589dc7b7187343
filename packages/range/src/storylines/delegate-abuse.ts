import { hour, minute } from '../clock.js'
import { guid } from '../guid.js'
import { Reader } from '../reader.js'
import { emitAdmin, objectOf } from '../records/exchange-admin.js'
import type { Caller } from '../records/mailbox.js'
import type { Plot, Storyline } from '../story.js'
import { browserOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import type { Mailbox } from '../world/person.js'
import { accountAddress, intruderSession, intruderTime, stolenAdministrator } from './intruder.js'
import { chooseVictims } from './victims.js'

/** A stolen administrator gives an ordinary account the right to read others' mail, and it does. */
export const delegateAbuse: Storyline = {
  name: 'delegate-abuse',
  about: 'Full access granted on mailboxes by a stolen administrator, then read as a delegate',
  quiet: 'one folder permission from the administrator’s own machine, one mailbox, two reads a day',
  techniques: ['T1098.002', 'T1114.002'],
  parameters: {
    mailboxes: { about: 'mailboxes opened', loud: 3, quiet: 1 },
    days: { about: 'days of reading', loud: 4, quiet: 6 },
    messages: { about: 'messages opened in a visit, at most', loud: 12, quiet: 3 },
  },
  start(plot) {
    const admin = stolenAdministrator(plot)
    const chosen = chooseVictims(plot, plot.parameter('mailboxes') + 1, 'executives', 2)
    const reader = chosen.pop() as Mailbox
    plot.account(reader)
    const session = intruderSession(plot, reader, apps.owa, 'delegate')
    const victims = chosen.map((who) => {
      plot.victim(who)
      return { who, reads: new Reader(plot, who, plot.streamOf('reader', who.index)) }
    })
    return (dayIndex) => {
      const since = dayIndex - plot.firstDay
      if (since < 0 || since >= plot.parameter('days')) return
      const grantAt = intruderTime(plot, admin, plot.firstDay, 'grant')
      if (since === 0)
        grant(
          plot,
          admin,
          reader,
          victims.map(({ who }) => who),
          grantAt,
        )
      const startsAt = grantAt + 2 * hour + since * 24 * hour
      for (const [n, { who, reads }] of victims.entries())
        for (let visit = 0; visit < (plot.isQuiet ? 2 : 4); visit++) {
          const stream = plot.streamOf('visit', who.index, dayIndex, visit)
          const at = startsAt + (visit * 3 + n) * 20 * minute + stream.below(300) * 1000
          const refs = recentMessages(plot.tenant, who, stream, {
            at,
            count: stream.between(1, plot.parameter('messages')),
            backDays: 45,
          })
          reads.bind(callerOf(plot, reader, session, dayIndex, at), at, refs)
        }
    }
  },
}

function callerOf(
  plot: Plot,
  reader: Mailbox,
  session: ReturnType<typeof intruderSession>,
  dayIndex: number,
  at: number,
): Caller {
  const address = accountAddress(plot, reader, dayIndex)
  return {
    actor: reader,
    logonType: 2,
    clientInfo: `Client=OWA;${browserOf(reader, dayIndex).agent};`,
    ip: address.ip,
    appId: apps.exchange.id,
    clientAppId: apps.owa.id,
    sessionId: session.id,
    token: session.tokenAt(at, address, plot.emit),
  }
}

function grant(plot: Plot, admin: Mailbox, reader: Mailbox, victims: readonly Mailbox[], at: number): void {
  const address = accountAddress(plot, admin, plot.firstDay)
  const session = intruderSession(plot, admin, apps.exchangeAdmin, 'grant')
  session.signIn(at - 4 * minute, address, plot.emit)
  const stream = plot.streamOf('grant')
  for (const [n, victim] of victims.entries())
    emitAdmin(
      {
        tenant: plot.tenant,
        by: admin,
        ip: address.ip,
        time: at + n * minute,
        id: guid(stream),
        cmdlet: plot.isQuiet ? 'Add-MailboxFolderPermission' : 'Add-MailboxPermission',
        objectId: objectOf(plot.tenant, victim),
        parameters: plot.isQuiet
          ? { Identity: `${victim.upn}:\\Inbox`, User: reader.upn, AccessRights: 'Reviewer' }
          : {
              Identity: victim.upn,
              User: reader.upn,
              AccessRights: 'FullAccess',
              InheritanceType: 'All',
              AutoMapping: 'False',
            },
        sessionId: session.id,
      },
      plot.emit,
    )
}
