import { describe, expect, it } from 'vitest'
import { authorityFetch } from '../kit/authority/fetch.js'
import { signText } from '../kit/authority/sign.js'
import type { Claims } from '../kit/forge.js'
import { makeForge } from '../kit/forge.js'
import { makeAuthority, makeWorld } from '../kit/index.js'
import { appOnly, delegated, delegatedV1, gov } from '../kit/shapes.js'
import { TokenRejection } from './errors.js'
import { createEntraVerifier, type EntraVerifierOptions } from './verifier.js'

/** Forgeries that are none of the kit's cases: signed by a key that is published, or by a key set that was tampered with. */
const startedAt = Date.UTC(2026, 5, 1)
const world = makeWorld({ seed: 'forged', startedAt })
const forge = makeForge(world, startedAt)
const authority = makeAuthority(world)
const { first, second, gov: govTenant } = world.tenants
const { now } = forge

type Jwk = { [name: string]: unknown }

/** The authority's answers with its key set changed on the way. */
const tampered =
  (change: (keys: Jwk[]) => unknown) =>
  async (url: string, init: RequestInit): Promise<Response> => {
    const answer = await authorityFetch(authority)(url, init)
    if (!/keys/.test(url)) return answer
    const { keys } = (await answer.json()) as { keys: Jwk[] }
    return Response.json({ keys: change(keys) })
  }

async function outcome(token: string, options: Partial<EntraVerifierOptions> = {}): Promise<string> {
  const verifier = createEntraVerifier({
    tenants: 'organizations',
    audiences: [world.audience],
    fetch: authorityFetch(authority),
    now: () => startedAt,
    ...options,
  })
  try {
    await verifier.verify(token)
    return 'accepted'
  } catch (error) {
    if (error instanceof TokenRejection) return error.code
    throw error
  }
}

const claimed = (patch: Claims): string => forge.sign({ claims: delegated(forge, patch) })
/** Signed with RS256 whatever the header says. */
const headed = (header: Claims): string =>
  forge.signedBy({ header, claims: delegated(forge) }, (text, { rsa }) => signText('RS256', rsa, text))
const written = (text: (json: string) => string): string =>
  forge.sign({ claims: {}, payloadText: text(JSON.stringify(delegated(forge))) })
const v2 = (tenant: string): string => `https://login.microsoftonline.com/${tenant}/v2.0`

