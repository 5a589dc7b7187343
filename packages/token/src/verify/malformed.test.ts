import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorityFetch } from '../kit/authority/fetch.js'
import { makeForge } from '../kit/forge.js'
import { makeAuthority, makeWorld } from '../kit/index.js'
import { delegated } from '../kit/shapes.js'
import { TokenRejection } from './errors.js'
import { inspectToken } from './inspect.js'
import { readKeySet } from './keys/signing-key.js'
import { createEntraVerifier } from './verifier.js'

const startedAt = Date.UTC(2026, 5, 1)
const world = makeWorld({ seed: 'malformed', startedAt })
const forge = makeForge(world, startedAt)
const verifier = createEntraVerifier({
  tenants: 'organizations',
  audiences: [world.audience],
  fetch: authorityFetch(makeAuthority(world)),
  now: () => startedAt,
})
const lawful = forge.sign({ claims: delegated(forge) })
const [header = '', payload = '', signature = ''] = lawful.split('.')
const encode = (text: string): string => Buffer.from(text).toString('base64url')
const headed = (text: string): string => `${encode(text)}.${payload}.${signature}`
const bodied = (text: string): string => `${header}.${encode(text)}.${signature}`

const verdict = async (input: unknown): Promise<unknown> => {
  try {
    await verifier.verify(input as string)
    return 'accepted'
  } catch (error) {
    return error
  }
}

/** Malformed input of our own making, by what is wrong with it. */
const malformed: Readonly<Record<string, unknown>> = {
  nothing: '',
  'white space': ' \n\t',
  'no text: undefined': undefined,
  'no text: null': null,
  'no text: number': 7,
  'no text: object': { toString: () => lawful },
  'no text: list': [lawful],
  'one part': header,
  'two parts': `${header}.${payload}`,
  'four parts': `${lawful}.x`,
  'a thousand parts': 'a.'.repeat(1000),
  'dots only': '..',
  'empty header': `.${payload}.${signature}`,
  'empty payload': `${header}..${signature}`,
  'empty signature': `${header}.${payload}.`,
  'space around': ` ${lawful} `,
  'line break inside': `${lawful.slice(0, 40)}\n${lawful.slice(40)}`,
  'standard base64 alphabet': `${header}.${payload}.+/${signature.slice(2)}`,
  'padding after the header': `${header}=.${payload}.${signature}`,
  'characters outside base64': `${header}.${payload}.!!!!`,
  'a length base64 cannot have': `${header}.${payload}.${signature.slice(0, -1)}`,
  'NUL at the end': `${lawful}\u0000`,
  'full-width dots': lawful.replaceAll('.', '．'),
  'header: not JSON': headed('{alg:RS256}'),
  'header: a list': headed('[]'),
  'header: null': headed('null'),
  'header: a string': headed('"RS256"'),
  'header: byte order mark': headed('\ufeff{"alg":"RS256","typ":"JWT"}'),
  'header: invalid UTF-8': `${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.${payload}.${signature}`,
  'header: no alg': headed('{"typ":"JWT"}'),
  'header: alg a list': headed('{"alg":["RS256"],"typ":"JWT"}'),
  'header: alg __proto__': headed('{"alg":"__proto__","typ":"JWT"}'),
  'header: typ a number': headed('{"alg":"RS256","typ":1}'),
  'header: alg twice': headed('{"alg":"none","alg":"RS256","typ":"JWT"}'),
  'header: deep nesting': headed(`{"alg":"RS256","typ":"JWT","x":${'['.repeat(5000)}${']'.repeat(5000)}}`),
  'header: 100 kB': headed(`{"alg":"RS256","x":"${'x'.repeat(100_000)}"}`),
  'payload: not JSON': bodied('exp'),
  'payload: a list': bodied('[]'),
  'payload: null': bodied('null'),
  'payload: lone surrogate': bodied('{"sub":"\\ud800"}'),
  'payload: trailing text': bodied('{"a":1}{"b":2}'),
  'payload: 1 MB': bodied(`{"x":"${'x'.repeat(1_000_000)}"}`),
  'payload: deep nesting': bodied(`${'{"a":'.repeat(4000)}1${'}'.repeat(4000)}`),
  'JWE, five parts': `${header}.AA.AA.AA.AA`,
  'JSON serialisation': JSON.stringify({ protected: header, payload, signature }),
  'JSON serialisation, general': JSON.stringify({ payload, signatures: [{ protected: header, signature }] }),
}

