import type { AttackCase } from '../case.js'
import type { Claims } from '../forge.js'
import type { RenewalRequest, RenewalService } from '../renewal/service.js'
import { delegated } from '../shapes.js'
import type { Stage } from '../stage.js'
import { retirementMs } from './rotation-key-set.js'

const group = 'renewal-exchange'
const hour = 3_600_000

const subject = (token: string): RenewalRequest => ({ grant: { kind: 'subject-token', token } })

/** Renews and keeps the outcome; a token that comes out is what the attacker wanted. */
async function renew(
  stage: Stage,
  service: RenewalService,
  variant: string,
  request: RenewalRequest,
): Promise<string | undefined> {
  const answer = await service.renew(request)
  if (answer.kind === 'issued') {
    stage.record({ variant, outcome: 'accepted', why: 'a token was issued' })
    return answer.token
  }
  stage.record({ variant, outcome: 'refused', code: answer.rule })
  return undefined
}

/** Tries a token both ways in: as a sign-in that is then renewed, and handed straight to the renewal endpoint. */
async function bothWays(stage: Stage, variant: string, token: string): Promise<readonly string[]> {
  const service = await stage.renewal()
  const session = await service.signIn(token)
  const handle = session.kind === 'session' ? session.handle : ''
  const issued = [
    await renew(stage, service, `${variant}, signed in and renewed`, { grant: { kind: 'refresh', handle } }),
    await renew(stage, service, `${variant}, renewed as it is`, subject(token)),
  ]
  return issued.filter((one) => one !== undefined)
}

async function session(stage: Stage, key: 'enterprise1' | 'enterprise2' = 'enterprise1') {
  const service = await stage.renewal()
  const forge = stage.forge()
  const answer = await service.signIn(forge.sign({ key, claims: delegated(forge) }))
  const grant = { kind: 'refresh', handle: answer.kind === 'session' ? answer.handle : '' } as const
  return { service, grant }
}

export const renewalCases: readonly AttackCase[] = [
  {
    id: 'RN-01',
    group,
    title: 'the renewal endpoint takes a token forged with a consumer key (GetAccessTokenForResource)',
    level: 'MUST',
    clause: 'RFC 8693 2.1; MSTIC, 14 July 2023',
    attacker: 'KC',
    control: 'PC-34',
    async attack(stage) {
      const forge = stage.forge()
      await bothWays(stage, 'consumer key', forge.sign({ key: 'consumer1', claims: delegated(forge) }))
    },
  },
  {
    id: 'RN-02',
    group,
    title: 'forged in, validly signed out',
    level: 'MUST',
    clause: 'RFC 8693 2.1; RFC 8725 3.10',
    attacker: 'KC',
    control: 'PC-34',
    async attack(stage) {
      const forge = stage.forge()
      const forged = forge.sign({ key: 'consumer2016', claims: delegated(forge) })
      const laundered = await bothWays(stage, 'expired consumer key', forged)
      for (const token of laundered) await stage.present('what came out', token)
    },
  },
  {
    id: 'RN-03',
    group,
    title: 'an access token issued earlier, in place of a refresh grant',
    level: 'MUST',
    clause: 'RFC 6749 6; MSTIC, 14 July 2023',
    attacker: 'T',
    control: 'PC-34',
    async attack(stage) {
      const forge = stage.forge()
      await renew(
        stage,
        await stage.renewal(),
        'a lawful access token',
        subject(forge.sign({ claims: delegated(forge) })),
      )
    },
  },
  {
    id: 'RN-04',
    group,
    title: 'a renewal that asks for more, or for somebody else',
    level: 'MUST',
    clause: 'RFC 8693 2.1; RFC 6749 6',
    attacker: 'T',
    control: 'PC-34',
    async attack(stage) {
      const { service, grant } = await session(stage)
      const { apps, tenants, users } = stage.world
      const wishes: Readonly<Record<string, Claims>> = {
        'another audience': { aud: `api://${apps.stranger}` },
        'another scope': { scp: 'Orders.Read Orders.Delete' },
        'another tenant': { tid: tenants.second },
        'another user': { oid: users.attacker },
      }
      for (const [name, wanted] of Object.entries(wishes))
        await renew(stage, service, name, { grant, wanted })
    },
  },
  {
    id: 'RN-05',
    group,
    title: 'renewal of an expired token, or of one whose key is no longer published',
    level: 'MUST',
    clause: 'RFC 7519 4.1.4',
    attacker: 'T',
    control: 'PC-34',
    async attack(stage) {
      const forge = stage.forge()
      const old = { iat: forge.now - 7200, nbf: forge.now - 7200, exp: forge.now - 3600 }
      await bothWays(stage, 'expired', forge.sign({ claims: delegated(forge, old) }))
      await bothWays(stage, 'key withdrawn', forge.sign({ key: 'rotatedIn', claims: delegated(forge) }))
    },
  },
  {
    id: 'RN-06',
    group,
    title: 'renewed again and again, past any bound of the first sign-in',
    level: 'HARD',
    clause: 'RFC 9700 4.14',
    attacker: 'T',
    control: 'PC-34',
    needs: ['fresh-target', 'clock'],
    async attack(stage) {
      const { service, grant } = await session(stage)
      for (let hours = 0; hours < 24; hours += 6) {
        await service.renew({ grant })
        stage.advance(6 * hour)
      }
      stage.advance(hour)
      await renew(stage, service, 'a day and an hour after sign-in', { grant })
    },
  },
  {
    id: 'RN-07',
    group,
    title: 'a session that outlives the key it was opened with',
    level: 'HARD',
    clause: 'OpenID Connect Core 10.1.1',
    attacker: 'KC',
    control: 'PC-34',
    needs: ['fresh-target', 'clock'],
    async attack(stage) {
      const { service, grant } = await session(stage, 'enterprise2')
      const { state } = stage.authority
      state.published = state.published.filter((name) => name !== 'enterprise2')
      stage.advance(retirementMs)
      await renew(stage, service, 'after the key is withdrawn', { grant })
    },
  },
]
