import { describe, expect, it } from 'vitest'
import { makeForge } from '../kit/forge.js'
import { makeWorld } from '../kit/index.js'
import { delegated } from '../kit/shapes.js'
import { createEntraCheck } from './entra-check.js'

const startedAt = Date.UTC(2026, 5, 1)
const world = makeWorld({ seed: 'check test', startedAt })
const forge = makeForge(world, startedAt)
const check = createEntraCheck({
  tenants: [world.tenants.first],
  audiences: [world.audience],
  now: () => startedAt,
})
const keys = { keys: (['enterprise1', 'consumer1', 'gov1'] as const).map((name) => forge.key(name).jwk) }
const token = (key: 'enterprise1' | 'consumer1' | 'gov1' | 'attacker') =>
  forge.sign({ key, claims: delegated(forge) })

describe('the check behind another library', () => {
  it('accepts what the key may sign', () => {
    expect(check.check(token('enterprise1'), keys).identity).toBe(
      `${world.tenants.first}:${world.users.victim}`,
    )
  })

  it.each([
    ['consumer1', 'TOK309'],
    ['gov1', 'TOK310'],
    ['attacker', 'TOK301'],
  ] as const)('refuses a token of %s with %s', (key, code) => {
    expect(() => check.check(token(key), keys)).toThrow(expect.objectContaining({ code }))
  })

  it('says what is wrong with a key set that is none', () => {
    expect(() => check.check(token('enterprise1'), {} as typeof keys)).toThrow('not a JWK set')
  })
})
