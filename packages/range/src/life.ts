import type { Emit } from './happening.js'
import type { Stream } from './random.js'
import type { Mailbox } from './world/person.js'
import type { Tenant } from './world/tenant.js'

/** One instance of something harmless that looks like an attack, for truth.json. */
export interface Note {
  readonly subject: string
  readonly what: string
  readonly from?: number
  readonly to?: number
}

/** What a habit is given to act with. */
export interface Life {
  readonly tenant: Tenant
  /** The habit's own stream: nobody else draws from it. */
  readonly stream: Stream
  readonly emit: Emit
  /** Marks an instance of the habit that a naive detection would take for an intrusion. */
  readonly note: (note: Note) => void
}

/** Acts out one day of the tenant. */
export type Day = (dayIndex: number) => void

export interface Habit {
  readonly name: string
  readonly about: string
  /** Which naive rule it fools, for truth.json; absent for what fools nobody. */
  readonly mistakenFor?: string
  start(life: Life): Day
}

/** A count in [low, high], scaled by the tenant's density; rounding is by chance, so small counts survive. */
export function often(tenant: Tenant, stream: Stream, low: number, high: number): number {
  const scaled = stream.between(low, high) * tenant.density
  return Math.floor(scaled / 100) + (stream.below(100) < scaled % 100 ? 1 : 0)
}

/** The value for a mailbox, made the first time it is asked for. */
export function perMailbox<T>(make: (mailbox: Mailbox) => T): (mailbox: Mailbox) => T {
  const made = new Map<number, T>()
  return (mailbox) => {
    let value = made.get(mailbox.index)
    if (value === undefined) {
      value = make(mailbox)
      made.set(mailbox.index, value)
    }
    return value
  }
}
