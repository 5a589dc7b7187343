import { hour, minute } from '../clock.js'
import { readThroughGraph } from '../graph-reads.js'
import { guid } from '../guid.js'
import { Reader } from '../reader.js'
import { emitNewSecret } from '../records/directory.js'
import { ServiceSession } from '../session.js'
import type { Plot, Storyline } from '../story.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import type { Mailbox } from '../world/person.js'
import type { Address } from '../world/place.js'
import {
  accountAddress,
  intruderSession,
  intruderTime,
  rentedAgent,
  stolenAdministrator,
} from './intruder.js'
import { rentedProxies } from './proxy.js'
import { chooseVictims } from './victims.js'

/** A secret is added to an app that may read all mail; the app is then used from somewhere else. */
export const appCredential: Storyline = {
  name: 'app-credential',
  about: 'A secret added to an app that holds Mail.Read, then mail read as that app',
  quiet: 'the secret is added from the administrator’s own machine, two mailboxes, three messages a night',
  techniques: ['T1098.001', 'T1078.004', 'T1114.002'],
  parameters: {
    mailboxes: { about: 'mailboxes read', loud: 8, quiet: 2 },
    days: { about: 'days of reading', loud: 3, quiet: 6 },
    messages: { about: 'messages a round, at most', loud: 30, quiet: 3 },
  },
  start(plot) {
    const admin = stolenAdministrator(plot)
    const keyId = guid(plot.streamOf('key'))
    const server = rentedProxies(plot.streamOf('server'), 1)[0] as Address
    const service = new ServiceSession(
      {
        tenant: plot.tenant,
        app: apps.reporting,
        resource: apps.graph,
        credentialKeyId: keyId,
        userAgent: 'python-requests/2.31.0',
      },
      plot.streamOf('service'),
    )
    const victims = chooseVictims(plot, plot.parameter('mailboxes'), 'executives').map((who) => {
      plot.victim(who)
      return { who, reader: new Reader(plot, who, plot.streamOf('reader', who.index)) }
    })
    return (dayIndex) => {
      const since = dayIndex - plot.firstDay
      if (since === 0) addSecret(plot, admin, keyId)
      if (since < 0 || since >= plot.parameter('days')) return
      const startsAt = intruderTime(plot, admin, plot.firstDay, 'secret') + since * 24 * hour + 2 * hour
      for (const [n, { who, reader }] of victims.entries()) {
        const stream = plot.streamOf('read', who.index, dayIndex)
        for (let round = 0; round < (plot.isQuiet ? 1 : 3); round++) {
          const at = startsAt + (round * victims.length + n) * 3 * minute
          readThroughGraph({
            tenant: plot.tenant,
            emit: plot.emit,
            stream,
            owner: who,
            reader,
            token: service.tokenAt(at, server, plot.emit),
            address: server,
            at,
            refs: recentMessages(plot.tenant, who, stream, {
              at,
              count: stream.between(1, plot.parameter('messages')),
              backDays: 90,
            }),
            userAgent: 'python-requests/2.31.0',
            asService: true,
            withAttachments: !plot.isQuiet,
          })
        }
      }
    }
  },
}

function addSecret(plot: Plot, admin: Mailbox, keyId: string): void {
  const at = intruderTime(plot, admin, plot.firstDay, 'secret')
  const address = accountAddress(plot, admin, plot.firstDay)
  const session = intruderSession(plot, admin, apps.azurePortal, 'portal', apps.graph)
  session.signIn(at - 6 * minute, address, plot.emit)
  emitNewSecret(
    plot.tenant,
    plot.streamOf('secret'),
    {
      by: admin,
      ip: address.ip,
      app: apps.reporting,
      keyId,
      label: plot.isQuiet ? 'reporting-2026' : 'temp',
      time: at,
      userAgent: rentedAgent,
    },
    plot.emit,
  )
}
