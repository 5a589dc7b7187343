import { describe, expect, it } from 'vitest'
import { authorityFetch } from '../kit/authority/fetch.js'
import { makeForge } from '../kit/forge.js'
import { makeAuthority, makeWorld } from '../kit/index.js'
import { appOnly, delegated } from '../kit/shapes.js'
import { TokenOptionsError, TokenRejection } from './errors.js'
import { createEntraVerifier } from './verifier.js'

const startedAt = Date.UTC(2026, 5, 1)
const world = makeWorld({ seed: 'verifier test', startedAt })
const forge = makeForge(world, startedAt)
const verifier = createEntraVerifier({
  tenants: [world.tenants.first],
  audiences: [world.audience],
  scopes: ['Orders.Read'],
  roles: ['Orders.Read.All'],
  fetch: authorityFetch(makeAuthority(world)),
  now: () => startedAt,
})

const refusalOf = async (token: string): Promise<TokenRejection> => {
  const error: unknown = await verifier.verify(token).then(
    () => new Error('accepted'),
    (reason: unknown) => reason,
  )
  if (error instanceof TokenRejection) return error
  throw error
}

describe('a verifier', () => {
  it('names the caller by tenant and object, with the scopes granted', async () => {
    const token = forge.sign({ claims: delegated(forge) })
    expect(await verifier.verify(token)).toMatchObject({
      kind: 'delegated',
      tenantId: world.tenants.first,
      identity: `${world.tenants.first}:${world.users.victim}`,
      clientId: world.apps.client,
      scopes: ['Orders.Read'],
      roles: [],
    })
  })

  it('tells an application from a user', async () => {
    const token = forge.sign({ claims: appOnly(forge) })
    expect(await verifier.verify(token)).toMatchObject({
      kind: 'app',
      roles: ['Orders.Read.All'],
      scopes: [],
    })
  })

  it('refuses a consumer key on an enterprise token, and says on which rule', async () => {
    const refusal = await refusalOf(forge.sign({ key: 'consumer1', claims: delegated(forge) }))
    expect(refusal).toMatchObject({ code: 'TOK309', check: 'key-issuer', status: 401 })
    expect(refusal.clause).toContain('RFC 8725 section 3.8')
  })

  it('answers 403 to a caller who is who it says but may not', async () => {
    const refusal = await refusalOf(forge.sign({ claims: delegated(forge, { scp: 'Profile.Read' }) }))
    expect(refusal).toMatchObject({ code: 'TOK414', status: 403 })
  })

  it('never repeats what the token said', async () => {
    const secret = 'Passwort-im-Token'
    const claims = delegated(forge, { iss: secret, aud: secret, tid: secret, oid: secret, scp: secret })
    for (const key of ['enterprise1', 'attacker', 'consumer1'] as const) {
      const refusal = await refusalOf(forge.sign({ key, claims, header: { typ: 'JWT' } }))
      expect(`${refusal.message} ${JSON.stringify(refusal)} ${refusal.stack}`).not.toContain(secret)
    }
  })

  it('is not moved by a change to the prototype of objects in the token', async () => {
    const payloadText = JSON.stringify(delegated(forge)).replace('{', '{"__proto__":{"aud":"x"},')
    expect(await verifier.verify(forge.sign({ claims: {}, payloadText }))).toMatchObject({
      kind: 'delegated',
    })
    expect(({} as { aud?: string }).aud).toBeUndefined()
  })
})

describe('options that leave a trust question open are refused at once', () => {
  const sound = { tenants: [world.tenants.first], audiences: ['api://orders'] }
  it.each([
    ['no audience', { ...sound, audiences: [] }],
    ['no tenant', { ...sound, tenants: [] }],
    ['a domain for a tenant', { ...sound, tenants: ['contoso.com'] }],
    ['the word common', { ...sound, tenants: ['common'] }],
    ['an upper-case tenant', { ...sound, tenants: [world.tenants.first.toUpperCase()] }],
    ['an empty scope list', { ...sound, scopes: [] }],
    [
      'a directory named by domain',
      {
        ...sound,
        authority: { kind: 'external-id' as const, subdomain: 'x', tenantId: 'x.onmicrosoft.com' },
      },
    ],
    ['an unknown cloud', { ...sound, cloud: 'moon' as 'china' }],
    ['an hour of clock tolerance', { ...sound, clockToleranceSeconds: 3600 }],
    ['a lifetime that is no number', { ...sound, maxLifetimeSeconds: Number.NaN }],
  ])('%s', (_, options) => {
    expect(() => createEntraVerifier(options)).toThrow(TokenOptionsError)
  })
})
