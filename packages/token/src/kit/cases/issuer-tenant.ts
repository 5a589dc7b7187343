import { v1Issuer, v2Issuer } from '../authority/world.js'
import { type AttackCase, tokens } from '../case.js'
import type { Claims, Forge } from '../forge.js'
import type { ProfileName } from '../profiles.js'
import { delegated, delegatedV1, personal } from '../shapes.js'

const group = 'issuer-tenant'

/** Tokens with a lawful key whose claims about issuer and tenant are off. */
const claims = (
  make: (forge: Forge) => Readonly<Record<string, Claims>>,
  profile: ProfileName = 'workforce',
) =>
  tokens((forge) =>
    Object.entries(make(forge)).map(([name, set]) => ({ name, profile, token: forge.sign({ claims: set }) })),
  )

const first = (forge: Forge): string => v2Issuer(forge.world, forge.world.tenants.first)

/** The claims as JSON text with members written after the first brace. */
const withMembers = (set: Claims, members: string): string => JSON.stringify(set).replace('{', `{${members},`)

export const issuerTenantCases: readonly AttackCase[] = [
  {
    id: 'IS-01',
    group,
    title: 'issuer of one tenant, tid of another, both served',
    level: 'MS',
    clause: 'Microsoft access-tokens, "Validate the issuer" 3; IDX40004',
    attacker: 'KE',
    control: 'PC-06',
    attack: claims((forge) => ({
      v2: delegated(forge, { iss: first(forge), tid: forge.world.tenants.second }),
      v1: delegatedV1(forge, { iss: v1Issuer(forge.world.tenants.first), tid: forge.world.tenants.second }),
    })),
  },
  {
    id: 'IS-02',
    group,
    title: 'the issuer is the template itself',
    level: 'MUST',
    clause: 'OpenID Connect Core 3.1.3.7 (2); Microsoft access-tokens, "Validate the issuer" 1',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({ template: delegated(forge, { iss: v2Issuer(forge.world, '{tenantid}') }) })),
  },
  {
    id: 'IS-03',
    group,
    title: 'tid is the placeholder, so that the template satisfies itself',
    level: 'MS',
    clause: 'Microsoft access-tokens, "Validate the issuer" 3 (tid is a GUID)',
    attacker: 'KE',
    control: 'PC-08',
    attack: claims((forge) => ({ placeholder: delegated(forge, { tid: '{tenantid}' }) }), 'any-tenant'),
  },
  {
    id: 'IS-04',
    group,
    title: 'a look-alike issuer host',
    level: 'MUST',
    clause: 'OpenID Connect Core 3.1.3.7 (2)',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({
      suffix: delegated(forge, {
        iss: `https://login.microsoftonline.com.evil.example/${forge.world.tenants.first}/v2.0`,
      }),
      userinfo: delegated(forge, {
        iss: `https://login.microsoftonline.com@evil.example/${forge.world.tenants.first}/v2.0`,
      }),
    })),
  },
  {
    id: 'IS-05',
    group,
    title: 'the v1 issuer on a v2 token',
    level: 'MS',
    clause: 'Microsoft access-tokens, "v1.0 and v2.0 tokens"',
    attacker: 'KE',
    control: 'PC-02',
    attack: claims((forge) => ({
      'ver 2.0': delegated(forge, { iss: v1Issuer(forge.world.tenants.first) }),
    })),
  },
  {
    id: 'IS-06',
    group,
    title: 'no tid',
    level: 'MS',
    clause: 'IDX40003, IDX40009',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({ 'no tid': { ...delegated(forge), tid: undefined } })),
  },
  {
    id: 'IS-07',
    group,
    title: 'tid is the name of an endpoint',
    level: 'MS',
    clause: 'Microsoft access-tokens, "Validate the issuer" 3',
    attacker: 'KE',
    control: 'PC-08',
    attack: claims(
      (forge) => ({
        common: delegated(forge, { tid: 'common' }),
        organizations: delegated(forge, { tid: 'organizations' }),
      }),
      'any-tenant',
    ),
  },
  {
    id: 'IS-08',
    group,
    title: 'no issuer',
    level: 'MUST',
    clause: 'OpenID Connect Core 2; RFC 9068 2.2',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({ 'no iss': { ...delegated(forge), iss: undefined } })),
  },
  {
    id: 'IS-09',
    group,
    title: 'a valid tenant nobody here serves',
    level: 'MS',
    clause: 'Microsoft claims-validation, "Validate the tenant"',
    attacker: 'T',
    control: 'PC-06',
    attack: tokens((forge) => [
      {
        name: 'an organisation',
        token: forge.sign({ claims: delegated(forge, { tid: forge.world.tenants.outside }) }),
      },
      {
        name: 'a personal account where organisations are served',
        profile: 'any-tenant',
        token: forge.sign({ key: 'consumer1', claims: personal(forge) }),
      },
    ]),
  },
  {
    id: 'IS-10',
    group,
    title: 'tid twice in the JSON text',
    level: 'HARD',
    clause: 'RFC 7519 4; IDX40011',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => {
      const set = delegated(forge)
      const other = forge.world.tenants.outside
      return [
        {
          name: 'as written',
          token: forge.sign({ claims: set, payloadText: withMembers(set, `"tid":"${other}"`) }),
        },
        {
          name: 'with an escape',
          token: forge.sign({ claims: set, payloadText: withMembers(set, `"t\\u0069d":"${other}"`) }),
        },
      ]
    }),
  },
  {
    id: 'IS-11',
    group,
    title: 'tid a second time in another case',
    level: 'HARD',
    clause: 'IDX40011',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({
      Tid: delegated(forge, { Tid: forge.world.tenants.outside }),
      TID: delegated(forge, { TID: forge.world.tenants.outside }),
    })),
  },
  {
    id: 'IS-12',
    group,
    title: 'other spellings of the issuer',
    level: 'MUST',
    clause: 'OpenID Connect Core 3.1.3.7 (2)',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({
      'slash at the end': delegated(forge, { iss: `${first(forge)}/` }),
      'upper-case GUID': delegated(forge, {
        iss: v2Issuer(forge.world, forge.world.tenants.first.toUpperCase()),
      }),
      'percent-encoded': delegated(forge, { iss: first(forge).replace('v2.0', 'v2%2E0') }),
      'upper-case scheme': delegated(forge, { iss: first(forge).replace('http', 'HTTP') }),
    })),
  },
  {
    id: 'IS-13',
    group,
    title: 'a tid that is only a part of the issuer',
    level: 'HARD',
    clause: 'Microsoft access-tokens, "Validate the issuer" 3',
    attacker: 'KE',
    control: 'PC-08',
    attack: claims(
      (forge) => ({
        'one character': { ...delegated(forge), tid: forge.world.tenants.first.slice(0, 1) },
        'the end of the path': { ...delegated(forge), tid: 'v2.0' },
        empty: { ...delegated(forge), tid: '' },
      }),
      'any-tenant',
    ),
  },
  {
    id: 'IS-14',
    group,
    title: 'an issuer that is no string',
    level: 'MUST',
    clause: 'RFC 7519 4.1.1',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({
      list: delegated(forge, { iss: [first(forge)] }),
      object: delegated(forge, { iss: { toString: first(forge) } }),
      number: delegated(forge, { iss: 1 }),
    })),
  },
  {
    id: 'IS-15',
    group,
    title: 'the metadata is of another issuer than the configured one',
    level: 'MUST',
    clause: 'OpenID Connect Discovery 4.3; RFC 8414 3.3',
    attacker: 'N',
    control: 'PC-01',
    needs: ['fresh-target'],
    async attack(stage) {
      for (const issuer of [
        'https://evil.example/v2.0',
        v2Issuer(stage.world, stage.world.tenants.outside),
      ]) {
        await stage.fresh()
        Object.assign(stage.authority.state, { metadata: { issuer }, substitute: ['impostor'] })
        const forge = stage.forge()
        const token = forge.sign({ key: 'impostor', claims: delegated(forge) })
        await stage.probe(token)
        // A target that is given its key set address has no metadata to doubt.
        if (stage.authority.metadataRequests() > 0) await stage.present(issuer, token)
      }
    },
  },
  {
    id: 'IS-16',
    group,
    title: "a guest's home tenant taken for the tenant",
    level: 'MS',
    clause: 'Microsoft claims-validation, "Validate the tenant"',
    attacker: 'T',
    control: 'PC-05',
    attack: claims((forge) => ({
      'home is served, tenant is not': delegated(forge, {
        tid: forge.world.tenants.outside,
        idp: v1Issuer(forge.world.tenants.first),
      }),
    })),
  },
]
