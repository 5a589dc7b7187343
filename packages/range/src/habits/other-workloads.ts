import { type Habit, often, perMailbox } from '../life.js'
import { Session } from '../session.js'
import { browserOf, laptopOf } from '../world/agents.js'
import { type App, apps } from '../world/apps.js'
import { workMoments } from '../world/moments.js'
import type { Mailbox } from '../world/person.js'
import { laptopAddress } from '../world/place.js'

const used: readonly { readonly app: App; readonly resource: App }[] = [
  { app: apps.teams, resource: apps.graph },
  { app: apps.officeHome, resource: apps.graph },
  { app: apps.office, resource: apps.sharePoint },
]

/** Teams, the Office page, SharePoint: most sign-ins have nothing to do with mail. */
export const otherWorkloads: Habit = {
  name: 'other-workloads',
  about: 'Sign-ins to Teams, the Office home page and SharePoint',
  start(life) {
    const { tenant } = life
    const open = (who: Mailbox, app: App, resource: App, n: number): Session =>
      new Session(
        {
          tenant,
          user: who,
          app,
          resource,
          userAgent: browserOf(who, 0).agent,
          device: laptopOf(who),
          continuousAccess: n === 0,
          clientAppUsed: n === 1 ? 'Browser' : 'Mobile Apps and Desktop clients',
        },
        life.stream.at('session', who.index, n),
      )
    const sessionsOf = perMailbox((who) => used.map(({ app, resource }, n) => open(who, app, resource, n)))
    return (dayIndex) => {
      for (const who of tenant.people) {
        const stream = life.stream.at('day', who.index, dayIndex)
        const address = laptopAddress(tenant, who, dayIndex)
        const sessions = sessionsOf(who)
        const moments = workMoments(tenant, who, dayIndex, stream, often(tenant, stream, 2, 6))
        for (const [n, at] of moments.entries()) {
          const session = sessions[n % sessions.length] as Session
          if (n === 1 && stream.chance(220)) session.signIn(at, address, life.emit)
          else session.tokenAt(at, address, life.emit)
        }
      }
    }
  },
}
