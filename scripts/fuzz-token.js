// Feeds the token verifier mutated tokens, headers, payloads and key sets for a while (minutes; default 10) and stops
// at the first input that is accepted or that throws anything but a typed refusal. Usage: fuzz-token.js [minutes] [seed]
import { randomInt } from 'node:crypto'
import { createEntraVerifier, savedKeys, TokenRejection } from '../packages/token/dist/index.js'
import { seededBytes } from '../packages/token/dist/kit/authority/random.js'
import { makeForge } from '../packages/token/dist/kit/forge.js'
import { makeWorld } from '../packages/token/dist/kit/index.js'
import { appOnly, delegated, delegatedV1, idToken } from '../packages/token/dist/kit/shapes.js'

const minutes = Number(process.argv[2] ?? 10)
const seed = process.argv[3] ?? String(randomInt(2 ** 31))
const world = makeWorld({ seed: 'fuzz', startedAt: Date.now() })
const forge = makeForge(world, Date.now())
const names = [
  'enterprise1',
  'consumer1',
  'gov1',
  'expired',
  'short',
  'exponentOne',
  'wrapping',
  'otherAlgorithm',
]
const jwks = names.map((name) => forge.key(name).jwk)
const options = {
  tenants: 'organizations',
  audiences: [world.audience],
  scopes: ['Orders.Read'],
  now: () => forge.now * 1000,
}
const lawful = [delegated, delegatedV1, appOnly, idToken].map((shape) => forge.sign({ claims: shape(forge) }))
const accepted = new Set()

const stream = seededBytes(seed, 'fuzz')
const pick = (count) => Buffer.from(stream.take(4)).readUInt32BE() % count
const one = (list) => list[pick(list.length)]

const junk = [
  ...[
    '',
    '\u0000',
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    '\\u0000',
    ':',
    ',',
    'null',
    '1e309',
    '-0',
    '.',
    '=',
    '-',
    '_',
  ],
  ...[
    '"tid":"x",',
    '"alg":"none",',
    '"__proto__":{},',
    '\ud800',
    '\u202e',
    'é',
    '9'.repeat(400),
    '['.repeat(300),
  ],
]
const edits = [
  (text, at) => text.slice(0, at) + one(junk) + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1 + pick(8)),
  (text, at) => text.slice(0, at) + String.fromCharCode(pick(256)) + text.slice(at + 1),
  (text, at) => text.slice(at) + text.slice(0, at),
  (text) => text + text,
]
function edited(text) {
  let result = text
  for (let n = pick(3); n >= 0; n--) result = one(edits)(result, pick(result.length + 1))
  return result
}
const encode = (text) => Buffer.from(text).toString('base64url')
const decode = (text) => Buffer.from(text, 'base64url').toString()

const inputs = [
  (parts) => edited(parts.join('.')),
  ([header, ...rest]) => [encode(edited(decode(header))), ...rest].join('.'),
  ([header, payload, mark]) => [header, encode(edited(decode(payload))), mark].join('.'),
  ([header, payload, mark]) => [header, payload, edited(mark)].join('.'),
  // Lawfully signed, so that the fuzz gets past the signature.
  () => forge.sign({ key: one(names), claims: {}, payloadText: edited(JSON.stringify(delegated(forge))) }),
]
const odd = [undefined, null, 7, {}, [], '', 'x', 'AQAB', ['MIIB'], ['']]
function keySet() {
  if (pick(3) > 0) return jwks
  const member = one([
    'kty',
    'n',
    'e',
    'use',
    'key_ops',
    'alg',
    'x5c',
    'x5t',
    'issuer',
    'cloud_instance_name',
    'kid',
  ])
  return jwks.map((jwk) => (pick(2) === 0 ? { ...jwk, [member]: one(odd) } : jwk))
}

const ends = Date.now() + minutes * 60_000
let runs = 0
let taken = 0
const codes = new Map()
for (; Date.now() < ends; runs++) {
  const input = one(inputs)(one(lawful).split('.'))
  try {
    const { claims } = await createEntraVerifier({ ...options, keys: savedKeys({ keys: keySet() }) }).verify(
      input,
    )
    // Edits can leave a lawful token behind, or change a claim nobody judges; what is judged must still hold.
    if (claims.aud !== world.audience || !claims.iss.includes(claims.tid)) accepted.add(input)
    taken += 1
  } catch (error) {
    if (!(error instanceof TokenRejection)) {
      console.error(
        `seed ${seed}, run ${runs}: ${error?.stack}\ninput ${JSON.stringify(input).slice(0, 2000)}`,
      )
      process.exit(1)
    }
    codes.set(error.code, (codes.get(error.code) ?? 0) + 1)
  }
}
console.log(
  `${runs} inputs in ${minutes} minutes (seed ${seed}): ${taken} lawful ones accepted, every refusal typed`,
)
console.log(
  [...codes]
    .sort()
    .map(([code, count]) => `${code} ${count}`)
    .join(', '),
)
for (const input of accepted) console.error(`accepted wrongly: ${input}`)
process.exitCode = accepted.size > 0 ? 1 : 0
