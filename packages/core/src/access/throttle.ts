import type { Engine } from '@bigyellowtaxi/lake'
import { inWindow } from '../scope.js'
import { textOf } from '../sql/row.js'
import { ask, constant, sql } from '../sql/statement.js'
import { addMs } from '../time.js'
import { mailboxOf, ofQuestion, type Question } from './question.js'

/**
 * After IsThrottled, Exchange writes no bind records for the mailbox for 24 hours and never adds them later
 * (Microsoft Learn, documented until 2026-01; unverified after): all mail that was there is presumed reachable.
 */
export const throttleMs = 24 * 3_600_000

export interface ThrottleWindow {
  readonly tenant: string
  readonly mailbox: string
  readonly from: string
  readonly to: string
  readonly evidence: readonly string[]
}

export interface ThrottleMark {
  readonly tenant: string
  readonly mailbox: string
  readonly at: string
  readonly record: string
}

/** Each mark blinds 24 hours; windows that touch are one. */
export function mergeMarks(marks: readonly ThrottleMark[]): readonly ThrottleWindow[] {
  const windows: ThrottleWindow[] = []
  const ordered = [...marks].sort((a, b) =>
    [a.tenant, a.mailbox, a.at, a.record].join('\n') < [b.tenant, b.mailbox, b.at, b.record].join('\n')
      ? -1
      : 1,
  )
  for (const mark of ordered) {
    const last = windows.at(-1)
    const to = addMs(mark.at, throttleMs)
    if (last?.tenant === mark.tenant && last.mailbox === mark.mailbox && mark.at <= last.to)
      windows[windows.length - 1] = { ...last, to, evidence: [...last.evidence, mark.record].sort() }
    else
      windows.push({ tenant: mark.tenant, mailbox: mark.mailbox, from: mark.at, to, evidence: [mark.record] })
  }
  return windows
}

/**
 * Throttling blinds the mailbox for every hand, so a question about one session asks for all of the mailbox's
 * marks; one day before the window still reaches into it.
 */
export async function readThrottles(engine: Engine, question: Question): Promise<readonly ThrottleWindow[]> {
  const { from } = question.scope
  const scope = { ...question.scope, from: from && addMs(from, -throttleMs) }
  const rows = await ask(
    engine,
    sql`SELECT coalesce(OrganizationId, '') AS tenant, Mailbox AS mailbox, CreationTime AS at, Id AS record
    FROM audit WHERE ${constant("Operation = 'MailItemsAccessed' AND IsThrottled")} AND ${ofQuestion(question)} AND ${inWindow(scope)}
    ORDER BY ALL`,
  )
  return mergeMarks(
    rows.map((row) => ({
      ...mailboxOf(row, question),
      at: textOf(row.at),
      record: textOf(row.record),
    })),
  )
}
