import { minute } from '../clock.js'
import { readThroughGraph } from '../graph-reads.js'
import { guid } from '../guid.js'
import { Reader } from '../reader.js'
import { emitConsent } from '../records/directory.js'
import { Session } from '../session.js'
import type { Plot, Storyline } from '../story.js'
import { browserOf } from '../world/agents.js'
import { type App, apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import type { Mailbox } from '../world/person.js'
import { type Address, laptopAddress, localMidnight } from '../world/place.js'
import { rentedProxies } from './proxy.js'
import { chooseVictims } from './victims.js'

const names = ['Docu Viewer', 'Calendar Assistant', 'Secure Files Preview', 'Mail Upgrade Tool'] as const

/** People are talked into consenting to an app; it reads their mail from its own servers with their consent. */
export const oauthApp: Storyline = {
  name: 'oauth-app',
  about: 'Consent phishing: people let an app in, and it sweeps their mail through Graph',
  quiet: 'one person, a few messages a day, no attachments',
  techniques: ['T1566.002', 'T1528', 'T1114.002', 'T1020'],
  parameters: {
    mailboxes: { about: 'people who consent', loud: 3, quiet: 1 },
    days: { about: 'days of reading', loud: 4, quiet: 7 },
    rounds: { about: 'rounds of reading a day', loud: 8, quiet: 1 },
    messages: { about: 'messages a round, at most', loud: 30, quiet: 4 },
  },
  start(plot) {
    const stream = plot.streamOf('app')
    const app: App = { id: guid(stream), name: stream.pick(names), servicePrincipalId: guid(stream) }
    const server = rentedProxies(stream, 1)[0] as Address
    const victims = chooseVictims(plot, plot.parameter('mailboxes')).map((who, n) => {
      plot.victim(who)
      return {
        who,
        n,
        session: appSession(plot, who, app),
        reader: new Reader(plot, who, plot.streamOf('reader', who.index)),
      }
    })
    return (dayIndex) => {
      const since = dayIndex - plot.firstDay
      if (since < 0 || since >= plot.parameter('days')) return
      for (const { who, n, session, reader } of victims) {
        const consentAt =
          localMidnight(plot.tenant, who, plot.firstDay) + (who.startsAt + 40 + n * 25) * minute
        if (since === 0) consent(plot, who, app, session, consentAt)
        const startsAt =
          since === 0
            ? consentAt + 12 * minute
            : localMidnight(plot.tenant, who, dayIndex) + (who.startsAt + 60) * minute
        for (let round = 0; round < plot.parameter('rounds'); round++) {
          const today = plot.streamOf('round', who.index, dayIndex, round)
          const at = startsAt + round * 25 * minute + today.below(240) * 1000
          readThroughGraph({
            tenant: plot.tenant,
            emit: plot.emit,
            stream: today,
            owner: who,
            reader,
            token: session.tokenAt(at, server, plot.emit),
            address: server,
            at,
            refs: recentMessages(plot.tenant, who, today, {
              at,
              count: today.between(2, plot.parameter('messages')),
              backDays: 120,
            }),
            userAgent: 'node-fetch/1.0',
            scopes: 'Mail.Read User.Read offline_access',
            withAttachments: !plot.isQuiet,
          })
        }
      }
    }
  },
}

const appSession = (plot: Plot, who: Mailbox, app: App): Session =>
  new Session(
    {
      tenant: plot.tenant,
      user: who,
      app,
      resource: apps.graph,
      userAgent: 'node-fetch/1.0',
      continuousAccess: false,
      clientAppUsed: 'Mobile Apps and Desktop clients',
    },
    plot.streamOf('session', who.index),
  )

/** The person clicks: a real sign-in from their own machine, and the grant. */
function consent(plot: Plot, who: Mailbox, app: App, session: Session, at: number): void {
  const address = laptopAddress(plot.tenant, who, plot.firstDay)
  const { agent, device } = browserOf(who, plot.firstDay)
  session.signIn(at - 15_000, address, plot.emit, { userAgent: agent, device, clientAppUsed: 'Browser' })
  emitConsent(
    plot.tenant,
    plot.streamOf('consent', who.index),
    {
      by: who,
      ip: address.ip,
      app,
      scope: plot.isQuiet
        ? 'Mail.Read User.Read offline_access'
        : 'Mail.ReadWrite MailboxSettings.ReadWrite User.Read offline_access',
      forEverybody: false,
      userAgent: agent,
      time: at,
    },
    plot.emit,
  )
}