describe('malformed input', () => {
  it('starts from a token that is accepted', async () => {
    expect(await verdict(lawful)).toBe('accepted')
  })

  it.each(Object.keys(malformed))('%s: refused, with a typed refusal', async (name) => {
    const refusal = await verdict(malformed[name])
    expect(refusal).toBeInstanceOf(TokenRejection)
    expect((refusal as TokenRejection).code).toMatch(/^TOK\d{3}$/)
  })

  it('any text at all is refused with a typed refusal', async () => {
    const parts = fc.oneof(fc.string(), fc.base64String(), fc.json().map(encode), fc.constant(header))
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(parts, parts, parts).map((three) => three.join('.')),
    )
    await fc.assert(
      fc.asyncProperty(text, async (input) => {
        expect(await verdict(input)).toBeInstanceOf(TokenRejection)
      }),
      { numRuns: 500 },
    )
  })

  it('any header or payload of JSON is refused unless it is the lawful one', async () => {
    const members = fc.dictionary(
      fc.constantFrom(
        'alg',
        'kid',
        'typ',
        'crit',
        'b64',
        'x5t',
        'iss',
        'tid',
        'aud',
        'exp',
        'scp',
        '__proto__',
      ),
      fc.jsonValue(),
    )
    await fc.assert(
      fc.asyncProperty(members, members, async (head, body) => {
        const token = forge.sign({
          key: 'enterprise1',
          header: { ...head, alg: 'RS256' },
          claims: { ...delegated(forge), ...body },
        })
        const answer = await verdict(token)
        if (answer !== 'accepted') expect(answer).toBeInstanceOf(TokenRejection)
      }),
      { numRuns: 150 },
    )
  })

  it('one changed character anywhere is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(lawful.length - 1),
        fc.constantFrom('A', 'z', '_', '.', '=', ' '),
        async (at, char) => {
          fc.pre(lawful[at] !== char)
          const changed = lawful.slice(0, at) + char + lawful.slice(at + 1)
          expect(await verdict(changed)).toBeInstanceOf(TokenRejection)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('malformed key sets', () => {
  it.each([[null], [undefined], [7], ['keys'], [{}], [{ keys: {} }], [[]]])('%j is no key set', (value) => {
    expect(readKeySet(value)).toBeUndefined()
  })

  it('whatever a key holds, reading it never throws and the token is judged', async () => {
    const member = fc.oneof(fc.jsonValue(), fc.base64String())
    const names = ['kty', 'n', 'e', 'use', 'key_ops', 'alg', 'x5c', 'x5t', 'issuer', 'cloud_instance_name']
    const { jwk, kid } = forge.key('enterprise1')
    const odd = fc.tuple(
      fc.subarray(names),
      fc.array(member, { minLength: names.length, maxLength: names.length }),
    )
    await fc.assert(
      fc.asyncProperty(odd, async ([changed, values]) => {
        const patch = Object.fromEntries(changed.map((name, index) => [name, values[index]]))
        const keys = readKeySet({ keys: [null, 7, { kid: 3 }, { ...jwk, ...patch, kid }] })
        const found = keys?.get(kid)
        if (found === undefined) throw new Error('the key went missing')
        const { checks } = await inspectToken(lawful, { keys: { find: () => found }, now: () => startedAt })
        expect(checks.length).toBeGreaterThan(20)
      }),
      { numRuns: 200 },
    )
  })
})
