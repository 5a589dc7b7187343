import { hour, minute } from './clock.js'
import { guid } from './guid.js'
import type { Emit } from './happening.js'
import type { Stream } from './random.js'
import { type Caller, emitBind, emitSync } from './records/mailbox.js'
import type { MessageRef } from './world/messages.js'
import type { Mailbox } from './world/person.js'
import type { Tenant } from './world/tenant.js'
import { isThrottled } from './world/throttling.js'

const contextOf = (caller: Caller, owner: Mailbox): string =>
  `${caller.actorId ?? (caller.actor ?? owner).upn}|${caller.logonType}|${caller.ip}|${caller.clientInfo}|${caller.sessionId ?? ''}`

/**
 * Reads mail the way Exchange logs it: opens of one context within two minutes are one record, and the same
 * message (or folder) is not written again within an hour unless the context changed.
 */
export class Reader {
  private readonly tenant: Tenant
  private readonly owner: Mailbox
  private readonly stream: Stream
  private readonly emit: Emit
  private readonly lastRecord = new Map<string, number>()
  private readonly lastRead = new Map<string, number>()
  private latest = 0

  constructor(life: { tenant: Tenant; emit: Emit }, owner: Mailbox, stream: Stream) {
    this.tenant = life.tenant
    this.emit = life.emit
    this.owner = owner
    this.stream = stream
  }

  /** Opens messages; returns the id of the record, if one was written. */
  bind(caller: Caller, at: number, refs: readonly MessageRef[], throttled = false): string | undefined {
    this.forgetIfIdle(at)
    const context = contextOf(caller, this.owner)
    const time = Math.max(at, (this.lastRecord.get(context) ?? 0) + 2 * minute + 1000)
    const fresh = refs.filter((ref) => this.isFresh(`${context}|${ref}`, time))
    if (fresh.length === 0 || isThrottled(this.tenant, this.owner, time)) return undefined
    this.lastRecord.set(context, time)
    this.latest = Math.max(this.latest, time)
    const id = guid(this.stream)
    emitBind({ ...this.spec(caller, time), id }, fresh, this.emit, throttled)
    return id
  }

  /** Downloads a folder; returns the id of the record, if one was written. */
  sync(caller: Caller, at: number, folder: string): string | undefined {
    this.forgetIfIdle(at)
    if (!this.isFresh(`${contextOf(caller, this.owner)}|${folder}`, at)) return undefined
    const id = guid(this.stream)
    emitSync({ ...this.spec(caller, at), id }, folder, this.emit)
    return id
  }

  private spec(caller: Caller, time: number) {
    return { tenant: this.tenant, owner: this.owner, caller, time }
  }

  private isFresh(key: string, at: number): boolean {
    const last = this.lastRead.get(key)
    if (last !== undefined && at < last + hour) return false
    if (this.lastRead.size > 400) this.forget(at)
    this.lastRead.set(key, at)
    this.latest = Math.max(this.latest, at)
    return true
  }

  /** Nothing older than an hour matters; a tenant has thousands of readers, so nothing older is kept. */
  private forget(at: number): void {
    for (const [key, time] of this.lastRead) if (time + hour <= at) this.lastRead.delete(key)
    for (const [key, time] of this.lastRecord) if (time + hour <= at) this.lastRecord.delete(key)
  }

  private forgetIfIdle(at: number): void {
    if (at > this.latest + hour) {
      this.lastRead.clear()
      this.lastRecord.clear()
    }
  }
}
