import { hour, minute } from '../clock.js'
import { Session } from '../session.js'
import type { Plot } from '../story.js'
import { browserOf } from '../world/agents.js'
import type { App } from '../world/apps.js'
import { apps } from '../world/apps.js'
import type { Mailbox } from '../world/person.js'
import { type Address, laptopAddress, localMidnight } from '../world/place.js'
import { rentedProxies, residentialProxy } from './proxy.js'

export const rentedAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36'

/** A session of the intruder under somebody's name: an unmanaged machine, and the browser they happen to have. */
export function intruderSession(
  plot: Plot,
  who: Mailbox,
  app: App,
  name: string,
  resource: App = apps.exchange,
): Session {
  const own = browserOf(who, plot.firstDay)
  const userAgent = plot.isQuiet ? own.agent : rentedAgent
  return new Session(
    {
      tenant: plot.tenant,
      user: who,
      app,
      resource,
      userAgent,
      device: {
        id: '',
        name: '',
        os: 'Windows10',
        browser: plot.isQuiet ? own.device.browser : 'Chrome 122.0.0.0',
        managed: false,
      },
      continuousAccess: false,
      clientAppUsed: 'Browser',
    },
    plot.streamOf('session', name, who.index),
  )
}

/** Where the intruder comes from: a rented server, or, quietly, a household in the victim's country. */
export function intruderAddress(plot: Plot, who: Mailbox, n = 0): Address {
  const stream = plot.streamOf('address', who.index)
  if (plot.isQuiet) return residentialProxy(stream, who)
  const proxies = rentedProxies(stream, 3)
  return proxies[n % proxies.length] as Address
}

/** An hour of a day: late evening of the victim, or quietly in their working hours. */
export function intruderTime(plot: Plot, who: Mailbox, dayIndex: number, name: string): number {
  const stream = plot.streamOf('time', name, who.index, dayIndex)
  const midnight = localMidnight(plot.tenant, who, dayIndex)
  if (plot.isQuiet) return midnight + (who.startsAt + stream.below(7 * 60)) * minute
  return midnight + 3 * hour + stream.below(18 * 60) * minute
}

/** Quietly the work is done from where the account's owner really sits: a stolen machine, or the owner. */
export const accountAddress = (plot: Plot, who: Mailbox, dayIndex: number): Address =>
  plot.isQuiet ? laptopAddress(plot.tenant, who, dayIndex) : intruderAddress(plot, who)

/** The administrator whose account the intruder has. */
export function stolenAdministrator(plot: Plot): Mailbox {
  const admins = plot.tenant.administrators
  const who = plot.streamOf('administrator').pick(admins.length > 0 ? admins : plot.tenant.people)
  plot.account(who)
  return who
}
