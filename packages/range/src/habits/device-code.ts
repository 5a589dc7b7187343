import { type Habit, perMailbox } from '../life.js'
import { Session } from '../session.js'
import { apps } from '../world/apps.js'
import { workMoments } from '../world/moments.js'
import { laptopAddress } from '../world/place.js'

/** Administrators and engineers who sign in to command-line tools with a code. */
export const deviceCode: Habit = {
  name: 'device-code',
  about: 'Device-code sign-ins to Microsoft command-line tools by the people who always do that',
  mistakenFor: 'device-code phishing',
  start(life) {
    const { tenant } = life
    const users = tenant.people.filter(
      (who) => who.administrator || (who.department === 'Engineering' && who.index % 3 === 0),
    )
    const sessionOf = perMailbox(
      (who) =>
        new Session(
          {
            tenant,
            user: who,
            app: who.administrator ? apps.graphCli : apps.azureCli,
            resource: apps.graph,
            userAgent: 'python-requests/2.31.0',
            continuousAccess: false,
            clientAppUsed: 'Mobile Apps and Desktop clients',
          },
          life.stream.at('session', who.index),
        ),
    )
    return (dayIndex) => {
      for (const who of users) {
        const stream = life.stream.at('day', who.index, dayIndex)
        if (!stream.chance(130)) continue
        for (const at of workMoments(tenant, who, dayIndex, stream, 1))
          sessionOf(who).signIn(at, laptopAddress(tenant, who, dayIndex), life.emit, {
            protocol: 'deviceCode',
          })
      }
    }
  },
}