describe('a token that a published key has signed is refused', () => {
  it.each<readonly [string, string, string]>([
    ['tid in upper case', claimed({ tid: first.toUpperCase(), iss: v2(first.toUpperCase()) }), 'TOK402'],
    ['iss in upper case', claimed({ iss: v2(first.toUpperCase()) }), 'TOK404'],
    ['iss with a slash at its end', claimed({ iss: `${v2(first)}/` }), 'TOK309'],
    ['iss with its port', claimed({ iss: v2(first).replace('.com', '.com:443') }), 'TOK309'],
    ['iss over http', claimed({ iss: v2(first).replace('https', 'http') }), 'TOK309'],
    ['iss with a user before the host', claimed({ iss: v2(first).replace('//', '//a@') }), 'TOK309'],
    ['iss with a Cyrillic o', claimed({ iss: v2(first).replace('login', 'l\u043egin') }), 'TOK309'],
    ['iss with a full-width dot', claimed({ iss: v2(first).replace('v2.0', 'v2\uff0e0') }), 'TOK309'],
    ['iss with a zero-width space', claimed({ iss: `${v2(first)}\u200b` }), 'TOK309'],
    ['iss with a query', claimed({ iss: `${v2(first)}?x` }), 'TOK309'],
    ['iss with a dot segment', claimed({ iss: v2(`${second}/../${first}`) }), 'TOK404'],
    ['the template in another spelling', claimed({ iss: v2('{tenantId}'), tid: '{tenantId}' }), 'TOK402'],
    ['a v1 iss under ver 2.0', claimed({ iss: `https://sts.windows.net/${first}/` }), 'TOK404'],
    ['a v2 iss under ver 1.0', forge.sign({ claims: delegatedV1(forge, { iss: v2(first) }) }), 'TOK404'],
    ['ver as a number', claimed({ ver: 2 }), 'TOK403'],
    ['tid with white space', claimed({ tid: `${first} ` }), 'TOK402'],
    ['tid as a list', claimed({ tid: [first], iss: v2(first) }), 'TOK402'],
    ['a Government tenant in the commercial cloud', forge.sign({ claims: gov(forge) }), 'TOK309'],
    [
      'a Government key for a commercial tenant',
      forge.sign({ key: 'gov1', claims: delegated(forge) }),
      'TOK310',
    ],
    [
      'a Government key and tenant, a commercial iss',
      forge.sign({ key: 'gov1', claims: gov(forge, { iss: v2(govTenant) }) }),
      'TOK310',
    ],
    ['aud as a list of one', claimed({ aud: [world.audience] }), 'TOK407'],
    ['aud in another case', claimed({ aud: world.audience.toUpperCase() }), 'TOK407'],
    ['aud with a slash', claimed({ aud: `${world.audience}/` }), 'TOK407'],
    ['exp as text', claimed({ exp: String(now + 3000) }), 'TOK408'],
    ['exp null', claimed({ exp: null }), 'TOK408'],
    ['exp 1e400', written((json) => json.replace(/"exp":\d+/, '"exp":1e400')), 'TOK408'],
    ['exp negative', claimed({ exp: -1 }), 'TOK408'],
    ['expired by one second beyond the tolerance', claimed({ iat: now - 999, exp: now - 61 }), 'TOK408'],
    ['nbf a second beyond the tolerance', claimed({ nbf: now + 61 }), 'TOK409'],
    ['nbf true', claimed({ nbf: true }), 'TOK409'],
    ['iat before the key was born', claimed({ iat: 0, exp: 3600 * 24 }), 'TOK408'],
    ['exp before iat', claimed({ iat: now + 50, nbf: now + 50, exp: now - 50 }), 'TOK411'],
    ['exp before nbf', claimed({ nbf: now + 50, exp: now - 50 }), 'TOK411'],
    ['tid twice by an escape', written((json) => json.replace('{', '{"\\u0074id":"x",')), 'TOK103'],
    [
      'tid twice in a nested object',
      written((json) => json.replace('{', '{"x":{"tid":1,"tid":2},')),
      'TOK103',
    ],
    ['sub with a long s', written((json) => json.replace('{', '{"\u017fub":"x",')), 'TOK104'],
    ['TID beside tid', claimed({ TID: second }), 'TOK104'],
    ['alg in lower case', headed({ alg: 'rs256' }), 'TOK201'],
    ['alg with a blank', headed({ alg: 'RS256 ' }), 'TOK201'],
    ['PS256', headed({ alg: 'PS256' }), 'TOK201'],
    ['a nested token', headed({ cty: 'JWT' }), 'TOK202'],
    ['typ of a DPoP proof', headed({ typ: 'dpop+jwt' }), 'TOK202'],
    ['typ of a logout token', headed({ typ: 'logout+jwt' }), 'TOK202'],
    ['x5t#S256 of another certificate', headed({ 'x5t#S256': 'AAAA' }), 'TOK304'],
    ['kid in another case', headed({ kid: forge.key('enterprise1').kid.toLowerCase() }), 'TOK301'],
    ['kid of a Government key', headed({ kid: forge.key('gov1').kid }), 'TOK310'],
    ['an empty scp and no idtyp', claimed({ scp: '' }), 'TOK412'],
    ['a blank scp', claimed({ scp: '  ' }), 'TOK412'],
    ['scp as a list', claimed({ scp: ['Orders.Read'] }), 'TOK412'],
    ['idtyp in another case', forge.sign({ claims: appOnly(forge, { idtyp: 'App' }) }), 'TOK412'],
    ['an application with scopes', forge.sign({ claims: appOnly(forge, { scp: 'Orders.Read' }) }), 'TOK412'],
    ['oid of nobody', claimed({ oid: '' }), 'TOK401'],
    ['claims after a byte order mark', written((json) => `\ufeff${json}`), 'TOK100'],
    [
      'tid by way of __proto__',
      written((json) => json.replace(/"tid":"([^"]+)"/, '"__proto__":{"tid":"$1"}')),
      'TOK402',
    ],
    ['aud by an escape beside another', written((json) => json.replace('{', '{"\\u0061ud":"x",')), 'TOK103'],
    ['aud as an object', claimed({ aud: { toString: world.audience } }), 'TOK407'],
    ['sub as a number', claimed({ sub: 5 }), 'TOK401'],
    ['roles as text', forge.sign({ claims: appOnly(forge, { roles: 'Orders.Read', scp: 7 }) }), 'TOK412'],
    ['kid of an object’s own member', headed({ kid: 'constructor', x5t: undefined }), 'TOK301'],
    ['kid with a NUL', headed({ kid: `${forge.key('enterprise1').kid}\u0000` }), 'TOK301'],
  ])('%s', async (_, token, code) => {
    expect(await outcome(token)).toBe(code)
  })
})

