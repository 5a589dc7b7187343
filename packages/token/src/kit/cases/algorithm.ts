import { type AttackCase, tokens } from '../case.js'
import { delegated } from '../shapes.js'

const group = 'algorithm'

export const algorithmCases: readonly AttackCase[] = [
  {
    id: 'AL-01',
    group,
    title: 'no algorithm',
    level: 'MUST',
    clause: 'RFC 8725 3.1, 3.2',
    attacker: 'K0',
    control: 'PC-01',
    attack: tokens((forge) =>
      ['none', 'None', 'NONE', 'nOnE'].map((alg) => ({
        name: alg,
        token: forge.signedBy({ claims: delegated(forge), header: { alg } }, () => new Uint8Array()),
      })),
    ),
  },
  {
    id: 'AL-02',
    group,
    title: 'HMAC keyed with the public key',
    level: 'MUST',
    clause: 'RFC 8725 3.1',
    attacker: 'K0',
    control: 'PC-01',
    attack: tokens((forge) =>
      (['pem', 'der', 'modulus'] as const).map((secret) => ({
        name: secret,
        token: forge.confused({ claims: delegated(forge) }, secret),
      })),
    ),
  },
  {
    id: 'AL-03',
    group,
    title: 'RS384 or RS512 where RS256 is agreed',
    level: 'HARD',
    clause: 'RFC 8725 3.1',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) =>
      ['RS384', 'RS512'].map((alg) => ({
        name: alg,
        token: forge.sign({ claims: delegated(forge), header: { alg } }),
      })),
    ),
  },
  {
    id: 'AL-04',
    group,
    title: 'PS256 where RS256 is agreed',
    level: 'HARD',
    clause: 'RFC 8725 3.1',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => [
      { name: 'PS256', token: forge.sign({ claims: delegated(forge), header: { alg: 'PS256' } }) },
    ]),
  },
  {
    id: 'AL-05',
    group,
    title: 'a key published for another algorithm than the header says',
    level: 'MUST',
    clause: 'RFC 7517 4.4',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => [
      {
        name: 'RS384 key, RS256 token',
        token: forge.sign({ key: 'otherAlgorithm', claims: delegated(forge) }),
      },
    ]),
  },
  {
    id: 'AL-06',
    group,
    title: 'an RSA key too weak to mean anything',
    level: 'MUST',
    clause: 'RFC 7518 3.3; RFC 8017 3.1',
    attacker: 'N',
    control: 'PC-01',
    attack: tokens((forge) => [
      { name: '1024 bits', token: forge.sign({ key: 'short', claims: delegated(forge) }) },
      // Nobody's private key: with exponent 1 the padded digest is the signature.
      { name: 'exponent 1', token: forge.sign({ key: 'exponentOne', claims: delegated(forge) }) },
    ]),
  },
  {
    id: 'AL-07',
    group,
    title: 'an ES256 signature of two zeros',
    level: 'MUST',
    clause: 'RFC 8725 3.3',
    attacker: 'K0',
    control: 'PC-01',
    attack: tokens((forge) =>
      ['enterprise1', 'consumer1'].map((key) => ({
        name: `kid of ${key}`,
        token: forge.signedBy(
          { key: key as 'enterprise1', claims: delegated(forge), header: { alg: 'ES256' } },
          () => new Uint8Array(64),
        ),
      })),
    ),
  },
]
