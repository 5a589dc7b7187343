import type { Readiness, Unlogged } from '@bigyellowtaxi/core'
import type { AuditRecord, Happening, Simulation } from '@bigyellowtaxi/range'

/** Log sources besides the unified audit log that a storyline may leave a trace in, by the name readiness gives them. */
export const replaySources = [
  'sign-ins-interactive',
  'sign-ins-non-interactive',
  'sign-ins-service-principal',
  'entra-audit',
  'graph-activity',
] as const
export type ReplaySource = (typeof replaySources)[number]
export type ReplayPlace = ReplaySource | 'unified-audit'

/** What of a simulated intrusion this tenant's logging would have written down, and would still have. */
export interface LoggingState {
  /** What is not written of what happens in a mailbox. */
  readonly lost: ReadonlySet<Unlogged>
  readonly sources: ReadonlySet<ReplaySource>
  /** How many of the simulated days, from the first on, are beyond what a place keeps on the day of the investigation. */
  readonly gone: ReadonlyMap<ReplayPlace, number>
}

/** A state as one text, so that no state is played twice. */
export const stateKey = ({ lost, sources, gone }: LoggingState): string =>
  [...lost, '|', ...sources, '|', ...[...gone].map(([place, days]) => `${place}=${days}`)].sort().join(' ')

/** The sources that are there today. */
export function sourcesOf(readiness: Readiness): ReadonlySet<ReplaySource> {
  const there = new Set(
    readiness.sources
      .filter((source) => source.verdict === 'complete' || source.verdict === 'partial')
      .map((source) => source.source),
  )
  return new Set(replaySources.filter((source) => there.has(source)))
}

const isOfMailbox = (record: AuditRecord): boolean =>
  record.MailboxOwnerUPN !== undefined || record.MailboxGuid !== undefined
const isRead = ({ Operation }: AuditRecord): boolean =>
  Operation === 'MailItemsAccessed' || Operation === 'AttachmentAccess'
const readBy =
  (logonType: number) =>
  (record: AuditRecord): boolean =>
    isRead(record) && (record.LogonType ?? 0) === logonType

/** Which records each kind of hole swallows. */
const swallows: Readonly<Record<Unlogged, (record: AuditRecord) => boolean>> = {
  'unified-audit': () => true,
  everything: isOfMailbox,
  'own-actions': (record) => isOfMailbox(record) && record.UserId === record.MailboxOwnerUPN,
  'owner-reads': readBy(0),
  'admin-reads': readBy(1),
  'delegate-reads': readBy(2),
  sends: ({ Operation }) => Operation === 'Send',
  'token-renewals': ({ RecordType }) => RecordType === 275,
  searches: ({ Operation }) => String(Operation).startsWith('SearchQueryInitiated'),
}

const signInSource: Readonly<Record<string, ReplaySource>> = {
  interactive: 'sign-ins-interactive',
  nonInteractive: 'sign-ins-non-interactive',
  servicePrincipal: 'sign-ins-service-principal',
}

/** Where a happening was written down; undefined for what needs no setting (mail flow). */
function placeOf(happening: Happening): ReplayPlace | undefined {
  if (happening.kind === 'signIn') return signInSource[(happening as Happening<'signIn'>).build().kind]
  return ({ directory: 'entra-audit', graph: 'graph-activity', audit: 'unified-audit' } as const)[
    happening.kind as 'directory' | 'graph' | 'audit'
  ]
}

function isLogged(happening: Happening, { sources, lost, gone }: LoggingState, start: number): boolean {
  const place = placeOf(happening)
  if (place === undefined) return true
  if (happening.time < start + (gone.get(place) ?? 0) * 86_400_000) return false
  if (place !== 'unified-audit') return sources.has(place)
  if (lost.size === 0) return true
  const record = happening.build() as AuditRecord
  return ![...lost].some((kind) => swallows[kind](record))
}

/** The simulation as this logging would have written it, and as it would still be there. */
export const withheld = (simulation: Simulation, state: LoggingState): Simulation => ({
  ...simulation,
  *happenings() {
    const { start } = simulation.tenant
    for (const happening of simulation.happenings()) if (isLogged(happening, state, start)) yield happening
  },
})
