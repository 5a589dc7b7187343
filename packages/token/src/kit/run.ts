import { makeAuthority } from './authority/authority.js'
import { kitKey, sharedKeySet } from './authority/keys.js'
import { type AuthorityServer, serveAuthority } from './authority/server.js'
import { makeWorld } from './authority/world.js'
import type { AttackCase, ControlCase } from './case.js'
import { attackCases } from './cases/index.js'
import { controlCases } from './controls/index.js'
import type { RenewalKind } from './renewal/service.js'
import type { CaseResult, Report } from './report.js'
import { makeStage, type StageRun } from './stage.js'
import type { TargetAdapter } from './target.js'
import { judgeAttack, judgeControl } from './verdict.js'

export interface RunOptions {
  /** Default `taxi`. Same seed and clock, same keys and tokens. */
  readonly seed?: string
  /** Start of the run, milliseconds since 1970; default now for targets on the system clock, else a fixed day. */
  readonly startedAt?: number
  /** Ids or id prefixes; default all. */
  readonly only?: readonly string[]
  /** Port of the loopback authority; default any. */
  readonly port?: number
  /** Issuer names: those of the real hosts, or the loopback address for targets that discover from `iss`. */
  readonly issuers?: 'real' | 'loopback'
  readonly tenantKeySets?: 'own' | 'merged'
  /** Renewal service put behind the target for RN cases; default the one with the flaws mended. */
  readonly renewal?: RenewalKind
  /** Moves the target's clock when it is on its own; the kit's clock moves with it. */
  readonly onAdvance?: (ms: number) => void
  readonly signal?: AbortSignal
  /** Stop at the first failure: enough to know that a target is red. */
  readonly bail?: boolean
  readonly onResult?: (result: CaseResult) => void
  /** Called once the loopback authority listens. */
  readonly onReady?: (server: AuthorityServer) => void | Promise<void>
}

/** A day after every certificate that should be valid began, and long after 2021. */
const fixedStart = Date.UTC(2026, 5, 1, 12)

function clockOf(adapter: TargetAdapter, options: RunOptions) {
  const onSystem = (adapter.clock ?? 'system') === 'system'
  const startedAt = options.startedAt ?? (onSystem ? Date.now() : fixedStart)
  let offset = 0
  const now = () => (onSystem ? Date.now() : startedAt) + offset
  return {
    startedAt,
    movable: !onSystem || options.onAdvance !== undefined,
    now,
    advance(ms: number) {
      options.onAdvance?.(ms)
      // A target on the system clock is moved by patching that clock, which `now` then reads too.
      if (!onSystem) offset += ms
    },
  }
}

type Able = ReadonlySet<'fresh-target' | 'clock'>
const missing = (needs: AttackCase['needs'], able: Able) => needs?.find((need) => !able.has(need))

/** Loopback targets name the issuer by the kit's address, which must be known before the first key is made. */
async function setUp(adapter: TargetAdapter, options: RunOptions, startedAt: number) {
  const { seed = 'taxi', port = 0 } = options
  if (adapter.transport !== 'loopback') {
    return {
      authority: makeAuthority(makeWorld({ seed, startedAt }), options.tenantKeySets),
      server: undefined,
    }
  }
  // Two steps, because the world needs the port and the server needs the world.
  const first = await serveAuthority(makeAuthority(makeWorld({ seed, startedAt })), port)
  const { origin } = first
  await first.close()
  const world = makeWorld({
    seed,
    startedAt,
    ...(options.issuers === 'loopback' ? { issuerBase: origin } : {}),
  })
  const authority = makeAuthority(world, options.tenantKeySets)
  const server = await serveAuthority(authority, Number(new URL(origin).port))
  await options.onReady?.(server)
  return { authority, server }
}

async function play(
  stage: StageRun,
  able: Able,
  entry: AttackCase | ControlCase,
  action: (stage: StageRun) => Promise<void>,
): Promise<string | undefined> {
  const need = missing(entry.needs, able)
  stage.begin('attack' in entry ? 'attack' : 'control')
  if (need !== undefined) return need
  if (entry.needs !== undefined) await stage.fresh()
  const before = stage.authority.canaryHits()
  await action(stage)
  if (stage.authority.canaryHits() > before) stage.problem('fetched from an address the attacker named')
  if (entry.needs !== undefined) await stage.fresh()
  return undefined
}

/** Plays every control and every case against one target. */
export async function runConformance(adapter: TargetAdapter, options: RunOptions = {}): Promise<Report> {
  const clock = clockOf(adapter, options)
  const { authority, server } = await setUp(adapter, options, clock.startedAt)
  const able: Able = new Set([
    ...(adapter.lifetime === 'once' ? [] : (['fresh-target'] as const)),
    ...(clock.movable ? (['clock'] as const) : []),
  ])
  // Made before the first request: a target's patience is not for the kit's arithmetic.
  for (const name of sharedKeySet) kitKey(authority.world, name)
  const stage = makeStage({
    adapter,
    authority,
    origin: server?.origin ?? '',
    clock,
    renewal: options.renewal ?? 'sound',
  })
  const wanted = (id: string): boolean => options.only?.some((prefix) => id.startsWith(prefix)) ?? true
  const neededControls = new Set(attackCases.filter(({ id }) => wanted(id)).map(({ control }) => control))
  const cases: CaseResult[] = []
  const keep = (result: CaseResult): void => {
    cases.push(result)
    options.onResult?.(result)
  }
  try {
    for (const control of controlCases) {
      if (!wanted(control.id) && !neededControls.has(control.id)) continue
      options.signal?.throwIfAborted()
      keep(judgeControl(control, stage, await play(stage, able, control, control.play)))
    }
    for (const entry of attackCases) {
      if (!wanted(entry.id) || (options.bail && cases.some(({ outcome }) => outcome === 'fail'))) continue
      options.signal?.throwIfAborted()
      const need = await play(stage, able, entry, entry.attack)
      const control = cases.find(({ id }) => id === entry.control)
      keep(judgeAttack(entry, stage, need, control))
    }
  } finally {
    await stage.close()
    await server?.close()
  }
  return { target: adapter.name, seed: authority.world.seed, startedAt: clock.startedAt, cases }
}
