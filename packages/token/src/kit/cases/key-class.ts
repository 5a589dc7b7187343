import type { KeyName } from '../authority/keys.js'
import { v2Issuer } from '../authority/world.js'
import { type AttackCase, tokens, type Variant } from '../case.js'
import type { Claims, Forge } from '../forge.js'
import { b2c, delegated, delegatedV1, personal } from '../shapes.js'

const group = 'key-class'

/** One token, signed with the wrong class of key, in both token versions. */
const wrongKey =
  (key: KeyName) =>
  (forge: Forge): readonly Variant[] => [
    { name: 'v2', token: forge.sign({ key, claims: delegated(forge) }) },
    { name: 'v1', token: forge.sign({ key, claims: delegatedV1(forge) }) },
  ]

const one =
  (name: string, key: KeyName, claims: (forge: Forge) => Claims, header: Claims = {}) =>
  (forge: Forge): readonly Variant[] => [{ name, token: forge.sign({ key, claims: claims(forge), header }) }]

const twins: readonly (readonly [KeyName, string])[] = [
  ['twinConsumerFirst', 'consumer key listed first, signed with it'],
  ['twinEnterpriseSecond', 'consumer key listed first, signed with the other'],
  ['twinEnterpriseFirst', 'enterprise key listed first, signed with it'],
  ['twinConsumerSecond', 'enterprise key listed first, signed with the other'],
]

export const keyClassCases: readonly AttackCase[] = [
  {
    id: 'KC-01',
    group,
    title: 'a consumer key signs an enterprise token (Storm-0558)',
    level: 'MUST',
    clause: 'RFC 8725 3.8; Microsoft access-tokens, "Validate the issuer"; IDX40005',
    attacker: 'KC',
    control: 'PC-01',
    attack: tokens(wrongKey('consumer1')),
  },
  {
    id: 'KC-02',
    group,
    title: 'the same with a consumer key whose certificate ended years ago, still published',
    level: 'MUST',
    clause: 'RFC 8725 3.8; RFC 7517 4.7; CSRB report on Storm-0558, p. 17',
    attacker: 'KC',
    control: 'PC-01',
    attack: tokens(wrongKey('consumer2016')),
  },
  {
    id: 'KC-03',
    group,
    title: 'issuer of the consumers, tid of an enterprise',
    level: 'MS',
    clause: 'Microsoft access-tokens, "Validate the issuer" 3; IDX40004',
    attacker: 'KC',
    control: 'PC-21',
    attack: tokens(
      one('consumer key', 'consumer1', (forge) =>
        delegated(forge, { iss: v2Issuer(forge.world, forge.world.tenants.consumer) }),
      ),
    ),
  },
  {
    id: 'KC-04',
    group,
    title: 'issuer of an enterprise, tid of the consumers',
    level: 'MS',
    clause: 'Microsoft access-tokens, "Validate the issuer" 3; IDX40004',
    attacker: 'KC',
    control: 'PC-01',
    attack: tokens(
      one('consumer key', 'consumer1', (forge) =>
        personal(forge, { iss: v2Issuer(forge.world, forge.world.tenants.first) }),
      ),
    ),
  },
  {
    id: 'KC-05',
    group,
    title: 'a consumer key, an enterprise issuer and no tid',
    level: 'MS',
    clause: 'Microsoft access-tokens, "Validate the issuer" 3; IDX40009',
    attacker: 'KC',
    control: 'PC-01',
    attack: tokens(one('no tid', 'consumer1', (forge) => ({ ...delegated(forge), tid: undefined }))),
  },
  {
    id: 'KC-06',
    group,
    title: 'a consumer key and no kid, for verifiers that try every key',
    level: 'MUST',
    clause: 'RFC 8725 3.8; RFC 7515 4.1.4',
    attacker: 'KC',
    control: 'PC-01',
    attack: tokens(one('no kid', 'consumer1', delegated, { kid: undefined })),
  },
  {
    id: 'KC-07',
    group,
    title: 'an enterprise key signs a consumer token',
    level: 'HARD',
    clause: 'RFC 8725 3.8',
    attacker: 'KE',
    control: 'PC-21',
    attack: tokens((forge) => [
      {
        name: 'enterprise key',
        profile: 'with-personal',
        token: forge.sign({ claims: personal(forge) }),
      },
    ]),
  },
  {
    id: 'KC-08',
    group,
    title: 'a US Government key of the shared key set signs a commercial token',
    level: 'MS',
    clause: 'Microsoft IdentityModel IDX40012 (PR 2804)',
    attacker: 'KG',
    control: 'PC-01',
    attack: tokens(wrongKey('gov1')),
  },
  {
    id: 'KC-09',
    group,
    title: 'a key that names no issuer',
    level: 'HARD',
    clause: 'RFC 8725 3.8; Microsoft IdentityModel PR 3606',
    attacker: 'KC',
    control: 'PC-01',
    attack: tokens(wrongKey('unnamedIssuer')),
  },
  {
    id: 'KC-10',
    group,
    title: 'a key that names no cloud',
    level: 'HARD',
    clause: 'Microsoft IdentityModel PR 3606',
    attacker: 'KG',
    control: 'PC-01',
    attack: tokens(wrongKey('unnamedCloud')),
  },
  {
    id: 'KC-11',
    group,
    title: 'one kid published twice, for a consumer and for an enterprise key',
    level: 'MUST',
    clause: 'RFC 7517 4.5; microsoft/CCF#5177',
    attacker: 'KC',
    control: 'PC-01',
    attack: tokens((forge) =>
      twins.map(([key, name]) => ({ name, token: forge.sign({ key, claims: delegated(forge) }) })),
    ),
  },
  {
    id: 'KC-12',
    group,
    title: 'kid names an enterprise key, x5t a consumer key',
    level: 'HARD',
    clause: 'RFC 7515 4.1.7',
    attacker: 'KC',
    control: 'PC-02',
    attack: tokens((forge) => [
      {
        name: 'two keys named',
        token: forge.sign({ claims: delegated(forge), header: { x5t: forge.key('consumer1').kid } }),
      },
    ]),
  },
  {
    id: 'KC-13',
    group,
    title: 'a key published for one application alone signs for another',
    level: 'MS',
    clause: 'Microsoft access-tokens, "Validate the signature" (appid)',
    attacker: 'KE',
    control: 'PC-30',
    attack: tokens((forge) => [
      { name: 'v2', token: forge.sign({ key: 'customSigning', claims: delegated(forge) }) },
      {
        name: 'an unpublished key, where the application has its own',
        profile: 'custom-key',
        token: forge.sign({ key: 'attacker', claims: delegated(forge) }),
      },
    ]),
  },
  {
    id: 'KC-14',
    group,
    title: 'a key of a customer directory signs a workforce token',
    level: 'MUST',
    clause: 'RFC 8725 3.8; Azure AD B2C token reference (tfp)',
    attacker: 'KE',
    control: 'PC-01',
    attack: tokens((forge) => [
      ...wrongKey('customerTenant')(forge),
      ...wrongKey('external')(forge),
      {
        name: 'another user flow of the same B2C tenant',
        profile: 'b2c',
        token: forge.sign({ key: 'b2c', claims: b2c(forge, { tfp: 'B2C_1_weak_reset' }) }),
      },
    ]),
  },
]
