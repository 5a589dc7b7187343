import { type AttackCase, tokens } from '../case.js'
import type { Claims, Forge } from '../forge.js'
import type { ProfileName } from '../profiles.js'
import { appOnly, appOnlyV1, delegated, delegatedV1, idToken, nonce, role, scope } from '../shapes.js'
import type { Stage } from '../stage.js'

const group = 'audience-authorisation'

const claims = (
  make: (forge: Forge) => Readonly<Record<string, Claims>>,
  profile: ProfileName = 'workforce',
) =>
  tokens((forge) =>
    Object.entries(make(forge)).map(([name, set]) => ({ name, profile, token: forge.sign({ claims: set }) })),
  )

/**
 * A lawful token of somebody else, who must not come out as the victim. Identities are compared with each other,
 * whatever form the target gives them.
 */
async function impersonation(stage: Stage, variant: string, other: Claims): Promise<void> {
  const profile = 'any-tenant'
  const forge = stage.forge()
  const victim = await stage.probe(forge.sign({ claims: delegated(forge, { email: 'ada@first.example' }) }), {
    profile,
  })
  const answer = await stage.probe(forge.sign({ claims: other }), { profile })
  if (answer.kind === 'broken') return stage.record({ variant, outcome: 'broken', why: answer.reason })
  if (answer.kind === 'refused') return stage.record({ variant, outcome: 'refused' })
  const named = victim.kind === 'accepted' ? victim.identity : undefined
  if (named === undefined || answer.identity === undefined) {
    return stage.record({
      variant,
      outcome: 'not-run',
      why: 'the target does not say whom it took the caller for',
    })
  }
  const taken = answer.identity === named
  stage.record({
    variant,
    outcome: taken ? 'accepted' : 'refused',
    why: taken ? 'as the victim' : 'as somebody else',
  })
}

