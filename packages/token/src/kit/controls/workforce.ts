import { accepts, type ControlCase } from '../case.js'
import { appOnly, appOnlyV1, delegated, delegatedV1, idToken, nonce, role, scope } from '../shapes.js'

/** Work and school accounts of the commercial cloud, in every lawful form. */
export const workforceControls: readonly ControlCase[] = [
  accepts('PC-01', 'workforce', 'a user, v2', (forge) => ({
    token: forge.sign({ claims: delegated(forge) }),
  })),
  accepts('PC-02', 'workforce', 'a user, v1', (forge) => {
    // v1 headers name the key twice.
    const { kid } = forge.key('enterprise1')
    return { token: forge.sign({ claims: delegatedV1(forge), header: { x5t: kid } }) }
  }),
  accepts('PC-03', 'workforce', 'an application, v2', (forge) => ({
    token: forge.sign({ claims: appOnly(forge) }),
  })),
  accepts('PC-04', 'workforce', 'an application, v1', (forge) => ({
    token: forge.sign({ claims: appOnlyV1(forge) }),
  })),
  accepts('PC-05', 'workforce', 'a guest, signed in at home, in the tenant that invited them', (forge) => ({
    token: forge.sign({
      claims: delegated(forge, {
        oid: forge.world.users.guest,
        idp: `https://sts.windows.net/${forge.world.tenants.outside}/`,
      }),
    }),
  })),
  accepts('PC-06', 'workforce', 'the second listed tenant', (forge) => ({
    token: forge.sign({ claims: delegated(forge, { tid: forge.world.tenants.second }) }),
  })),
  accepts('PC-07', 'workforce', 'the second key of the cloud', (forge) => ({
    token: forge.sign({ key: 'enterprise2', claims: delegated(forge) }),
  })),
  accepts('PC-08', 'any-tenant', 'a tenant nobody listed, where all organisations are served', (forge) => ({
    token: forge.sign({ claims: delegated(forge, { tid: forge.world.tenants.outside }) }),
  })),
  accepts('PC-09', 'one-tenant', 'the one tenant of a single-tenant service', (forge) => ({
    token: forge.sign({ claims: delegated(forge) }),
  })),
  accepts('PC-10', 'v2-only', 'v2 where only v2 is taken', (forge) => ({
    token: forge.sign({ claims: delegated(forge) }),
  })),
  accepts('PC-11', 'workforce', 'several scopes, one of them wanted', (forge) => ({
    token: forge.sign({ claims: delegated(forge, { scp: `Profile.Read ${scope} Orders.Write` }) }),
  })),
  accepts('PC-12', 'workforce', 'several app roles, one of them wanted', (forge) => ({
    token: forge.sign({ claims: appOnly(forge, { roles: ['Other.Read.All', role] }) }),
  })),
  accepts('PC-13', 'workforce', 'user roles beside the scope', (forge) => ({
    token: forge.sign({ claims: delegated(forge, { roles: ['Clerk'] }) }),
  })),
  accepts('PC-14', 'workforce', 'a long-lived token of continuous access evaluation (28 hours)', (forge) => ({
    token: forge.sign({ claims: delegated(forge, { exp: forge.now - 60 + 28 * 3600, xms_cc: ['cp1'] }) }),
  })),
  accepts('PC-15', 'workforce', 'in its last two minutes', (forge) => ({
    token: forge.sign({ claims: delegated(forge, { exp: forge.now + 120, iat: forge.now - 3480 }) }),
  })),
  accepts('PC-16', 'workforce', 'claims nobody here knows, nested and not in ASCII', (forge) => ({
    token: forge.sign({
      claims: delegated(forge, {
        name: 'Zoë Größe 漢字',
        xms_tcdt: 1_500_000_000,
        extension_Team: { name: 'tid', sub: { name: 'tid' } },
        wids: [forge.world.apps.webapp],
      }),
    }),
  })),
  accepts('PC-17', 'workforce', 'two hundred groups', (forge) => ({
    token: forge.sign({
      claims: delegated(forge, {
        groups: Array.from({ length: 200 }, (_, i) => `${forge.world.apps.api}-${i}`),
      }),
    }),
  })),
  accepts('PC-18', 'workforce', 'typ at+jwt, as RFC 9068 has it', (forge) => ({
    token: forge.sign({ claims: delegated(forge), header: { typ: 'at+jwt' } }),
  })),
  accepts('PC-19', 'id-token', 'an ID token with the nonce of the sign-in', (forge) => ({
    token: forge.sign({ claims: idToken(forge) }),
    nonce,
  })),
  accepts('PC-20', 'workforce', 'an e-mail address that is somebody else in another tenant', (forge) => ({
    token: forge.sign({ claims: delegated(forge, { email: 'ada@second.example' }) }),
  })),
]
