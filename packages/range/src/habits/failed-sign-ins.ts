import { guid, requestId } from '../guid.js'
import { type Habit, often } from '../life.js'
import { emitSignIn } from '../session.js'
import { browserOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { anyMoments, workMoments } from '../world/moments.js'
import { awayNetworks, hostingNetworks, v4Address } from '../world/networks.js'
import type { Mailbox } from '../world/person.js'
import { type Address, laptopAddress } from '../world/place.js'

/** Mistyped passwords, second factors not answered in time, and the internet trying passwords all day. */
export const failedSignIns: Habit = {
  name: 'failed-sign-ins',
  about: 'Mistyped passwords, and strangers trying passwords against every address',
  mistakenFor: 'sign-ins for a user from hosting networks abroad (they all fail)',
  start(life) {
    const { tenant } = life
    const fail = (
      who: Mailbox,
      at: number,
      address: Address,
      error: number,
      agent: string,
      path: string,
    ): void => {
      const stream = life.stream.at(path, who.index, at)
      const request = requestId(stream)
      emitSignIn(
        tenant,
        {
          id: request.id,
          uti: request.uti,
          time: at,
          kind: 'interactive',
          user: who,
          app: path === 'spray' ? apps.azureCli : apps.owa,
          resource: apps.exchange,
          ip: address.ip,
          network: address.network,
          correlationId: guid(stream),
          incomingTokenType: 'none',
          protocol: path === 'spray' ? 'ropc' : 'none',
          clientAppUsed: 'Browser',
          userAgent: agent,
          error,
          multiFactor: false,
          continuousAccess: false,
        },
        life.emit,
        true,
      )
    }
    return (dayIndex) => {
      for (const who of tenant.people) {
        const stream = life.stream.at('day', who.index, dayIndex)
        if (stream.chance(90))
          for (const at of workMoments(tenant, who, dayIndex, stream, stream.between(1, 2)))
            fail(
              who,
              at,
              laptopAddress(tenant, who, dayIndex),
              stream.pick([50126, 50126, 50076, 500121]),
              browserOf(who, dayIndex).agent,
              'typo',
            )
        if (!stream.chance(60)) continue
        for (const at of anyMoments(tenant, dayIndex, stream, often(tenant, stream, 1, 3))) {
          const network = stream.pick(stream.chance(500) ? hostingNetworks : awayNetworks)
          const address = { ip: v4Address(network, 'spray', stream.next()), network }
          fail(who, at, address, stream.pick([50126, 50126, 50053]), 'BAV2ROPC', 'spray')
        }
      }
    }
  },
}
