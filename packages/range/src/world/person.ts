import { base64Text, guid, hexText } from '../guid.js'
import type { Key, Stream } from '../random.js'
import { type LicenceTier, tierOf } from '../tiers/index.js'
import { departments, firstNames, lastNames, sharedNames } from './names.js'
import { type Network, type Site, sites, v4Address } from './networks.js'
import type { Tenant } from './tenant.js'

/** What a person reads mail with. Each flag is a habit's reason to act for them. */
export interface Clients {
  readonly owa: boolean
  readonly keepSignedIn: boolean
  readonly desktop: boolean
  readonly mobile: boolean
  readonly activeSync: boolean
  readonly macMail: boolean
}

export interface Mailbox {
  readonly index: number
  readonly kind: 'user' | 'shared'
  readonly upn: string
  readonly displayName: string
  /** Entra object id. */
  readonly objectId: string
  readonly puid: string
  /** Windows security identifier, as MailboxOwnerSid carries it. */
  readonly securityId: string
  readonly guid: string
  /** The part every folder and item id of this mailbox shares. */
  readonly storeKey: string
  readonly server: string
  readonly tier: LicenceTier
  readonly department: string
  readonly executive: boolean
  readonly administrator: boolean
  /** Search auditing is opt-in per mailbox. */
  readonly searchAudited: boolean
  readonly site: Site
  readonly home: Network
  readonly homeV4: string
  readonly clients: Clients
  /** Local minute of the day at which work starts. */
  readonly startsAt: number
  /** Mails received on a working day, about. */
  readonly mailsPerDay: number
  /** First and last simulated day; joiners and leavers differ from the window. */
  readonly joins: number
  readonly leaves: number
  /** Where the streams of this mailbox's content start; kept because every message asks for them. */
  readonly keys: { readonly message: Key; readonly received: Key }
  readonly deviceIds: { readonly laptop: string; readonly phone: string }
}

const serverOf = (stream: Stream): string => {
  const region = stream.pick(['VI1PR04MB', 'AM0PR04MB', 'DB8PR04MB', 'CH0PR18MB', 'BYAPR05MB'])
  return `${region}${stream.between(2000, 9899)}`
}

/** The mailbox with that number: the same whatever the size of the tenant. */
export function makeMailbox(tenant: Tenant, index: number): Mailbox {
  const stream = tenant.stream.at('mailbox', index)
  const shared = index % 20 === 13
  const first = stream.pick(firstNames)
  const last = stream.pick(lastNames)
  const sharedName = sharedNames[Math.floor(index / 20) % sharedNames.length] as string
  const round = Math.floor(index / (20 * sharedNames.length))
  const displayName = shared ? `${sharedName}${round === 0 ? '' : ` ${round + 1}`}` : `${first} ${last}`
  const local = shared ? displayName.replace(' ', '-') : `${first}.${last}${index}`.toLowerCase()
  const site = stream.pick(sites)
  const home = stream.pick(site.homes)
  const owa = stream.chance(600)
  const executive = !shared && index % 17 === 4
  const administrator = index === 0 || index % 60 === 30
  const joiner = !shared && !administrator && !executive && stream.chance(30)
  const leaver = !shared && !joiner && !administrator && !executive && stream.chance(30)
  const when = stream.between(3, Math.max(4, tenant.days - 3))
  const desktop = stream.chance(750)
  return {
    index,
    kind: shared ? 'shared' : 'user',
    upn: `${local}@${tenant.domain}`,
    displayName,
    objectId: guid(stream),
    puid: `10032${hexText(stream, 11)}`,
    securityId: `${tenant.securityIdPrefix}-${20_000_000 + index * 7 + stream.below(7)}`,
    guid: guid(stream),
    storeKey: base64Text(stream, 34),
    server: serverOf(stream),
    tier: tierOf(tenant.tier, index, executive),
    department: stream.pick(departments),
    executive,
    administrator,
    searchAudited: stream.chance(300) || tenant.searches === 'all',
    site,
    home,
    homeV4: v4Address(home, 'home', index),
    clients: {
      owa: !shared && (owa || !desktop),
      keepSignedIn: stream.chance(650),
      desktop: !shared && desktop,
      mobile: !shared && stream.chance(620),
      activeSync: !shared && stream.chance(60),
      macMail: !shared && stream.chance(50),
    },
    startsAt: stream.between(7 * 60, 9 * 60 + 30),
    mailsPerDay: executive ? stream.between(18, 34) : stream.between(5, 18),
    joins: joiner ? when : -10_000,
    leaves: leaver ? when : 10_000,
    keys: {
      message: tenant.stream.at('message', index).key,
      received: tenant.stream.at('received', index).key,
    },
    deviceIds: { laptop: guid(stream), phone: guid(stream) },
  }
}
