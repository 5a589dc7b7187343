/**
 * Verifications per second beside bare `jose.jwtVerify` with a key already read: what the checks cost on top of one
 * RSA operation. The two take turns, one verification each, so that a busy machine slows both alike; medians count.
 */
import { importJWK, jwtVerify } from 'jose'
import { createEntraVerifier, savedKeys } from '../packages/token/dist/index.js'
import { makeForge } from '../packages/token/dist/kit/forge.js'
import { makeWorld } from '../packages/token/dist/kit/index.js'
import { delegated } from '../packages/token/dist/kit/shapes.js'

const floor = 0.85
const turns = Number(process.argv[2] ?? 10_000)

const world = makeWorld({ seed: 'bench', startedAt: Date.now() })
const forge = makeForge(world, Date.now())
const claims = delegated(forge)
const token = forge.sign({ claims })
const { jwk } = forge.key('enterprise1')
const key = await importJWK(jwk, 'RS256')
const verifier = createEntraVerifier({
  tenants: [world.tenants.first],
  audiences: [world.audience],
  clients: [world.apps.client],
  scopes: ['Orders.Read'],
  keys: savedKeys({ keys: [jwk] }),
})

const ours = () => verifier.verify(token)
const bare = () => jwtVerify(token, key, { audience: world.audience, issuer: claims.iss })

async function microseconds(verify) {
  const started = process.hrtime.bigint()
  await verify()
  return Number(process.hrtime.bigint() - started) / 1000
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

const times = { ours: [], bare: [] }
for (let turn = -2000; turn < turns; turn++) {
  const [a, b] = [await microseconds(ours), await microseconds(bare)]
  // The first turns only warm the compiler.
  if (turn < 0) continue
  times.ours.push(a)
  times.bare.push(b)
}
const [oursMicroseconds, bareMicroseconds] = [median(times.ours), median(times.bare)]
const ratio = bareMicroseconds / oursMicroseconds
const result = {
  benchmark: 'token',
  node: process.version,
  oursPerSecond: Math.round(1e6 / oursMicroseconds),
  joseJwtVerifyPerSecond: Math.round(1e6 / bareMicroseconds),
  ratio: Number(ratio.toFixed(3)),
  floor,
  holds: ratio >= floor,
}
console.log(JSON.stringify(result, null, 2))
process.exitCode = result.holds ? 0 : 1
