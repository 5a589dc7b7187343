import { seededGuid } from './random.js'

/** Who and what the kit's tokens are about: names of its own, so nothing outside ever matches them. */
export interface World {
  readonly seed: string
  /** Milliseconds since 1970, the moment the run starts at. */
  readonly startedAt: number
  /** What stands before the tenant in commercial v2 issuers: the real host, or the kit's own address. */
  readonly issuerBase: string
  readonly tenants: Readonly<Record<TenantName, string>>
  readonly users: Readonly<Record<'victim' | 'attacker' | 'guest', string>>
  readonly apps: Readonly<Record<'api' | 'client' | 'daemon' | 'stranger' | 'webapp', string>>
  readonly audience: string
}

export type TenantName = 'first' | 'second' | 'outside' | 'gov' | 'china' | 'external' | 'b2c' | 'consumer'

/** The one real identifier: every personal Microsoft account lives in this tenant, everywhere. */
export const consumerTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'

const own = ['first', 'second', 'outside', 'gov', 'china', 'external', 'b2c'] as const

export function makeWorld(options: {
  readonly seed: string
  readonly startedAt: number
  readonly issuerBase?: string
}): World {
  const guid = (name: string) => seededGuid(options.seed, name)
  const group = <Name extends string>(kind: string, names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, guid(`${kind} ${name}`)])) as Record<Name, string>
  const apps = group('app', ['api', 'client', 'daemon', 'stranger', 'webapp'])
  return {
    seed: options.seed,
    startedAt: options.startedAt,
    issuerBase: options.issuerBase ?? 'https://login.microsoftonline.com',
    tenants: { ...group('tenant', own), consumer: consumerTenant },
    users: group('user', ['victim', 'attacker', 'guest']),
    apps,
    audience: `api://${apps.api}`,
  }
}

export const v2Issuer = (world: World, tenant: string): string => `${world.issuerBase}/${tenant}/v2.0`
export const v1Issuer = (tenant: string): string => `https://sts.windows.net/${tenant}/`
