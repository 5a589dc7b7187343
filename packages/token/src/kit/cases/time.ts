import { type AttackCase, tokens } from '../case.js'
import type { Claims, Forge } from '../forge.js'
import { delegated } from '../shapes.js'

const group = 'time'
const hour = 3600

const claims = (make: (forge: Forge) => Readonly<Record<string, Claims>>) =>
  tokens((forge) =>
    Object.entries(make(forge)).map(([name, set]) => ({ name, token: forge.sign({ claims: set }) })),
  )

export const timeCases: readonly AttackCase[] = [
  {
    id: 'TM-01',
    group,
    title: 'expired',
    level: 'MUST',
    clause: 'RFC 7519 4.1.4',
    attacker: 'T',
    control: 'PC-15',
    attack: claims((forge) => ({
      'ten minutes ago': delegated(forge, {
        iat: forge.now - 2 * hour,
        nbf: forge.now - 2 * hour,
        exp: forge.now - 600,
      }),
    })),
  },
  {
    id: 'TM-02',
    group,
    title: 'no expiry',
    level: 'MUST',
    clause: 'OpenID Connect Core 2; RFC 9068 2.2',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({ 'no exp': { ...delegated(forge), exp: undefined } })),
  },
  {
    id: 'TM-03',
    group,
    title: 'not valid yet',
    level: 'MUST',
    clause: 'RFC 7519 4.1.5',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({ 'in half an hour': delegated(forge, { nbf: forge.now + 1800 }) })),
  },
  {
    id: 'TM-04',
    group,
    title: 'a lifetime no authority gives',
    level: 'HARD',
    clause: 'Microsoft access-tokens, "Token lifetime" (at most 28 hours)',
    attacker: 'KE',
    control: 'PC-14',
    attack: claims((forge) => ({
      'until 2999': delegated(forge, { exp: 32_472_144_000 }),
      'thirty hours': delegated(forge, { exp: forge.now + 30 * hour }),
    })),
  },
  {
    id: 'TM-05',
    group,
    title: 'an expiry that is no finite number',
    level: 'MUST',
    clause: 'RFC 7519 2 (NumericDate)',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => {
      const text = JSON.stringify(delegated(forge))
      const exp = (value: string) => text.replace(/"exp":\d+/, `"exp":${value}`)
      return ['"9999999999"', '1e309', '"NaN"', 'null', 'true'].map((value) => ({
        name: value,
        token: forge.sign({ claims: {}, payloadText: exp(value) }),
      }))
    }),
  },
  {
    id: 'TM-06',
    group,
    title: 'issued in the future, or before its key existed',
    level: 'HARD',
    clause: 'OpenID Connect Core 3.1.3.7 (10)',
    attacker: 'KC',
    control: 'PC-01',
    attack: tokens((forge) => {
      const past = {
        iat: forge.now - 72 * hour,
        nbf: forge.now - 72 * hour,
        exp: forge.now - 72 * hour + 28 * hour,
      }
      return [
        {
          name: 'in two hours',
          token: forge.sign({
            claims: delegated(forge, { iat: forge.now + 2 * hour, exp: forge.now + 3 * hour }),
          }),
        },
        {
          name: 'before its key',
          token: forge.sign({ key: 'young', claims: delegated(forge, { ...past, exp: forge.now + hour }) }),
        },
      ]
    }),
  },
]
