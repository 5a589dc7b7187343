import type { Stream } from '../random.js'
import { hostingNetworks, type Network, v4Address } from '../world/networks.js'
import type { Mailbox } from '../world/person.js'
import type { Address } from '../world/place.js'

/** Rented servers the intruder comes from. */
export function rentedProxies(stream: Stream, count: number): Address[] {
  return stream
    .sample(hostingNetworks, count)
    .map((network, n) => ({ ip: v4Address(network, 'rented', stream.next(), n), network }))
}

/** An address that looks like a household in the victim's own country. */
export function residentialProxy(stream: Stream, victim: Mailbox): Address {
  const network: Network = stream.pick(victim.site.homes)
  return { ip: v4Address(network, 'residential', stream.next()), network }
}
