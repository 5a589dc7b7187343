import type { Readiness, ReadinessVerdict } from '@bigyellowtaxi/core'
import type { AuditRecord, Happening, LicenceTier, Simulation } from '@bigyellowtaxi/range'

/** Log sources a storyline may leave a trace in, by the name readiness gives them. */
export const replaySources = [
  'unified-audit',
  'sign-ins-interactive',
  'sign-ins-non-interactive',
  'sign-ins-service-principal',
  'entra-audit',
  'graph-activity',
] as const
export type ReplaySource = (typeof replaySources)[number]

/** What is written of what happens in a mailbox: everything, everything but reads, sends and searches, or nothing. */
export type MailboxAudit = 'everything' | 'no reads' | 'nothing'

/** What of a simulated intrusion this tenant's logging would have written down. */
export interface LoggingState {
  readonly mailboxAudit: MailboxAudit
  readonly sources: ReadonlySet<ReplaySource>
}

/** Licences whose simulated records are what such a mailbox would have written. */
export const tierOf: Readonly<Record<MailboxAudit, LicenceTier>> = {
  everything: 'E5',
  'no reads': 'E3-before-2024',
  nothing: 'E3-before-2024',
}

/** A state as one text, so that no state is played twice. */
export const stateKey = (state: LoggingState): string =>
  `${state.mailboxAudit} ${[...state.sources].sort().join(' ')}`

const switchedOff = /^AuditEnabled is False|^AuditDisabled is true|AuditEnabled False| bypasses auditing/

/**
 * Reads are written for a mailbox whose logging is complete or has passing gaps; for a blind one they are not. An
 * unknown one is played as blind: it must not be promised that something would be seen.
 */
export function mailboxAuditOf(verdict: ReadinessVerdict, reasons: readonly string[]): MailboxAudit {
  if (verdict === 'complete' || verdict === 'partial') return 'everything'
  return reasons.some((reason) => switchedOff.test(reason)) ? 'nothing' : 'no reads'
}

/** The sources that are there today. The unified audit log is, unless somebody says that it is off. */
export function sourcesOf(readiness: Readiness): ReadonlySet<ReplaySource> {
  const there = new Set(
    readiness.sources
      .filter((source) => source.verdict === 'complete' || source.verdict === 'partial')
      .map((source) => source.source),
  )
  const isOff = readiness.judgements.some(
    ({ check, verdict, reason }) =>
      verdict === 'blind' &&
      (check === 'unified-audit' || (check === 'scuba-gear' && /unified audit/.test(reason))),
  )
  return new Set(replaySources.filter((source) => (source === 'unified-audit' ? !isOff : there.has(source))))
}

const signInSource: Readonly<Record<string, ReplaySource>> = {
  interactive: 'sign-ins-interactive',
  nonInteractive: 'sign-ins-non-interactive',
  servicePrincipal: 'sign-ins-service-principal',
}

function isLogged(happening: Happening, { sources, mailboxAudit }: LoggingState): boolean {
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
    case 'audit': {
      if (!sources.has('unified-audit')) return false
      const record = mailboxAudit === 'nothing' ? (happening.build() as AuditRecord) : {}
      return record.MailboxOwnerUPN === undefined && record.MailboxGuid === undefined
    }
    default:
      return true
  }
}

/** The simulation as this logging would have written it. The licence is the simulation's own business. */
export const withheld = (simulation: Simulation, state: LoggingState): Simulation => ({
  ...simulation,
  *happenings() {
    for (const happening of simulation.happenings()) if (isLogged(happening, state)) yield happening
  },
})
