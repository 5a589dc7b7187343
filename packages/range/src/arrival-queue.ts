import { day, minute } from './clock.js'
import type { EmittedEvent, Happening, HappeningKind } from './happening.js'
import { hash32 } from './random.js'
import type { Tenant } from './world/tenant.js'

/** Holds what has happened until the order of arrival is certain. */
export class ArrivalQueue {
  private pending: Happening[] = []
  private done = Number.NEGATIVE_INFINITY
  private readonly from: number
  private readonly to: number

  constructor(tenant: Tenant) {
    this.from = tenant.start
    this.to = tenant.start + tenant.days * day
  }

  /** False when it happened outside the window. */
  add<K extends HappeningKind>(
    event: EmittedEvent<K>,
    how: { readonly mayRepeat: boolean; readonly mayBeLate: boolean },
  ): boolean {
    if (event.time < this.from || event.time >= this.to) return false
    const drawn = hash32(event.id + event.kind)
    // One ordinary sign-in in four thousand never reaches the log, as happens; its session's other rows do.
    if (how.mayBeLate && event.kind === 'signIn' && drawn % 4001 === 17) return false
    const arrival = event.time + delayOf(event.kind, drawn, how.mayBeLate)
    if (arrival < this.done)
      throw new Error(`${event.kind} ${event.id} happened before what is already written`)
    const { kind, id, time, build } = event
    this.pending.push({ kind, id, time, arrival, build } as Happening)
    // Exports page, and pages overlap: a few records come twice.
    if (how.mayRepeat && drawn % 389 === 7 && kind !== 'mail')
      this.pending.push({ kind, id, time, arrival: arrival + (drawn % 1800) * 1000, build } as Happening)
    return true
  }

  *upTo(horizon: number): Generator<Happening> {
    const ready = this.pending.filter(({ arrival }) => arrival < horizon)
    this.pending = this.pending.filter(({ arrival }) => arrival >= horizon)
    this.done = horizon
    ready.sort(
      (a, b) => a.arrival - b.arrival || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.kind < b.kind ? -1 : 1),
    )
    for (let i = 0; i < ready.length; i++) {
      const happening = ready[i] as Happening
      // Let go of what is written: on a large tenant a day is hundreds of megabytes.
      ready[i] = undefined as unknown as Happening
      yield happening
    }
  }
}

/** Minutes to an hour and a half as a rule; one record in 300 takes up to a day, as Microsoft warns. */
function delayOf(kind: HappeningKind, drawn: number, mayBeLate: boolean): number {
  const usual = kind === 'audit' ? 5 + (drawn % 85) : 1 + (drawn % 12)
  const late = mayBeLate && drawn % 307 === 3 ? (drawn >>> 9) % (22 * 60) : 0
  return (usual + late) * minute
}
