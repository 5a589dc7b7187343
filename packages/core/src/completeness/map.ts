import { dayMs, daysBetween, msOf, startOfDay, utc } from '../time.js'
import type { Facts, MailboxDay } from './facts.js'
import { findGaps } from './finders.js'
import { type Gap, type GapKind, gapKinds, hides } from './gap.js'

/** `complete`, or the first kind of gap that darkens the day. */
export type DayState = 'complete' | GapKind

export interface DayCell {
  readonly day: string
  readonly state: DayState
  readonly records: number
  readonly reads: number
  readonly activity: number
}

export interface MailboxMap {
  readonly tenant: string
  readonly mailbox: string
  readonly days: readonly DayCell[]
  /** Days of the tenant's log that are complete for this mailbox. */
  readonly completeDays: number
}

/** Per mailbox and day, whether silence would mean anything. */
export interface Completeness {
  readonly tenants: Facts['tenants']
  readonly mailboxes: readonly MailboxMap[]
  readonly gaps: readonly Gap[]
}

export function stateOf(
  gaps: readonly Gap[],
  tenant: string,
  mailbox: string,
  from: string,
  to: string,
): DayState {
  const kinds = new Set(gaps.filter((gap) => hides(gap, tenant, mailbox, from, to)).map((gap) => gap.kind))
  return gapKinds.find((kind) => kinds.has(kind)) ?? 'complete'
}

/** The part of a day for which the log was collected: edges of the log do not darken their own day. */
function collectedPart(day: string, first: string, last: string): { from: string; to: string } {
  const from = Math.max(msOf(startOfDay(day)), msOf(first))
  const to = Math.min(msOf(startOfDay(day)) + dayMs, msOf(last))
  return { from: utc(from), to: utc(Math.max(to, from)) }
}

/** Judges every day of every mailbox between the tenant's first and last record. */
export function buildCompleteness(facts: Facts): Completeness {
  const gaps = findGaps(facts)
  const byMailbox = new Map<string, Map<string, MailboxDay>>()
  for (const day of facts.days) {
    const key = `${day.tenant}\n${day.mailbox}`
    const known = byMailbox.get(key) ?? new Map<string, MailboxDay>()
    byMailbox.set(key, known.set(day.day, day))
  }
  const spans = new Map(facts.tenants.map((tenant) => [tenant.tenant, tenant]))
  const mailboxes = facts.mailboxes.map(({ tenant, mailbox }) => {
    const span = spans.get(tenant)
    const own = gaps.filter(
      (gap) => gap.tenant === tenant && (gap.mailbox === null || gap.mailbox === mailbox),
    )
    const seen = byMailbox.get(`${tenant}\n${mailbox}`)
    const days = span
      ? daysBetween(span.first, utc(msOf(span.last) + 1)).map((day) => {
          const { from, to } = collectedPart(day, span.first, span.last)
          const cell = seen?.get(day)
          return {
            day,
            state: stateOf(own, tenant, mailbox, from, to),
            records: cell?.records ?? 0,
            reads: cell?.reads ?? 0,
            activity: cell?.activity ?? 0,
          }
        })
      : []
    return { tenant, mailbox, days, completeDays: days.filter((day) => day.state === 'complete').length }
  })
  return { tenants: facts.tenants, mailboxes, gaps }
}