export const audienceCases: readonly AttackCase[] = [
  {
    id: 'AU-01',
    group,
    title: 'a token for Microsoft Graph',
    level: 'MUST',
    clause: 'RFC 8725 3.9; Microsoft claims-validation, "Validate the audience"',
    attacker: 'T',
    control: 'PC-01',
    attack: claims((forge) => ({
      'by address': delegated(forge, { aud: 'https://graph.microsoft.com' }),
      'by application id': delegated(forge, { aud: '00000003-0000-0000-c000-000000000000' }),
    })),
  },
  {
    id: 'AU-02',
    group,
    title: 'no audience',
    level: 'MUST',
    clause: 'RFC 8725 3.9',
    attacker: 'KE',
    control: 'PC-01',
    attack: claims((forge) => ({ 'no aud': { ...delegated(forge), aud: undefined } })),
  },
  {
    id: 'AU-03',
    group,
    title: 'an audience list with somebody else in it, and no azp',
    level: 'MUST',
    clause: 'OpenID Connect Core 3.1.3.7 (3)-(5)',
    attacker: 'T',
    control: 'PC-01',
    attack: claims((forge) => ({
      list: { ...delegated(forge, { aud: [forge.world.audience, 'https://other.example'] }), azp: undefined },
      // No other rule is broken here: the list alone must be reason enough.
      'list, with azp': delegated(forge, { aud: [forge.world.audience, 'https://other.example'] }),
    })),
  },
  {
    id: 'AU-04',
    group,
    title: 'audiences that are nearly right',
    level: 'MUST',
    clause: 'RFC 7519 4.1.3',
    attacker: 'T',
    control: 'PC-01',
    attack: claims((forge) => ({
      'slash at the end': delegated(forge, { aud: `${forge.world.audience}/` }),
      'spn: before it': delegated(forge, { aud: `spn:${forge.world.audience}` }),
      'another case': delegated(forge, { aud: forge.world.audience.toUpperCase() }),
      'cut short': delegated(forge, { aud: forge.world.audience.slice(0, -1) }),
    })),
  },
  {
    id: 'AU-05',
    group,
    title: 'the scope is missing or another one',
    level: 'MS',
    clause: 'Microsoft claims-validation, "Validate the actor" (scp)',
    attacker: 'T',
    control: 'PC-11',
    attack: claims((forge) => ({
      missing: { ...delegated(forge), scp: undefined },
      another: delegated(forge, { scp: 'Profile.Read' }),
      'part of a word': delegated(forge, { scp: `${scope}.None` }),
    })),
  },
  {
    id: 'AU-06',
    group,
    title: 'user roles in place of a scope, a scope in place of an app role',
    level: 'MS',
    clause: 'Microsoft claims-validation, "Validate the actor" (idtyp)',
    attacker: 'T',
    control: 'PC-03',
    attack: claims((forge) => ({
      'app role on a user token': delegated(forge, { scp: 'Profile.Read', roles: [role] }),
      'scope on an app-only token': appOnly(forge, { roles: ['Other.Read.All'], scp: scope }),
      'both at once': appOnly(forge, { scp: scope }),
    })),
  },
  {
    id: 'AU-07',
    group,
    title: 'held by an application that is not let in',
    level: 'MS',
    clause: 'Microsoft claims-validation, "Validate the actor" (azp, appid)',
    attacker: 'T',
    control: 'PC-03',
    attack: claims((forge) => ({
      'user, v2': delegated(forge, { azp: forge.world.apps.stranger }),
      'application, v1': appOnlyV1(forge, { appid: forge.world.apps.stranger }),
    })),
  },
  {
    id: 'AU-08',
    group,
    title: 'an ID token presented as an access token',
    level: 'MUST',
    clause: 'RFC 8725 3.12; RFC 9068 4',
    attacker: 'T',
    control: 'PC-01',
    attack: claims((forge) => ({
      'for the same application': idToken(forge, { aud: forge.world.audience }),
      'for the client': idToken(forge),
    })),
  },
  {
    id: 'AU-09',
    group,
    title: 'a token without this sign-in’s nonce presented as its ID token',
    level: 'MUST',
    clause: 'OpenID Connect Core 3.1.3.7 (11)',
    attacker: 'T',
    control: 'PC-19',
    attack: tokens((forge) => [
      {
        name: 'an access token',
        profile: 'id-token',
        nonce,
        token: forge.sign({ claims: delegated(forge, { aud: forge.world.apps.webapp }) }),
      },
      {
        name: 'the ID token of another sign-in',
        profile: 'id-token',
        nonce,
        token: forge.sign({ claims: idToken(forge, { nonce: 'another' }) }),
      },
    ]),
  },
  {
    id: 'AU-10',
    group,
    title: 'known by e-mail or user principal name, which anybody can choose',
    level: 'MS',
    clause: 'Microsoft claims-validation, warning on email and upn',
    attacker: 'T',
    control: 'PC-20',
    async attack(stage) {
      const forge = stage.forge()
      const posing = delegated(forge, {
        tid: stage.world.tenants.outside,
        oid: stage.world.users.attacker,
        sub: 'pairwise-of-attacker',
        email: 'ada@first.example',
        preferred_username: 'ada@first.example',
        upn: 'ada@first.example',
      })
      await impersonation(stage, 'the e-mail address of the victim', posing)
      const nameOnly = delegated(forge, { oid: undefined, email: 'ada@first.example' })
      await stage.present('nothing but the e-mail address', forge.sign({ claims: nameOnly }))
    },
  },
  {
    id: 'AU-11',
    group,
    title: 'the same oid and sub in another tenant',
    level: 'MS',
    clause: 'Microsoft access-tokens, note on claims within a tenant',
    attacker: 'T',
    control: 'PC-08',
    async attack(stage) {
      const forge = stage.forge()
      await impersonation(stage, 'same oid and sub', delegated(forge, { tid: stage.world.tenants.outside }))
    },
  },
  {
    id: 'AU-12',
    group,
    title: 'a version the service does not take, or claims of the other one',
    level: 'MS',
    clause: 'Microsoft access-tokens, "v1.0 and v2.0 tokens"',
    attacker: 'KE',
    control: 'PC-10',
    attack: tokens((forge) => [
      {
        name: 'v1 where only v2 is taken',
        profile: 'v2-only',
        token: forge.sign({ claims: delegatedV1(forge) }),
      },
      {
        name: 'ver 1.0 under the v2 issuer',
        token: forge.sign({ claims: delegated(forge, { ver: '1.0' }) }),
      },
      { name: 'no ver', token: forge.sign({ claims: { ...delegated(forge), ver: undefined } }) },
    ]),
  },
]
