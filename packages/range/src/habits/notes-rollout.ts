import { day, hour } from '../clock.js'
import { readThroughGraph } from '../graph-reads.js'
import { type Habit, often, perMailbox } from '../life.js'
import { Reader } from '../reader.js'
import { emitConsent } from '../records/directory.js'
import { Session } from '../session.js'
import { browserOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { recentMessages } from '../world/messages.js'
import { workMoments } from '../world/moments.js'
import { v4Address, vendorNetworks } from '../world/networks.js'
import type { Mailbox } from '../world/person.js'
import { laptopAddress, localMidnight } from '../world/place.js'
import type { Tenant } from '../world/tenant.js'

const rolloutDay = (tenant: Tenant): number => Math.floor((tenant.days * 55) / 100)

/** A meeting-notes app is bought, consented for everybody and taken up by most within a week and a half. */
export const notesRollout: Habit = {
  name: 'notes-rollout',
  about: 'A new app, rolled out to the whole tenant half-way through the window',
  mistakenFor: 'an app id nobody had before, suddenly reading many mailboxes from a vendor cloud',
  start(life) {
    const { tenant } = life
    const network = vendorNetworks.notes
    const address = (who: Mailbox) => ({ ip: v4Address(network, 'notes', who.index % 6), network })
    const first = rolloutDay(tenant)
    life.note({
      subject: apps.notes.id,
      what: 'admin consent for everybody, then use by most',
      from: tenant.start + first * day,
    })
    const state = perMailbox((who) => ({
      session: new Session(
        {
          tenant,
          user: who,
          app: apps.notes,
          resource: apps.graph,
          userAgent: 'Minutely/2.0 (+https://minutely.example)',
          continuousAccess: false,
          clientAppUsed: 'Mobile Apps and Desktop clients',
          confidential: true,
        },
        life.stream.at('session', who.index),
      ),
      reader: new Reader(life, who, life.stream.at('reader', who.index)),
    }))
    const joinsOn = perMailbox((who) => {
      const stream = life.stream.at('join', who.index)
      return stream.chance(700) ? first + stream.between(0, 10) : 100_000
    })
    return (dayIndex) => {
      if (dayIndex === first) consent(life.tenant, life)
      for (const who of tenant.people) {
        const joined = joinsOn(who)
        if (dayIndex < joined) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        for (const at of workMoments(tenant, who, dayIndex, stream, often(tenant, stream, 0, 3))) {
          const { session, reader } = state(who)
          if (dayIndex === joined)
            session.signIn(at - 90_000, laptopAddress(tenant, who, dayIndex), life.emit)
          const from = address(who)
          readThroughGraph({
            tenant,
            emit: life.emit,
            stream,
            owner: who,
            reader,
            token: session.tokenAt(at, from, life.emit),
            address: from,
            at,
            refs: recentMessages(tenant, who, stream, { at, count: stream.between(1, 5), backDays: 1 }),
            userAgent: 'Minutely/2.0',
          })
        }
      }
    }
  },
}

function consent(tenant: Tenant, life: Parameters<Habit['start']>[0]): void {
  const admin = tenant.administrators[0] ?? tenant.people[0]
  if (!admin) return
  const dayIndex = rolloutDay(tenant)
  emitConsent(
    tenant,
    life.stream.at('consent'),
    {
      by: admin,
      ip: laptopAddress(tenant, admin, dayIndex).ip,
      app: apps.notes,
      scope: 'Calendars.Read Mail.Read User.Read offline_access',
      forEverybody: true,
      userAgent: browserOf(admin, dayIndex).agent,
      time: localMidnight(tenant, admin, dayIndex) + 7 * hour,
    },
    life.emit,
  )
}
