import { canaryHost } from '../authority/authority.js'
import { type AttackCase, tokens } from '../case.js'
import { delegated } from '../shapes.js'
import type { Stage } from '../stage.js'

const group = 'rotation-key-set'
const minute = 60_000
const day = 24 * 60 * minute

/** A target whose caches hold the key set as it is now. */
async function warm(stage: Stage): Promise<void> {
  await stage.probe(stage.forge().sign({ claims: delegated(stage.forge()) }))
}

/** Longest time a key may go on being trusted after the authority has withdrawn it. */
export const retirementMs = 15 * minute

export const rotationCases: readonly AttackCase[] = [
  {
    id: 'RT-01',
    group,
    title: 'a key the authority has withdrawn',
    level: 'HARD',
    clause: 'OpenID Connect Core 10.1.1; RFC 8725 3.8',
    attacker: 'KC',
    control: 'PC-32',
    needs: ['fresh-target', 'clock'],
    async attack(stage) {
      await warm(stage)
      const { state } = stage.authority
      state.published = state.published.filter((name) => name !== 'enterprise1')
      stage.advance(retirementMs)
      // Something lawful comes by first, as it would in life, and gives the target cause to look.
      const busy = stage.forge()
      await stage.probe(busy.sign({ key: 'enterprise2', claims: delegated(busy) }))
      await stage.present(
        'a quarter of an hour later',
        stage.forge().sign({ claims: delegated(stage.forge()) }),
      )
    },
  },
  {
    id: 'RT-02',
    group,
    title: 'the kid of a key rotated in, without the key',
    level: 'HARD',
    clause: 'OpenID Connect Core 10.1.1',
    attacker: 'N',
    control: 'PC-31',
    needs: ['fresh-target', 'clock'],
    async attack(stage) {
      await warm(stage)
      const claims = delegated(stage.forge())
      await stage.present('before it is published', stage.forge().sign({ key: 'rotatedIn', claims }))
      const { kid } = stage.forge().key('rotatedIn')
      stage.authority.state.published = ['rotatedIn', ...stage.authority.state.published]
      stage.advance(10 * minute)
      const forge = stage.forge()
      await stage.present(
        'after, signed by another',
        forge.sign({ key: 'attacker', claims: delegated(forge), header: { kid } }),
      )
    },
  },
  {
    id: 'RT-03',
    group,
    title: 'a key whose certificate is not valid, or not its own',
    level: 'HARD',
    clause: 'RFC 7517 4.7; Microsoft IdentityModel ValidateIssuerSigningKeyLifeTime',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => [
      { name: 'certificate ended', token: forge.sign({ key: 'expired', claims: delegated(forge) }) },
      {
        name: 'certificate of another key',
        token: forge.sign({ key: 'borrowedCertificate', claims: delegated(forge) }),
      },
    ]),
  },
  {
    id: 'RT-04',
    group,
    title: 'the key endpoint is gone for a day: keys grown old are not keys',
    level: 'MUST',
    clause: 'RFC 7515 5.2',
    attacker: 'N',
    control: 'PC-33',
    needs: ['fresh-target', 'clock'],
    async attack(stage) {
      await warm(stage)
      stage.authority.state.fault = 'down'
      stage.advance(day)
      const forge = stage.forge()
      await stage.present('a published key, unconfirmed for a day', forge.sign({ claims: delegated(forge) }))
      await stage.present("the attacker's key", forge.sign({ key: 'attacker', claims: delegated(forge) }))
    },
  },
  {
    id: 'RT-05',
    group,
    title: 'keys from a place nobody vouches for',
    level: 'MUST',
    clause: 'OpenID Connect Discovery 7.1; RFC 8414 6.1',
    attacker: 'N',
    control: 'PC-01',
    needs: ['fresh-target'],
    async attack(stage) {
      const host = 'login.microsoftonline.com'
      const places = {
        'another host': { metadata: { jwks_uri: `https://${canaryHost}/keys` } },
        http: {
          metadata: { jwks_uri: `http://${host}/common/discovery/v2.0/keys` },
          substitute: ['impostor'],
        },
        'a redirect': { redirectKeysTo: `https://${canaryHost}/keys` },
        'a certificate for another name': { fault: 'bad-tls', substitute: ['impostor'] },
      } as const
      for (const [name, state] of Object.entries(places)) {
        // Over loopback everything is http, so two of the four say nothing about the target.
        if (stage.transport === 'loopback' && (name === 'http' || name === 'another host')) continue
        await stage.fresh()
        Object.assign(stage.authority.state, state)
        const forge = stage.forge()
        await stage.present(name, forge.sign({ key: 'impostor', claims: delegated(forge) }))
      }
    },
  },
  {
    id: 'RT-06',
    group,
    title: "the consumers' key set in place of the tenant's",
    level: 'MUST',
    clause: 'RFC 8725 3.8',
    attacker: 'N',
    control: 'PC-01',
    needs: ['fresh-target'],
    async attack(stage) {
      stage.authority.state.substitute = ['consumer1', 'consumer2016']
      const forge = stage.forge()
      await stage.present('consumer key', forge.sign({ key: 'consumer1', claims: delegated(forge) }))
    },
  },
]
