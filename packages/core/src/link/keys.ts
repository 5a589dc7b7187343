import { bySession } from './by-session.js'
import { bySessionChain } from './by-session-chain.js'
import { byUserIp } from './by-user-ip.js'
import { byUti } from './by-uti.js'
import { type LinkKey, type LinkKeyName, linkKeys } from './key.js'

const byName: Readonly<Record<LinkKeyName, LinkKey>> = {
  uti: byUti,
  session: bySession,
  'user-ip': byUserIp,
  'session-chain': bySessionChain,
}

/** The keys in the order they are tried: the first that matches names the link. */
export const orderedKeys: readonly LinkKey[] = linkKeys.map((name) => byName[name])
