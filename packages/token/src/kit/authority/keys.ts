import { createHash } from 'node:crypto'
import { selfSigned } from './certificate.js'
import { type RsaKey, seededRsaKey } from './rsa.js'
import { v2Issuer, type World } from './world.js'

/** Every key the emulated authority has, as rows: who it signs for, and what is odd about it. */

const templateTenant = '{tenantid}'
const year = 365 * 24 * 3600 * 1000

export interface KeyRow {
  /** Which tenant's (or template's) issuer the key is published for; left out: the key names none. */
  readonly issuer?: (world: World) => string
  readonly cloud?: string
  /** Certificate validity in years around the start of the run. */
  readonly validity?: readonly [from: number, until: number]
  readonly bits?: 1024 | 2048
  /** Members laid over the published JWK. */
  readonly members?: { readonly [name: string]: unknown }
  /** The kid of another key, where two share one. */
  readonly sharesKidOf?: string
}

const enterprise = { issuer: (world: World) => v2Issuer(world, templateTenant), cloud: 'microsoftonline.com' }
const consumer = {
  issuer: (world: World) => v2Issuer(world, world.tenants.consumer),
  cloud: 'microsoftonline.com',
}
const on = (host: string, cloud: string) => ({
  issuer: () => `https://${host}/${templateTenant}/v2.0`,
  cloud,
})

const rows = {
  // The six of the real shared key set: two commercial, two US Government, two consumer.
  enterprise1: enterprise,
  enterprise2: enterprise,
  gov1: { ...enterprise, cloud: 'microsoftonline.us' },
  gov2: { ...enterprise, cloud: 'microsoftonline.us' },
  consumer1: consumer,
  // Five years from 2016, as the key Storm-0558 held.
  consumer2016: { ...consumer, validity: [-10, -5] },
  // Odd ones, published beside them.
  expired: { ...enterprise, validity: [-6, -1] },
  unnamedIssuer: { cloud: 'microsoftonline.com' },
  unnamedCloud: { issuer: enterprise.issuer },
  encryption: { ...enterprise, members: { use: 'enc' } },
  wrapping: { ...enterprise, members: { use: undefined, key_ops: ['wrapKey'] } },
  otherAlgorithm: { ...enterprise, members: { alg: 'RS384' } },
  short: { ...enterprise, bits: 1024 },
  exponentOne: { ...enterprise, members: { e: 'AQ', x5c: undefined } },
  twinConsumerFirst: consumer,
  twinEnterpriseSecond: { ...enterprise, sharesKidOf: 'twinConsumerFirst' },
  twinEnterpriseFirst: enterprise,
  twinConsumerSecond: { ...consumer, sharesKidOf: 'twinEnterpriseFirst' },
  young: { ...enterprise, validity: [-1 / 365, 5] },
  borrowedCertificate: enterprise,
  customerTenant: {
    issuer: (world: World) =>
      `https://${world.tenants.external}.ciamlogin.com/${world.tenants.external}/v2.0`,
    cloud: 'microsoftonline.com',
  },
  // Published elsewhere, later or never.
  rotatedIn: enterprise,
  customSigning: enterprise,
  govOwn: on('login.microsoftonline.us', 'microsoftonline.us'),
  china: on('login.partner.microsoftonline.cn', 'partner.microsoftonline.cn'),
  external: { members: { x5c: undefined } },
  b2c: { members: { x5c: undefined } },
  attacker: enterprise,
  /** Only ever served in place of the real ones, so that a cache that kept it cannot colour other cases. */
  impostor: enterprise,
} as const satisfies Record<string, KeyRow>

export type KeyName = keyof typeof rows
export const keyRows: Readonly<Record<KeyName, KeyRow>> = rows

/** What the shared key set of the commercial cloud holds. */
export const sharedKeySet: readonly KeyName[] = [
  'enterprise1',
  'enterprise2',
  'gov1',
  'gov2',
  'consumer1',
  'consumer2016',
  'expired',
  'unnamedIssuer',
  'unnamedCloud',
  'encryption',
  'wrapping',
  'otherAlgorithm',
  'short',
  'exponentOne',
  'twinConsumerFirst',
  'twinEnterpriseSecond',
  'twinEnterpriseFirst',
  'twinConsumerSecond',
  'young',
  'borrowedCertificate',
  'customerTenant',
]

export interface KitKey {
  readonly name: KeyName
  readonly rsa: RsaKey
  readonly kid: string
  readonly jwk: { readonly [member: string]: unknown }
}

function certificate(world: World, name: KeyName, row: KeyRow): Buffer {
  // A certificate that holds another key than the JWK beside it.
  const subjectKey = name === 'borrowedCertificate' ? 'enterprise1' : name
  const [from, until] = row.validity ?? [-1, 4]
  // Whole days: a run must not depend on the second it started in.
  const day = 24 * 3600 * 1000
  const today = Math.floor(world.startedAt / day) * day
  return selfSigned({
    subject: `big-yellow-taxi kit ${name}`,
    key: seededRsaKey(world.seed, subjectKey, keyRows[subjectKey].bits).privateKey,
    notBefore: today + from * year,
    notAfter: today + until * year,
  })
}

function makeKey(world: World, name: KeyName): KitKey {
  const row = keyRows[name]
  const rsa = seededRsaKey(world.seed, name, row.bits)
  const x5c = certificate(world, name, row)
  const x5t = createHash('sha1').update(x5c).digest('base64url')
  const kid = row.sharesKidOf === undefined ? x5t : kitKey(world, row.sharesKidOf as KeyName).kid
  const jwk = {
    kty: 'RSA',
    use: 'sig',
    kid,
    x5t,
    n: rsa.n,
    e: rsa.e,
    x5c: [x5c.toString('base64')],
    cloud_instance_name: row.cloud,
    issuer: row.issuer?.(world),
    ...row.members,
  }
  return {
    name,
    rsa,
    kid,
    jwk: Object.fromEntries(Object.entries(jwk).filter(([, value]) => value !== undefined)),
  }
}

const made = new WeakMap<World, Map<KeyName, KitKey>>()

/** The key of this name, with the JWK the authority publishes for it; made once per world. */
export function kitKey(world: World, name: KeyName): KitKey {
  const keys = made.get(world) ?? new Map<KeyName, KitKey>()
  made.set(world, keys)
  const key = keys.get(name) ?? makeKey(world, name)
  keys.set(name, key)
  return key
}
