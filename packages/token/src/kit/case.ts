import type { Forge } from './forge.js'
import type { ProfileName } from './profiles.js'
import type { Stage } from './stage.js'

export type Group =
  | 'key-class'
  | 'issuer-tenant'
  | 'audience-authorisation'
  | 'time'
  | 'algorithm'
  | 'header-key-lookup'
  | 'rotation-key-set'
  | 'renewal-exchange'

/** MUST: an RFC or OpenID Connect says so. MS: a rule Microsoft publishes. HARD: a stricter profile of ours. */
export type Level = 'MUST' | 'MS' | 'HARD'

/** What the attacker needs; the docs spell the letters out. */
export type Attacker = 'K0' | 'KC' | 'KG' | 'KE' | 'T' | 'N'

/** A token, or a course of events, that a verifier must not fall for. */
export interface AttackCase {
  readonly id: string
  readonly group: Group
  readonly title: string
  readonly level: Level
  readonly clause: string
  readonly attacker: Attacker
  /** Id of the control of the same shape, which must be accepted. */
  readonly control: string
  /** What a target must allow the kit to do; a target that cannot is reported as not run. */
  readonly needs?: readonly ('fresh-target' | 'clock')[]
  readonly attack: (stage: Stage) => Promise<void>
}

/** A lawful token, or a lawful course of events, that must be accepted: a verifier that refuses all is no verifier. */
export interface ControlCase {
  readonly id: string
  readonly title: string
  readonly profile: ProfileName
  readonly needs?: AttackCase['needs']
  readonly play: (stage: Stage) => Promise<void>
}

export interface Variant {
  readonly name: string
  readonly token: string
  readonly profile?: ProfileName
  readonly nonce?: string
}

/** The usual attack: tokens presented one after the other, none of which may be accepted. */
export const tokens =
  (make: (forge: Forge) => readonly Variant[]): AttackCase['attack'] =>
  async (stage) => {
    for (const { name, token, ...options } of make(stage.forge())) await stage.present(name, token, options)
  }

/** The usual control: one token, accepted. */
export const accepts = (
  id: string,
  profile: ProfileName,
  title: string,
  make: (forge: Forge) => { readonly token: string; readonly nonce?: string },
): ControlCase => ({
  id,
  profile,
  title,
  async play(stage) {
    const { token, ...options } = make(stage.forge())
    await stage.present(title, token, { profile, ...options })
  },
})
