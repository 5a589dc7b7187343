import { v1Issuer, v2Issuer } from './authority/world.js'
import type { Claims, Forge } from './forge.js'

/**
 * The claim sets Entra writes, one function per shape. Source: Microsoft, access token and ID token claims
 * references. A patch lays claims over the shape; undefined takes one out.
 */
type Shape = (forge: Forge, patch?: Claims & { readonly tid?: unknown }) => Claims

export const scope = 'Orders.Read'
export const role = 'Orders.Read.All'
export const nonce = 'n-0S6_WzA2Mj'

const times = ({ now }: Forge): Claims => ({ iat: now - 60, nbf: now - 60, exp: now + 3540 })

const tenantOf = (forge: Forge, patch: Claims): string =>
  typeof patch.tid === 'string' ? patch.tid : forge.world.tenants.first

export const delegated: Shape = (forge, patch = {}) => ({
  aud: forge.world.audience,
  iss: v2Issuer(forge.world, tenantOf(forge, patch)),
  ...times(forge),
  azp: forge.world.apps.client,
  azpacr: '1',
  name: 'Ada Example',
  oid: forge.world.users.victim,
  preferred_username: 'ada@first.example',
  scp: scope,
  sub: 'pairwise-of-victim',
  tid: tenantOf(forge, patch),
  uti: 'AAAAAAAAAAAAAAAAAAAAAA',
  ver: '2.0',
  ...patch,
})

export const delegatedV1: Shape = (forge, patch = {}) => ({
  aud: forge.world.audience,
  iss: v1Issuer(tenantOf(forge, patch)),
  ...times(forge),
  appid: forge.world.apps.client,
  appidacr: '1',
  name: 'Ada Example',
  oid: forge.world.users.victim,
  scp: scope,
  sub: 'pairwise-of-victim',
  tid: tenantOf(forge, patch),
  unique_name: 'ada@first.example',
  upn: 'ada@first.example',
  ver: '1.0',
  ...patch,
})

/** Application permissions: no user, no scp, a role and idtyp app. */
const withoutUser = (forge: Forge): Claims => ({
  scp: undefined,
  name: undefined,
  preferred_username: undefined,
  unique_name: undefined,
  upn: undefined,
  idtyp: 'app',
  roles: [role],
  oid: forge.world.apps.daemon,
  sub: forge.world.apps.daemon,
})

export const appOnly: Shape = (forge, patch = {}) =>
  delegated(forge, { ...withoutUser(forge), azp: forge.world.apps.daemon, ...patch })

export const appOnlyV1: Shape = (forge, patch = {}) =>
  delegatedV1(forge, { ...withoutUser(forge), appid: forge.world.apps.daemon, ...patch })

/** A personal account: PUID in the tail of oid, the consumer tenant as its tid. */
export const personal: Shape = (forge, patch = {}) =>
  delegated(forge, {
    tid: forge.world.tenants.consumer,
    oid: '00000000-0000-0000-0a1b-2c3d4e5f6071',
    preferred_username: 'ada@outlook.example',
    ...patch,
  })

export const idToken: Shape = (forge, patch = {}) =>
  delegated(forge, {
    aud: forge.world.apps.webapp,
    azp: undefined,
    azpacr: undefined,
    scp: undefined,
    nonce,
    ...patch,
  })

export const gov: Shape = (forge, patch = {}) =>
  delegated(forge, {
    tid: forge.world.tenants.gov,
    iss: `https://login.microsoftonline.us/${forge.world.tenants.gov}/v2.0`,
    ...patch,
  })

export const china: Shape = (forge, patch = {}) =>
  delegated(forge, {
    tid: forge.world.tenants.china,
    iss: `https://login.partner.microsoftonline.cn/${forge.world.tenants.china}/v2.0`,
    ...patch,
  })

export const external: Shape = (forge, patch = {}) => {
  const tid = forge.world.tenants.external
  return delegated(forge, { tid, iss: `https://${tid}.ciamlogin.com/${tid}/v2.0`, ...patch })
}

/** B2C: ver 1.0 under a v2 issuer with a slash at its end, the user flow in tfp, no tid by default. */
export const b2c: Shape = (forge, patch = {}) =>
  delegated(forge, {
    iss: `https://kitb2c.b2clogin.com/${forge.world.tenants.b2c}/v2.0/`,
    ver: '1.0',
    tfp: 'B2C_1_signin',
    ...patch,
    tid: patch.tid,
  })
