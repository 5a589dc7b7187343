import type { AuthorityState } from './authority.js'
import { type KeyName, keyRows, kitKey } from './keys.js'
import { v2Issuer, type World } from './world.js'

/** The documents of every authority the kit plays, by host and path. */

export interface Document {
  readonly kind: 'metadata' | 'keys'
  readonly body: { readonly [member: string]: unknown }
}

type Route = (world: World, state: AuthorityState, url: URL) => Document | undefined

const keySet = (world: World, names: readonly KeyName[]): Document => ({
  kind: 'keys',
  body: { keys: names.map((name) => kitKey(world, name).jwk) },
})

const metadata = (issuer: string, jwksUri: string, cloud = 'microsoftonline.com'): Document => ({
  kind: 'metadata',
  body: {
    issuer,
    jwks_uri: jwksUri,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    cloud_instance_name: cloud,
  },
})

const shared = new Set(['common', 'organizations'])
const isOwn = (world: World) => (name: KeyName) =>
  keyRows[name].issuer?.(world) === v2Issuer(world, '{tenantid}') &&
  keyRows[name].cloud === 'microsoftonline.com'

function tenantKeys(world: World, state: AuthorityState, segment: string): readonly KeyName[] {
  if (segment === 'consumers' || segment === world.tenants.consumer) {
    return state.published.filter((name) => name.startsWith('consumer'))
  }
  if (shared.has(segment) || state.tenantKeySets === 'merged') return state.published
  return state.published.filter(isOwn(world))
}

/** Entra of the commercial cloud: the shared endpoints, tenants, consumers, v1 and v2, and keys per application. */
const commercial: Route = (world, state, url) => {
  const [, segment = '', ...rest] = url.pathname.split('/')
  const path = rest.join('/')
  const base = `https://login.microsoftonline.com/${segment}`
  const named = segment === 'consumers' ? world.tenants.consumer : segment
  const issuerTenant = shared.has(segment) ? '{tenantid}' : named
  if (path === 'v2.0/.well-known/openid-configuration') {
    return metadata(v2Issuer(world, issuerTenant), `${base}/discovery/v2.0/keys${url.search}`)
  }
  if (path === '.well-known/openid-configuration') {
    return metadata(`https://sts.windows.net/${issuerTenant}/`, `${base}/discovery/keys`)
  }
  if (path !== 'discovery/v2.0/keys' && path !== 'discovery/keys') return undefined
  if (url.searchParams.get('appid') === world.apps.api) return keySet(world, ['customSigning'])
  const found = keySet(world, state.substitute ?? tenantKeys(world, state, segment))
  if (path === 'discovery/v2.0/keys') return found
  // The v1 endpoint publishes the same keys without saying whose they are.
  const bare = (found.body.keys as readonly object[]).map((jwk) => ({ ...jwk, issuer: undefined }))
  return { kind: 'keys', body: { keys: bare } }
}

const nationalCloud =
  (cloud: string, keys: readonly KeyName[]): Route =>
  (world, _state, url) => {
    const [, segment = '', ...rest] = url.pathname.split('/')
    const tenant = shared.has(segment) ? '{tenantid}' : segment
    const path = rest.join('/')
    if (path === 'discovery/v2.0/keys') return keySet(world, keys)
    return path === 'v2.0/.well-known/openid-configuration'
      ? metadata(
          `https://${url.host}/${tenant}/v2.0`,
          `https://${url.host}/${segment}/discovery/v2.0/keys`,
          cloud,
        )
      : undefined
  }

/** An endpoint of one tenant, whose keys name neither issuer nor cloud. */
const oneTenant =
  (issuer: (world: World) => string, keys: readonly KeyName[]): Route =>
  (world, _state, url) => {
    if (url.pathname.endsWith('/discovery/v2.0/keys')) return keySet(world, keys)
    return url.pathname.endsWith('/v2.0/.well-known/openid-configuration')
      ? metadata(issuer(world), `https://${url.host}/${world.tenants.external}/discovery/v2.0/keys`)
      : undefined
  }

const routes: { readonly [host: string]: Route } = {
  'login.microsoftonline.com': commercial,
  'login.microsoftonline.us': nationalCloud('microsoftonline.us', ['govOwn']),
  'login.partner.microsoftonline.cn': nationalCloud('partner.microsoftonline.cn', ['china']),
  'kitexternal.ciamlogin.com': oneTenant(
    ({ tenants }) => `https://${tenants.external}.ciamlogin.com/${tenants.external}/v2.0`,
    ['external'],
  ),
  'kitb2c.b2clogin.com': oneTenant(
    ({ tenants }) => `https://kitb2c.b2clogin.com/${tenants.b2c}/v2.0/`,
    ['b2c'],
  ),
}

export const emulatedHosts: readonly string[] = Object.keys(routes)

export function documentAt(world: World, state: AuthorityState, url: URL): Document | undefined {
  return routes[url.host]?.(world, state, url)
}
