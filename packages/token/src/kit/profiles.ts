import type { World } from './authority/world.js'
import { role, scope } from './shapes.js'

/** What a target is told to take: the options of a service, as data that any adapter can translate. */
export interface Profile {
  readonly name: ProfileName
  readonly cloud: 'commercial' | 'usgov' | 'china'
  readonly authority: 'entra' | 'external-id' | 'b2c'
  readonly tenants: 'organizations' | readonly string[]
  readonly audience: string
  readonly clients: readonly string[]
  readonly scopes: readonly string[]
  readonly roles: readonly string[]
  readonly versions: readonly ('1.0' | '2.0')[]
  readonly use: 'access' | 'id'
  readonly customSigningKeyAppId?: string
  readonly subdomain?: string
  readonly userFlow?: string
}

export type ProfileName =
  | 'workforce'
  | 'any-tenant'
  | 'one-tenant'
  | 'v2-only'
  | 'with-personal'
  | 'personal-only'
  | 'usgov'
  | 'china'
  | 'external-id'
  | 'b2c'
  | 'custom-key'
  | 'id-token'

type Patch = (world: World) => Partial<Profile>

/** Each profile as the difference to `workforce`: two listed tenants, one API, two clients, one scope, one role. */
const patches: Readonly<Record<ProfileName, Patch>> = {
  workforce: () => ({}),
  'any-tenant': () => ({ tenants: 'organizations' }),
  'one-tenant': ({ tenants }) => ({ tenants: [tenants.first] }),
  'v2-only': () => ({ versions: ['2.0'] }),
  'with-personal': ({ tenants }) => ({ tenants: [tenants.first, tenants.consumer] }),
  'personal-only': ({ tenants }) => ({ tenants: [tenants.consumer] }),
  usgov: ({ tenants }) => ({ cloud: 'usgov', tenants: [tenants.gov] }),
  china: ({ tenants }) => ({ cloud: 'china', tenants: [tenants.china] }),
  'external-id': ({ tenants }) => ({
    authority: 'external-id',
    tenants: [tenants.external],
    subdomain: 'kitexternal',
    versions: ['2.0'],
  }),
  b2c: ({ tenants }) => ({
    authority: 'b2c',
    tenants: [tenants.b2c],
    subdomain: 'kitb2c',
    userFlow: 'B2C_1_signin',
    versions: ['1.0'],
  }),
  'custom-key': ({ apps }) => ({ customSigningKeyAppId: apps.api }),
  'id-token': ({ apps }) => ({ use: 'id', audience: apps.webapp }),
}

export const profileNames = Object.keys(patches) as readonly ProfileName[]

export function profileOf(world: World, name: ProfileName): Profile {
  return {
    name,
    cloud: 'commercial',
    authority: 'entra',
    tenants: [world.tenants.first, world.tenants.second],
    audience: world.audience,
    clients: [world.apps.client, world.apps.daemon],
    scopes: [scope],
    roles: [role],
    versions: ['1.0', '2.0'],
    use: 'access',
    ...patches[name](world),
  }
}

/** Profiles that may stand in for another, because what one must refuse the other must refuse too. */
export const standIns: Partial<Record<ProfileName, readonly ProfileName[]>> = {
  'any-tenant': ['workforce', 'one-tenant'],
  workforce: ['one-tenant'],
}
