import { signText } from '../authority/sign.js'
import { type AttackCase, tokens } from '../case.js'
import type { Claims, Forge } from '../forge.js'
import { delegated } from '../shapes.js'
import { serialisations } from './serialisations.js'
import { unknownKidFlood } from './unknown-kid-flood.js'

const group = 'header-key-lookup'

/** Tokens with lawful claims under a header of the attacker's, signed with the attacker's key. */
const attackerHeaders = (make: (forge: Forge) => Readonly<Record<string, Claims>>) =>
  tokens((forge) =>
    Object.entries(make(forge)).map(([name, header]) => ({
      name,
      token: forge.sign({ key: 'attacker', claims: delegated(forge), header }),
    })),
  )

const victimKid = (forge: Forge): string => forge.key('enterprise1').kid

const hostileKids = [
  '../../../../../../dev/null',
  "' OR '1'='1",
  '__proto__',
  'constructor',
  'toString',
  'k'.repeat(65_536),
]

export const headerCases: readonly AttackCase[] = [
  {
    id: 'HK-01',
    group,
    title: "the attacker's key under the kid of a published one",
    level: 'MUST',
    clause: 'RFC 7515 5.2',
    attacker: 'K0',
    control: 'PC-01',
    attack: attackerHeaders((forge) => ({ 'kid of a published key': { kid: victimKid(forge) } })),
  },
  {
    id: 'HK-02',
    group,
    title: 'a key inside the token',
    level: 'MUST',
    clause: 'RFC 8725 3.10; RFC 7515 4.1.3',
    attacker: 'K0',
    control: 'PC-01',
    attack: attackerHeaders((forge) => {
      const { jwk } = forge.key('attacker')
      return {
        'jwk, kid of a published key': { jwk, kid: victimKid(forge) },
        'jwk, own kid': { jwk },
        'x5c, kid of a published key': { x5c: jwk.x5c, kid: victimKid(forge) },
      }
    }),
  },
  {
    id: 'HK-03',
    group,
    title: "a token that points to the attacker's keys, which nobody may fetch",
    level: 'MUST',
    clause: 'RFC 8725 3.10',
    attacker: 'K0',
    control: 'PC-01',
    async attack(stage) {
      const { canaryUrl: url } = stage
      const headers = { jku: { jku: url }, x5u: { x5u: url } }
      await attackerHeaders((forge) => ({
        ...headers,
        'jku, kid of a published key': { jku: url, kid: victimKid(forge) },
      }))(stage)
    },
  },
  {
    id: 'HK-04',
    group,
    title: 'a kid that means something to a file system, a database or an object',
    level: 'MUST',
    clause: 'RFC 8725 3.10',
    attacker: 'K0',
    control: 'PC-01',
    attack: attackerHeaders(() =>
      Object.fromEntries(hostileKids.map((kid) => [kid.length > 99 ? '64 KiB' : kid, { kid }])),
    ),
  },
  {
    id: 'HK-05',
    group,
    title: 'a kid that is no string',
    level: 'MUST',
    clause: 'RFC 7515 4.1.4',
    attacker: 'K0',
    control: 'PC-01',
    attack: tokens((forge) =>
      [7, true, null, [victimKid(forge)], { kid: victimKid(forge) }].map((kid) => ({
        name: Array.isArray(kid) ? 'list' : kid === null ? 'null' : typeof kid,
        token: forge.sign({ claims: delegated(forge), header: { kid } }),
      })),
    ),
  },
  {
    id: 'HK-06',
    group,
    title: 'a key published for encryption',
    level: 'MUST',
    clause: 'RFC 7517 4.2',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => [
      { name: 'use enc', token: forge.sign({ key: 'encryption', claims: delegated(forge) }) },
    ]),
  },
  {
    id: 'HK-07',
    group,
    title: 'a key published for other operations',
    level: 'MUST',
    clause: 'RFC 7517 4.3',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => [
      { name: 'key_ops wrapKey', token: forge.sign({ key: 'wrapping', claims: delegated(forge) }) },
    ]),
  },
  {
    id: 'HK-08',
    group,
    title: 'an extension that must be understood and is not',
    level: 'MUST',
    clause: 'RFC 7515 4.1.11',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => [
      {
        name: 'crit',
        token: forge.sign({
          claims: delegated(forge),
          header: { crit: ['urn:kit:must-understand'], 'urn:kit:must-understand': true },
        }),
      },
    ]),
  },
  {
    id: 'HK-09',
    group,
    title: 'an unencoded payload',
    level: 'MUST',
    clause: 'RFC 7797 6, 7',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => [
      {
        name: 'b64 false',
        token: forge.sign({ claims: delegated(forge), header: { crit: ['b64'], b64: false } }),
      },
    ]),
  },
  {
    id: 'HK-10',
    group,
    title: 'the signature taken off, cut short or made longer',
    level: 'MUST',
    clause: 'RFC 7515 5.2',
    attacker: 'K0',
    control: 'PC-01',
    attack: tokens((forge) => {
      const parts = { claims: delegated(forge) }
      const altered = (change: (signature: Buffer) => Uint8Array) =>
        forge.signedBy(parts, (text, { rsa }) => change(signText('RS256', rsa, text)))
      return [
        { name: 'taken off', token: altered(() => new Uint8Array()) },
        { name: 'cut short', token: altered((signature) => signature.subarray(0, 128)) },
        {
          name: 'one byte longer',
          token: altered((signature) => Buffer.concat([signature, Buffer.from([0])])),
        },
        { name: 'no third part', token: altered(() => new Uint8Array()).slice(0, -1) },
      ]
    }),
  },
  {
    id: 'HK-11',
    group,
    title: 'the payload changed after signing',
    level: 'MUST',
    clause: 'RFC 7515 5.2',
    attacker: 'K0',
    control: 'PC-01',
    attack: tokens((forge) => {
      const [header, , signature] = forge.sign({ claims: delegated(forge) }).split('.')
      const other = forge
        .sign({ claims: delegated(forge, { oid: forge.world.users.attacker }) })
        .split('.')[1]
      return [{ name: 'another oid', token: `${header}.${other}.${signature}` }]
    }),
  },
  {
    id: 'HK-12',
    group,
    title: 'a token made for another purpose',
    level: 'MUST',
    clause: 'RFC 8725 3.11',
    attacker: 'T',
    control: 'PC-18',
    attack: tokens((forge) =>
      ['dpop+jwt', 'logout+jwt', 'secevent+jwt'].map((typ) => ({
        name: typ,
        token: forge.sign({ claims: delegated(forge), header: { typ } }),
      })),
    ),
  },
  {
    id: 'HK-13',
    group,
    title: 'other serialisations and spellings of a lawful token',
    level: 'MUST',
    clause: 'RFC 7519 7.2; RFC 7515 2',
    attacker: 'K0',
    control: 'PC-01',
    attack: tokens(serialisations),
  },
  {
    id: 'HK-14',
    group,
    title: 'a flood of unknown kids: answered soon, without a fetch for each',
    level: 'HARD',
    clause: 'OpenID Connect Core 10.1.1; availability',
    attacker: 'K0',
    control: 'PC-01',
    attack: unknownKidFlood,
  },
]
