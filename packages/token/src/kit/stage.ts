import { type Authority, canaryHost } from './authority/authority.js'
import { authorityFetch } from './authority/fetch.js'
import type { World } from './authority/world.js'
import { type Forge, makeForge } from './forge.js'
import { type ProfileName, profileOf, standIns } from './profiles.js'
import { type RenewalKind, type RenewalService, referenceRenewal } from './renewal/service.js'
import type { Answer, Target, TargetAdapter } from './target.js'

/** One presentation of one token, and what came of it. */
export interface Trial {
  readonly variant: string
  readonly outcome: 'accepted' | 'refused' | 'broken' | 'not-run'
  readonly code?: string
  readonly status?: number
  readonly identity?: string
  readonly why?: string
  readonly elapsedMs: number
}

export interface PresentOptions {
  readonly profile?: ProfileName
  readonly nonce?: string
}

/** What a case can do to the world and the target, and where what it saw is kept. */
export interface Stage {
  readonly world: World
  readonly authority: Authority
  readonly transport: 'fetch' | 'loopback'
  /** An address of the attacker's that the authority watches. */
  readonly canaryUrl: string
  /** The target's own renewal, or a reference service that trusts what the target accepts. */
  renewal(): Promise<RenewalService>
  forge(): Forge
  now(): number
  /** Presents a token and keeps the outcome as a trial. */
  present(variant: string, token: string, options?: PresentOptions): Promise<Trial>
  /** The same without keeping it: a baseline, a probe. */
  probe(token: string, options?: PresentOptions): Promise<Answer>
  /** A trial the case judges itself. */
  record(trial: Omit<Trial, 'elapsedMs'>): void
  /** Something wrong beside the answer: a fetch from the canary, a 500, an answer too late. */
  problem(text: string): void
  advance(ms: number): void
  /** Targets with empty caches in front of an authority in order. */
  fresh(): Promise<void>
}

export interface StageRun extends Stage {
  readonly trials: readonly Trial[]
  readonly problems: readonly string[]
  /** Forgets the last case. Only attacks may use a stand-in for a profile the target does not know. */
  begin(kind: 'attack' | 'control'): void
  close(): Promise<void>
}

const supports = (adapter: TargetAdapter): readonly ProfileName[] => adapter.profiles ?? ['workforce']

function profileFor(adapter: TargetAdapter, wanted: ProfileName, lenient: boolean): ProfileName | undefined {
  const able = supports(adapter)
  if (able.includes(wanted)) return wanted
  return lenient ? standIns[wanted]?.find((name) => able.includes(name)) : undefined
}

const notRun = {
  kind: 'broken',
  reason: 'the target is not set up for this profile',
} as const satisfies Answer

async function asked(
  target: () => Promise<Target>,
  token: string,
  nonce: string | undefined,
): Promise<Answer> {
  try {
    return await (await target()).present(token, nonce === undefined ? {} : { nonce })
  } catch (error) {
    return {
      kind: 'broken',
      reason: error instanceof Error ? error.name : 'threw something that is no error',
    }
  }
}

function trialOf(variant: string, answer: Answer, elapsedMs: number): Trial {
  const base = {
    variant,
    elapsedMs,
    ...(answer.status === undefined ? {} : { status: answer.status }),
  }
  if (answer === notRun) return { ...base, outcome: 'not-run', why: notRun.reason }
  if (answer.kind === 'broken') return { ...base, outcome: 'broken', why: answer.reason }
  if (answer.kind === 'refused')
    return { ...base, outcome: 'refused', ...(answer.code ? { code: answer.code } : {}) }
  return { ...base, outcome: 'accepted', ...(answer.identity ? { identity: answer.identity } : {}) }
}

/** A stage for one adapter. One target per profile is kept until `fresh`. */
export function makeStage(options: {
  readonly adapter: TargetAdapter
  readonly authority: Authority
  readonly origin: string
  readonly clock: { now(): number; advance(ms: number): void }
  readonly renewal: RenewalKind
}): StageRun {
  const { adapter, authority, origin, clock } = options
  const { world } = authority
  let trials: Trial[] = []
  let problems: string[] = []
  let lenient = true
  let targets = new Map<ProfileName, Target>()

  const targetFor = async (profile: ProfileName): Promise<Target> => {
    const known = targets.get(profile)
    if (known) return known
    const target = await adapter.create({
      profile: profileOf(world, profile),
      fetch: authorityFetch(authority),
      now: clock.now,
      origin,
    })
    targets.set(profile, target)
    return target
  }
  const probe: Stage['probe'] = async (token, { profile = 'workforce', nonce } = {}) => {
    const name = profileFor(adapter, profile, lenient)
    return name === undefined ? notRun : asked(() => targetFor(name), token, nonce)
  }
  const closeTargets = async (): Promise<void> => {
    for (const target of targets.values()) await target.close?.()
    targets = new Map()
  }
  return {
    world,
    authority,
    transport: adapter.transport ?? 'fetch',
    canaryUrl: origin === '' ? `https://${canaryHost}/keys` : `${origin}/${canaryHost}/keys`,
    async renewal() {
      const own = (await targetFor(profileFor(adapter, 'workforce', true) ?? 'workforce')).renewal
      return own ?? referenceRenewal(options.renewal, { authority, now: clock.now, judge: probe })
    },
    get trials() {
      return trials
    },
    get problems() {
      return problems
    },
    begin(kind) {
      lenient = kind === 'attack'
      trials = []
      problems = []
    },
    forge: () => makeForge(world, clock.now()),
    now: clock.now,
    probe,
    async present(variant, token, presented = {}) {
      const before = performance.now()
      const answer = await probe(token, presented)
      const trial = trialOf(variant, answer, Math.round(performance.now() - before))
      trials.push(trial)
      if (answer.status !== undefined && answer.status >= 500)
        problems.push(`${variant}: answered ${answer.status}`)
      if (answer.kind === 'refused' && answer.session)
        problems.push(`${variant}: refused, yet a session was set`)
      return trial
    },
    record(trial) {
      trials.push({ ...trial, elapsedMs: 0 })
    },
    problem(text) {
      problems.push(text)
    },
    advance: clock.advance,
    async fresh() {
      await closeTargets()
      authority.reset()
    },
    close: closeTargets,
  }
}
