import { describe, expect, it } from 'vitest'
import { makeAuthority } from '../authority/authority.js'
import { makeWorld } from '../authority/world.js'
import { renewalCases } from '../cases/renewal-exchange.js'
import { makeStage } from '../stage.js'
import { judgeAttack } from '../verdict.js'
import { type RenewalRule, soundRules } from './rules.js'
import { renewalWith } from './service.js'

const startedAt = Date.UTC(2026, 5, 1)

/** A target that knows an enterprise key from a consumer one and minds the expiry: enough for renewal. */
async function redCases(rules: readonly RenewalRule[]): Promise<readonly string[]> {
  const authority = makeAuthority(makeWorld({ seed: 'renewal', startedAt }))
  let now = startedAt
  const judge = async (token: string) => {
    const [header, payload] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    const key = ((await keys()) as { kid: string; issuer?: string }[]).find(({ kid }) =>
      header?.includes(kid),
    )
    const { exp, iss } = JSON.parse(payload ?? '{}') as { exp: number; iss: string }
    const good = key?.issuer?.includes('{tenantid}') === true && exp * 1000 > now && iss.endsWith('/v2.0')
    return good ? ({ kind: 'accepted' } as const) : ({ kind: 'refused' } as const)
  }
  const keys = async () => {
    const reply = await authority.respond(
      new URL('https://login.microsoftonline.com/common/discovery/v2.0/keys'),
    )
    return (JSON.parse(reply.body) as { keys: object[] }).keys
  }
  const clock = {
    now: () => now,
    advance: (ms: number) => {
      now += ms
    },
  }
  const create = () => ({
    present: judge,
    renewal: renewalWith(rules, { authority, now: clock.now, judge }),
  })
  const red: string[] = []
  for (const entry of renewalCases) {
    const stage = makeStage({
      adapter: { name: 'x', create },
      authority,
      origin: '',
      clock,
      renewal: 'sound',
    })
    stage.begin('attack')
    await entry.attack(stage)
    if (judgeAttack(entry, stage, undefined, undefined).outcome === 'fail') red.push(entry.id)
    await stage.fresh()
  }
  return red
}

describe('a renewal service', () => {
  it('with every rule falls for nothing', async () => {
    expect(await redCases(soundRules)).toEqual([])
  })

  it.each(soundRules.map(({ id }) => id))('without %s falls for something', async (id) => {
    expect(await redCases(soundRules.filter((rule) => rule.id !== id))).not.toEqual([])
  })
})
