import { hour, minute } from '../clock.js'
import { guid } from '../guid.js'
import { Reader } from '../reader.js'
import { emitDirectory, userTarget } from '../records/directory.js'
import type { Caller } from '../records/mailbox.js'
import { emitSearchQuery } from '../records/search-query.js'
import type { Plot, Storyline } from '../story.js'
import { browserOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import type { Mailbox } from '../world/person.js'
import { intruderAddress, intruderSession, intruderTime, rentedAgent } from './intruder.js'
import { chooseVictims } from './victims.js'

/**
 * A phishing proxy sits between the person and the sign-in page. The sign-in is real, second factor and all,
 * from the proxy's address; the session is then replayed from elsewhere.
 */
export const aitm: Storyline = {
  name: 'aitm',
  about: 'Session stolen by a phishing proxy and replayed from another address',
  quiet:
    'one address in the victim’s country throughout, the victim’s browser, working hours, few reads, no new second factor',
  techniques: ['T1557', 'T1539', 'T1550.004', 'T1114.002'],
  parameters: {
    mailboxes: { about: 'people phished', loud: 2, quiet: 1 },
    days: { about: 'days the session is used', loud: 3, quiet: 5 },
    visits: { about: 'visits a day', loud: 4, quiet: 1 },
    messages: { about: 'messages opened in a visit, at most', loud: 10, quiet: 3 },
  },
  start(plot) {
    const victims = chooseVictims(plot, plot.parameter('mailboxes')).map((who) => {
      plot.victim(who)
      return {
        who,
        session: intruderSession(plot, who, apps.officeHome, 'stolen'),
        reader: new Reader(plot, who, plot.streamOf('reader', who.index)),
      }
    })
    return (dayIndex) => {
      const since = dayIndex - plot.firstDay
      if (since < 0 || since >= plot.parameter('days')) return
      for (const { who, session, reader } of victims) {
        const startsAt = intruderTime(plot, who, dayIndex, 'visit')
        if (since === 0) phish(plot, who, session, startsAt - 20 * minute)
        for (let v = 0; v < plot.parameter('visits'); v++)
          visit(plot, { who, session, reader }, dayIndex, startsAt + v * 35 * minute)
      }
    }
  },
}

interface Stolen {
  readonly who: Mailbox
  readonly session: ReturnType<typeof intruderSession>
  readonly reader: Reader
}

function phish(plot: Plot, who: Mailbox, session: Stolen['session'], at: number): void {
  session.signIn(at, intruderAddress(plot, who, 0), plot.emit, { risk: plot.isQuiet ? 'low' : 'medium' })
  if (plot.isQuiet) return
  emitDirectory(
    plot.tenant,
    plot.streamOf('method', who.index),
    {
      time: at + 9 * minute,
      activity: 'User registered security info',
      category: 'UserManagement',
      by: { user: who, ip: intruderAddress(plot, who, 1).ip },
      targets: [
        userTarget(who, [
          { name: 'StrongAuthenticationMethod', old: '[]', new: '[{"MethodType":6,"Default":false}]' },
        ]),
      ],
      details: [{ key: 'User-Agent', value: rentedAgent }],
    },
    plot.emit,
  )
}

function visit(plot: Plot, { who, session, reader }: Stolen, dayIndex: number, at: number): void {
  const stream = plot.streamOf('visit', who.index, at)
  const address = intruderAddress(plot, who, 1)
  const agent = plot.isQuiet ? browserOf(who, dayIndex).agent : rentedAgent
  const caller: Caller = {
    logonType: 0,
    clientInfo: `Client=OWA;${agent};`,
    ip: address.ip,
    appId: apps.exchange.id,
    clientAppId: apps.owa.id,
    sessionId: session.id,
    token: session.tokenAt(at, address, plot.emit),
  }
  if (!plot.isQuiet)
    emitSearchQuery(
      { tenant: plot.tenant, owner: who, caller, time: at + 20_000, id: guid(stream) },
      stream.pick(['invoice', 'wire transfer', 'password', 'iban']),
      plot.emit,
    )
  const records = plot.isQuiet ? 1 : 3
  for (let n = 0; n < records; n++) {
    const time = at + (n + 1) * 4 * minute
    const count = stream.between(1, plot.parameter('messages'))
    reader.bind(
      caller,
      Math.min(time, at + hour),
      recentMessages(plot.tenant, who, stream, { at: time, count, backDays: 60 }),
    )
  }
}
