import { Stream } from '../random.js'

/** A network people or machines sit in; addresses are drawn inside its prefixes. */
export interface Network {
  readonly asn: number
  readonly country: string
  readonly city: string
  readonly state: string
  /** First two octets. */
  readonly v4: string
  /** First three groups of a provider's IPv6 block, where it gives one. */
  readonly v6?: string
}

type Row = readonly [asn: number, country: string, city: string, state: string, v4: string, v6?: string]

const network = ([asn, country, city, state, v4, v6]: Row): Network => ({
  asn,
  country,
  city,
  state,
  v4,
  ...(v6 ? { v6 } : {}),
})

/** Where the tenant has offices: home networks and mobile carriers of that country, one office egress. */
export interface Site {
  readonly name: string
  readonly offsetMinutes: number
  readonly office: Network
  readonly homes: readonly Network[]
  readonly mobile: Network
}

const homes = (rows: readonly Row[]): readonly Network[] => rows.map(network)

export const sites: readonly Site[] = [
  {
    name: 'Washington',
    offsetMinutes: -300,
    office: network([701, 'US', 'Washington', 'District of Columbia', '108.48', '2600:4040:a012']),
    homes: homes([
      [7922, 'US', 'Arlington', 'Virginia', '73.132', '2601:140:8200'],
      [7922, 'US', 'Bethesda', 'Maryland', '69.140', '2601:14b:4300'],
      [701, 'US', 'Alexandria', 'Virginia', '71.171', '2600:4040:5b2e'],
    ]),
    mobile: network([21928, 'US', 'Washington', 'District of Columbia', '172.56', '2607:fb91:1c0a']),
  },
  {
    name: 'London',
    offsetMinutes: 0,
    office: network([2856, 'GB', 'London', 'England', '81.149', '2a00:23c8:1a04']),
    homes: homes([
      [2856, 'GB', 'London', 'England', '86.131', '2a00:23c5:bb12'],
      [5607, 'GB', 'Watford', 'England', '90.196', '2a02:c7c:5a31'],
      [5089, 'GB', 'Croydon', 'England', '82.11'],
    ]),
    mobile: network([12576, 'GB', 'London', 'England', '31.94', '2a01:4c8:1423']),
  },
  {
    name: 'Amsterdam',
    offsetMinutes: 60,
    office: network([1136, 'NL', 'Amsterdam', 'North Holland', '77.160', '2a02:a44f:3a10']),
    homes: homes([
      [33915, 'NL', 'Haarlem', 'North Holland', '80.114', '2001:1c04:2b0c'],
      [1136, 'NL', 'Utrecht', 'Utrecht', '84.83', '2a02:a452:9c3f'],
    ]),
    mobile: network([31615, 'NL', 'Amsterdam', 'North Holland', '178.85']),
  },
  {
    name: 'Singapore',
    offsetMinutes: 480,
    office: network([3758, 'SG', 'Singapore', 'Singapore', '203.117']),
    homes: homes([[9506, 'SG', 'Singapore', 'Singapore', '116.86', '2406:3003:2064']]),
    mobile: network([45143, 'SG', 'Singapore', 'Singapore', '119.56']),
  },
]

/** Hotels, airports and conference networks. */
export const awayNetworks: readonly Network[] = [
  network([3320, 'DE', 'Berlin', 'Land Berlin', '84.190', '2003:e3:d70e']),
  network([12479, 'ES', 'Madrid', 'Madrid', '90.167']),
  network([3215, 'FR', 'Paris', 'Paris', '90.63', '2a01:cb04:5c1']),
  network([2516, 'JP', 'Tokyo', 'Tokyo', '106.139']),
  network([577, 'CA', 'Toronto', 'Ontario', '70.50']),
  network([1221, 'AU', 'Sydney', 'New South Wales', '101.172']),
  network([18403, 'VN', 'Hanoi', 'Hanoi', '42.112']),
  network([15557, 'FR', 'Lyon', 'Auvergne-Rhone-Alpes', '109.0']),
  network([7303, 'AR', 'Buenos Aires', 'Buenos Aires', '190.188']),
]

/** Exits of a commercial VPN that staff use too, on hosting networks like the ones intruders rent. */
export const vpnNetworks: readonly Network[] = [
  network([9009, 'GB', 'London', 'England', '146.70']),
  network([212238, 'NL', 'Amsterdam', 'North Holland', '89.187']),
  network([60068, 'US', 'New York', 'New York', '156.146']),
]

/** Rented machines: proxies of intruders, and also where honest vendors run their services. */
export const hostingNetworks: readonly Network[] = [
  network([14061, 'US', 'North Bergen', 'New Jersey', '159.65']),
  network([20473, 'US', 'Piscataway', 'New Jersey', '45.76']),
  network([16276, 'GB', 'London', 'England', '51.89']),
  network([24940, 'FI', 'Helsinki', 'Uusimaa', '95.216']),
  network([63949, 'SG', 'Singapore', 'Singapore', '139.162']),
  network([9009, 'NL', 'Amsterdam', 'North Holland', '185.158']),
  network([51167, 'DE', 'Nuremberg', 'Bavaria', '161.97']),
  network([202425, 'NL', 'Amsterdam', 'North Holland', '80.82']),
]

/** Microsoft's own addresses, from which its services read mail for people. */
export const serviceNetworks: readonly Network[] = [
  network([8075, 'IE', 'Dublin', 'Dublin', '52.97', '2603:10a6:800']),
  network([8075, 'NL', 'Amsterdam', 'North Holland', '40.126', '2603:10a6:10']),
  network([8075, 'US', 'Boydton', 'Virginia', '20.190', '2603:10b6:408']),
]

/** The vendor clouds of sanctioned apps. */
export const vendorNetworks = {
  backup: network([16509, 'US', 'Ashburn', 'Virginia', '54.85']),
  crm: network([14618, 'US', 'Ashburn', 'Virginia', '3.213']),
  notes: network([396982, 'US', 'Council Bluffs', 'Iowa', '34.72']),
  migration: network([24940, 'DE', 'Falkenstein', 'Saxony', '116.202']),
  archiver: network([16276, 'FR', 'Roubaix', 'Hauts-de-France', '51.254']),
} as const

/** The IPv4 address of subscriber `name` in the network, always the same one. */
export function v4Address(net: Network, ...name: readonly (string | number)[]): string {
  const stream = Stream.seeded('address').at(net.v4, ...name)
  return `${net.v4}.${stream.between(1, 254)}.${stream.between(2, 250)}`
}

/** The IPv6 address of subscriber and device; a new `epoch` is a new privacy address in the same /64. */
export function v6Address(
  net: Network,
  subscriber: string | number,
  epoch: string | number,
): string | undefined {
  if (!net.v6) return undefined
  const seeded = Stream.seeded('address').at(net.v6, subscriber)
  const host = seeded.at('host', epoch)
  const group = (stream: Stream): string => (stream.below(65535) + 1).toString(16)
  return `${net.v6}:${group(seeded)}:${group(host)}:${group(host)}:${group(host)}:${group(host)}`
}