describe('a key of a key set that was tampered with signs nothing', () => {
  const mine = (keys: Jwk[], change: Jwk): Jwk[] =>
    keys.map((key) => (key.kid === forge.key('enterprise1').kid ? { ...key, ...change } : key))
  const huge = Buffer.alloc(200, 0xff).toString('base64url')
  it.each<readonly [string, (keys: Jwk[]) => unknown, string]>([
    [
      'issuer template with another placeholder',
      (keys) => mine(keys, { issuer: v2('{tenantId}') }),
      'TOK309',
    ],
    ['issuer template with a star', (keys) => mine(keys, { issuer: v2('*') }), 'TOK309'],
    ['issuer as a list', (keys) => mine(keys, { issuer: [v2('{tenantid}')] }), 'TOK309'],
    ['issuer of another tenant', (keys) => mine(keys, { issuer: v2(second) }), 'TOK309'],
    ['issuer null', (keys) => mine(keys, { issuer: null }), 'TOK309'],
    ['cloud in another case', (keys) => mine(keys, { cloud_instance_name: 'MicrosoftOnline.com' }), 'TOK310'],
    ['the private half published', (keys) => mine(keys, { d: 'AQAB' }), 'TOK305'],
    ['a prime of it published', (keys) => mine(keys, { p: 'AQAB' }), 'TOK305'],
    ['kty oct', (keys) => mine(keys, { kty: 'oct', k: 'AQAB' }), 'TOK305'],
    ['kty EC', (keys) => mine(keys, { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }), 'TOK307'],
    ['exponent one', (keys) => mine(keys, { e: 'AQ' }), 'TOK307'],
    ['a huge exponent', (keys) => mine(keys, { e: huge }), 'TOK307'],
    ['a modulus of 512 bits', (keys) => mine(keys, { n: huge.slice(0, 85), x5c: undefined }), 'TOK307'],
    [
      'certificate of another key',
      (keys) => mine(keys, { x5c: keys.find(({ kid }) => kid === forge.key('enterprise2').kid)?.x5c }),
      'TOK308',
    ],
    ['an exponent that is not its certificate’s', (keys) => mine(keys, { e: 'Aw' }), 'TOK308'],
    ['an empty certificate chain', (keys) => mine(keys, { x5c: [] }), 'TOK308'],
    [
      'its kid on a second key',
      (keys) => [...keys, { ...keys.at(-1), kid: forge.key('enterprise1').kid }],
      'TOK303',
    ],
    ['key_ops of signing only', (keys) => mine(keys, { key_ops: ['sign'] }), 'TOK305'],
    ['alg PS256', (keys) => mine(keys, { alg: 'PS256' }), 'TOK306'],
    ['no keys', () => [], 'TOK301'],
    ['keys that are no list', () => ({}), 'TOK302'],
    ['names instead of keys', () => ['a', null, 7], 'TOK301'],
  ])('%s', async (_, change, code) => {
    expect(await outcome(claimed({}), { fetch: tampered(change) })).toBe(code)
  })

  it('among twenty thousand others a key is found as ever', async () => {
    const many = (keys: Jwk[]) => [...keys, ...Array.from({ length: 20_000 }, (_, i) => ({ kid: `k${i}` }))]
    expect(await outcome(claimed({}), { fetch: tampered(many) })).toBe('accepted')
  })
})

describe('metadata that leads elsewhere is not followed', () => {
  const led =
    (change: (metadata: Jwk) => Jwk) =>
    async (url: string, init: RequestInit): Promise<Response> => {
      const answer = await authorityFetch(authority)(url, init)
      return /openid-configuration/.test(url) ? Response.json(change((await answer.json()) as Jwk)) : answer
    }
  const host = 'login.microsoftonline.com'
  it.each([
    ['another host', `https://${host}.evil.example/keys`],
    ['a host behind a user name', `https://${host}@evil.example/keys`],
    ['another port', `https://${host}:8443/common/discovery/v2.0/keys`],
    ['plain http', `http://${host}/common/discovery/v2.0/keys`],
    ['an address', 'https://127.0.0.1/keys'],
    ['a data URL', 'data:application/json,{"keys":[]}'],
    ['another cloud', 'https://login.microsoftonline.us/common/discovery/v2.0/keys'],
  ])('%s', async (_, jwks_uri) => {
    const fetched: string[] = []
    const fetch = led((metadata) => ({ ...metadata, jwks_uri }))
    const spying = (url: string, init: RequestInit) => {
      fetched.push(url)
      return fetch(url, init)
    }
    expect(await outcome(claimed({}), { fetch: spying })).toBe('TOK302')
    expect(fetched.every((url) => new URL(url).host === host && /openid-configuration/.test(url))).toBe(true)
  })

  it('nor a redirect of the key set', async () => {
    const redirecting = async (url: string, init: RequestInit): Promise<Response> =>
      /openid-configuration/.test(url)
        ? authorityFetch(authority)(url, init)
        : new Response(null, { status: 302, headers: { location: 'https://evil.example/keys' } })
    expect(await outcome(claimed({}), { fetch: redirecting })).toBe('TOK302')
  })
})

it('a thousand unknown kids at once cost one fetch, and each is answered', async () => {
  let keySets = 0
  let clock = startedAt
  const counting = (url: string, init: RequestInit): Promise<Response> => {
    if (!/openid-configuration/.test(url)) keySets++
    return authorityFetch(authority)(url, init)
  }
  const verifier = createEntraVerifier({
    tenants: 'organizations',
    audiences: [world.audience],
    fetch: counting,
    now: () => clock,
  })
  await verifier.verify(claimed({}))
  clock += 31_000
  const tokens = Array.from({ length: 1000 }, (_, i) => headed({ kid: `unknown-${i}` }))
  const codes = await Promise.all(
    tokens.map((token) => verifier.verify(token).catch((error: TokenRejection) => error.code)),
  )
  expect(new Set(codes)).toEqual(new Set(['TOK301']))
  expect(keySets).toBe(2)
})
