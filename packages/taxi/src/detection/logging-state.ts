import type { Readiness, ReadinessVerdict } from '@bigyellowtaxi/core'
import type { Happening, LicenceTier, Simulation } from '@bigyellowtaxi/range'

/** Log sources a storyline may leave a trace in, by the name readiness gives them. */
export const replaySources = [
  'sign-ins-interactive',
  'sign-ins-non-interactive',
  'sign-ins-service-principal',
  'entra-audit',
  'graph-activity',
] as const
export type ReplaySource = (typeof replaySources)[number]

/** What of a simulated intrusion this tenant's logging would have written down. */
export interface LoggingState {
  /** The licence tier whose records are what these mailboxes would have written. */
  readonly tier: LicenceTier
  readonly sources: ReadonlySet<ReplaySource>
}

export interface MailboxGroup {
  readonly name: string
  readonly verdict: ReadinessVerdict
  readonly mailboxes: readonly string[]
}

/** Mailboxes that are logged alike: the rows of the replay's matrix. */
export function groupsOf(readiness: Readiness): readonly MailboxGroup[] {
  const verdicts: readonly ReadinessVerdict[] = ['complete', 'partial', 'blind', 'unknown']
  return verdicts.flatMap((verdict) => {
    const mailboxes = readiness.mailboxes
      .filter((mailbox) => mailbox.verdict === verdict)
      .map((mailbox) => mailbox.mailbox)
    return mailboxes.length > 0 ? [{ name: `${mailboxes.length} ${verdict}`, verdict, mailboxes }] : []
  })
}

/**
 * Reads are written for a mailbox whose logging is complete or has passing gaps; for a blind one they are not. An
 * unknown one is played as blind: it must not be promised that something would be seen.
 */
const tierOf: Readonly<Record<ReadinessVerdict, LicenceTier>> = {
  complete: 'E5',
  partial: 'E5',
  blind: 'E3-before-2024',
  unknown: 'E3-before-2024',
}

/** The state of a group today: its mailboxes' verdict and the sources that are there. */
export function stateOf(readiness: Readiness, group: MailboxGroup): LoggingState {
  const there = new Set(
    readiness.sources
      .filter((source) => source.verdict === 'complete' || source.verdict === 'partial')
      .map((source) => source.source),
  )
  return {
    tier: tierOf[group.verdict],
    sources: new Set(replaySources.filter((source) => there.has(source))),
  }
}

export interface Fix {
  readonly name: string
  apply(state: LoggingState): LoggingState
}

const withSource = (source: ReplaySource): Fix => ({
  name: `collect ${source}`,
  apply: (state) => ({ ...state, sources: new Set([...state.sources, source]) }),
})

const logReads: Fix = { name: 'log mail reads', apply: (state) => ({ ...state, tier: 'E5' }) }

/** Every setting or source that this state lacks, one at a time, and all of them together. */
export function fixesOf(state: LoggingState): readonly Fix[] {
  const single = [
    ...(state.tier === 'E5' ? [] : [logReads]),
    ...replaySources.filter((source) => !state.sources.has(source)).map(withSource),
  ]
  const all: Fix = { name: 'all of these', apply: (from) => single.reduce((to, fix) => fix.apply(to), from) }
  return single.length > 1 ? [...single, all] : single
}

/** A state as one text, so that no state is played twice. */
export const stateKey = (state: LoggingState): string =>
  `${state.tier} ${[...state.sources].sort().join(' ')}`

const signInSource: Readonly<Record<string, ReplaySource>> = {
  interactive: 'sign-ins-interactive',
  nonInteractive: 'sign-ins-non-interactive',
  servicePrincipal: 'sign-ins-service-principal',
}

function isLogged(happening: Happening, { sources }: LoggingState): boolean {
  switch (happening.kind) {
    case 'signIn': {
      const { kind } = (happening as Happening<'signIn'>).build()
      const source = signInSource[kind]
      return source === undefined || sources.has(source)
    }
    case 'directory':
      return sources.has('entra-audit')
    case 'graph':
      return sources.has('graph-activity')
    default:
      return true
  }
}

/** The simulation as this logging would have written it. The tier is the simulation's own business. */
export const withheld = (simulation: Simulation, state: LoggingState): Simulation => ({
  ...simulation,
  *happenings() {
    for (const happening of simulation.happenings()) if (isLogged(happening, state)) yield happening
  },
})
