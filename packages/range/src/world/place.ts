import { day, hour, minute, weekday } from '../clock.js'
import type { Stream } from '../random.js'
import { awayNetworks, type Network, v4Address, v6Address, vpnNetworks } from './networks.js'
import type { Mailbox } from './person.js'
import type { Tenant } from './tenant.js'

/** Where somebody is on a day: a fact of the world, so that every habit agrees on it without talking. */
export interface Place {
  readonly kind: 'office' | 'home' | 'away' | 'off'
  readonly network: Network
  /** Their own traffic leaves through a VPN exit today. */
  readonly vpn?: Network
}

export interface Address {
  readonly ip: string
  readonly network: Network
}

/** Midnight, local to the person, of a simulated day. */
export const localMidnight = (tenant: Tenant, who: Mailbox, dayIndex: number): number =>
  tenant.start + dayIndex * day - who.site.offsetMinutes * minute

/** A trip abroad somebody makes in each block of 30 days, if any. */
function tripOf(tenant: Tenant, who: Mailbox, dayIndex: number): Network | undefined {
  const block = Math.floor(dayIndex / 30)
  const stream = tenant.stream.at('trip', who.index, block)
  if (!stream.chance(who.executive ? 500 : 120)) return undefined
  const first = block * 30 + stream.below(24)
  const length = stream.between(2, 6)
  const network = stream.pick(awayNetworks)
  return dayIndex >= first && dayIndex < first + length ? network : undefined
}

const onLeave = (tenant: Tenant, who: Mailbox, dayIndex: number): boolean => {
  const week = Math.floor(dayIndex / 7)
  return tenant.stream.at('leave', who.index, week).chance(50)
}

export const isEmployed = (who: Mailbox, dayIndex: number): boolean =>
  dayIndex >= who.joins && dayIndex <= who.leaves

/** One person in twenty runs all their traffic through a VPN, others now and then. */
function vpnOf(tenant: Tenant, who: Mailbox, dayIndex: number): Network | undefined {
  const always = tenant.stream.at('vpn', who.index)
  const exit = always.pick(vpnNetworks)
  if (always.chance(50)) return exit
  return tenant.stream.at('vpn', who.index, dayIndex).chance(15) ? exit : undefined
}

export function placeOf(tenant: Tenant, who: Mailbox, dayIndex: number): Place {
  if (!isEmployed(who, dayIndex)) return { kind: 'off', network: who.home }
  const trip = tripOf(tenant, who, dayIndex)
  const vpn = vpnOf(tenant, who, dayIndex)
  const through = vpn ? { vpn } : {}
  if (trip) return { kind: 'away', network: trip, ...through }
  const stream = tenant.stream.at('place', who.index, dayIndex)
  const midnight = tenant.start + dayIndex * day
  const weekend = weekday(midnight) % 6 === 0
  if (weekend ? !stream.chance(150) : onLeave(tenant, who, dayIndex) || stream.chance(30))
    return { kind: 'off', network: who.home, ...through }
  if (weekend || stream.chance(420)) return { kind: 'home', network: who.home, ...through }
  return { kind: 'office', network: who.site.office }
}

/** Office traffic leaves through two shared addresses, or the building's IPv6 block. */
function officeAddress(network: Network, who: Mailbox, stream: Stream, dayIndex: number): Address {
  const v6 = stream.chance(250) ? v6Address(network, 'office', `${who.index}/${dayIndex}`) : undefined
  return { ip: v6 ?? v4Address(network, 'egress', who.index % 2), network }
}

/** The address a laptop of the person shows at that time of that day. */
export function laptopAddress(tenant: Tenant, who: Mailbox, dayIndex: number, client = 'laptop'): Address {
  const place = placeOf(tenant, who, dayIndex)
  const stream = tenant.stream.at('laptop', who.index, dayIndex, client)
  if (place.vpn) return { ip: v4Address(place.vpn, 'exit', stream.below(4)), network: place.vpn }
  if (place.kind === 'office') return officeAddress(place.network, who, stream, dayIndex)
  if (place.kind === 'away')
    return { ip: v4Address(place.network, 'hotel', who.index, dayIndex >> 1), network: place.network }
  const v6 = stream.chance(400) ? v6Address(who.home, who.index, `${client}/${dayIndex}`) : undefined
  return { ip: v6 ?? who.homeV4, network: who.home }
}

/** A phone roams: carrier network with shared exits, or the Wi-Fi of the place. It changes within the hour. */
export function phoneAddress(tenant: Tenant, who: Mailbox, dayIndex: number, at: number): Address {
  const stream = tenant.stream.at('phone', who.index, Math.floor(at / (2 * hour)))
  const place = placeOf(tenant, who, dayIndex)
  const carrier = place.kind === 'away' ? place.network : who.site.mobile
  if (stream.chance(550)) {
    const v6 = stream.chance(500) ? v6Address(carrier, `phone${who.index}`, Math.floor(at / day)) : undefined
    return { ip: v6 ?? v4Address(carrier, 'nat', stream.below(40)), network: carrier }
  }
  return laptopAddress(tenant, who, dayIndex, 'phone')
}
