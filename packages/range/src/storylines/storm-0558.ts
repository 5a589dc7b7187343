import { day, hour, minute, weekday } from '../clock.js'
import { guid, requestId } from '../guid.js'
import { Reader } from '../reader.js'
import { type Caller, emitOwaToken } from '../records/mailbox.js'
import type { Token } from '../session.js'
import type { Plot, Storyline } from '../story.js'
import { browserOf } from '../world/agents.js'
import { type App, apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import type { Mailbox } from '../world/person.js'
import { type Address, localMidnight } from '../world/place.js'
import { rentedProxies, residentialProxy } from './proxy.js'
import { chooseVictims } from './victims.js'

/** How the forged token's holder shows up at Exchange. The published cases give the first two. */
const disguises: readonly { readonly clientInfo: string; readonly app: App }[] = [
  { clientInfo: 'Client=REST;Client=RESTSystem;;', app: apps.legacyExchange },
  {
    clientInfo:
      'Client=OWA;Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.159 Safari/537.36;',
    app: apps.office365Shell,
  },
  { clientInfo: 'Client=REST;;', app: apps.connectors },
]

/**
 * Tokens signed with a stolen key. Exchange accepts them, Entra never issued them: no sign-in has their id or
 * their session. OWA renews them by itself (RecordType 275), so one forged token lasts for weeks.
 */
export const storm0558: Storyline = {
  name: 'storm-0558',
  about:
    'Forged tokens: mail read through OWA or REST without any sign-in, renewed by GetAccessTokenForResource',
  quiet: "the owner's own browser, hours and country, two or three messages a day, a plausible issue time",
  techniques: ['T1606', 'T1550.001', 'T1114.002', 'T1090.003'],
  parameters: {
    mailboxes: { about: 'mailboxes read', loud: 4, quiet: 3 },
    days: { about: 'days the intrusion lasts', loud: 12, quiet: 14 },
    visits: { about: 'visits to a mailbox on a working day, at most', loud: 3, quiet: 1 },
    messages: { about: 'messages opened in a visit, at most', loud: 9, quiet: 3 },
    proxies: { about: 'proxy addresses', loud: 4, quiet: 3 },
  },
  start(plot) {
    const victims = chooseVictims(plot, plot.parameter('mailboxes'), 'executives')
    const stream = plot.streamOf('campaign')
    const proxies = rentedProxies(stream, plot.parameter('proxies'))
    const disguise = stream.pick(disguises)
    // The forger stamps every token with the same issue time: nobody at Entra was there to do it.
    const forgedAt = plot.tenant.start + plot.firstDay * day - stream.between(40, 400) * hour
    const intruders = victims.map((victim) => {
      plot.victim(victim)
      const own = plot.streamOf('victim', victim.index)
      return {
        victim,
        reader: new Reader(plot, victim, own.at('reader')),
        sessionId: guid(own),
        proxies: plot.isQuiet ? [residentialProxy(own, victim)] : proxies,
        disguise: plot.isQuiet
          ? { clientInfo: `Client=OWA;${browserOf(victim, plot.firstDay).agent};`, app: apps.owa }
          : disguise,
        forgedAt,
      }
    })
    return (dayIndex) => {
      const since = dayIndex - plot.firstDay
      if (since < 0 || since >= plot.parameter('days')) return
      if (weekday(plot.tenant.start + dayIndex * day) % 6 === 0) return
      for (const [n, intruder] of intruders.entries()) {
        const today = plot.streamOf('day', intruder.victim.index, dayIndex)
        // Each mailbox gets its first visit on its first day, then most days.
        if (since > 0 && !today.chance(plot.isQuiet ? 700 : 850)) continue
        const visits = today.between(1, plot.parameter('visits'))
        for (let v = 0; v < visits; v++) visit(plot, intruder, dayIndex, n * 4 + v)
      }
    }
  },
}

interface Intruder {
  readonly victim: Mailbox
  readonly reader: Reader
  readonly sessionId: string
  readonly proxies: readonly Address[]
  readonly disguise: { readonly clientInfo: string; readonly app: App }
  readonly forgedAt: number
}

function visitTime(plot: Plot, victim: Mailbox, dayIndex: number, n: number): number {
  const stream = plot.streamOf('when', victim.index, dayIndex, n)
  if (plot.isQuiet)
    return localMidnight(plot.tenant, victim, dayIndex) + (victim.startsAt + stream.below(8 * 60)) * minute
  // Monday to Friday, 00:00 to 09:00 UTC: somebody else's working day.
  return plot.tenant.start + dayIndex * day + stream.below(8 * 60 + 30) * minute + stream.below(60) * 1000
}

function visit(plot: Plot, intruder: Intruder, dayIndex: number, n: number): void {
  const { victim, disguise } = intruder
  const stream = plot.streamOf('visit', victim.index, dayIndex, n)
  const at = visitTime(plot, victim, dayIndex, n)
  const address = stream.pick(intruder.proxies)
  const token: Token = {
    uti: requestId(stream).uti,
    issuedAt: plot.isQuiet ? at - stream.between(2, 40) * minute : intruder.forgedAt,
    sessionId: intruder.sessionId,
    clientApp: disguise.app,
    resource: apps.exchange,
    address,
  }
  const caller: Caller = {
    logonType: 0,
    clientInfo: disguise.clientInfo,
    ip: address.ip,
    appId: plot.isQuiet ? apps.exchange.id : disguise.app.id,
    clientAppId: disguise.app.id,
    sessionId: intruder.sessionId,
    token,
  }
  const context = { tenant: plot.tenant, owner: victim, caller }
  emitOwaToken(
    {
      ...context,
      time: at - 30_000,
      id: guid(stream),
      uti: token.uti,
      resourceUrl: 'https://outlook.office365.com',
    },
    plot.emit,
  )
  const records = stream.between(1, plot.isQuiet ? 1 : 3)
  for (let r = 0; r < records; r++) {
    const time = at + r * stream.between(3, 8) * minute
    const count = stream.between(1, plot.parameter('messages'))
    intruder.reader.bind(
      caller,
      time,
      recentMessages(plot.tenant, victim, stream, { at: time, count, backDays: 30 }),
    )
  }
}
