import { dayMs, dayOf, msOf, startOfDay, utc } from '../time.js'
import type { Facts, MailboxDay } from './facts.js'
import type { Gap } from './gap.js'

const endOfDay = (day: string): string => utc(msOf(startOfDay(day)) + dayMs)

/** Days in a row are one stretch. */
export function stretches(days: readonly MailboxDay[]): readonly (readonly MailboxDay[])[] {
  const found: MailboxDay[][] = []
  const key = (day: MailboxDay): string => `${day.tenant}\n${day.mailbox}`
  for (const day of [...days].sort((a, b) => (key(a) + a.day < key(b) + b.day ? -1 : 1))) {
    const current = found.at(-1)
    const last = current?.at(-1)
    if (current && last && key(last) === key(day) && dayOf(endOfDay(last.day)) === day.day) current.push(day)
    else found.push([day])
  }
  return found
}

/** The owner sent, moved or deleted mail that day, and yet nothing was read: reads were not recorded. */
export const findActiveUnlogged = ({ days }: Facts): readonly Gap[] =>
  stretches(days.filter((day) => day.activity > 0 && day.reads === 0)).map((run) => {
    const first = run[0] as MailboxDay
    const last = run.at(-1) as MailboxDay
    const activity = run.reduce((sum, day) => sum + day.activity, 0)
    return {
      kind: 'active-unlogged',
      tenant: first.tenant,
      mailbox: first.mailbox,
      from: startOfDay(first.day),
      to: endOfDay(last.day),
      evidence: [...new Set(run.flatMap((day) => day.activityRecord ?? []))].sort(),
      reason: `${activity} action(s) of people on ${run.length} day(s), no MailItemsAccessed`,
      fix: 'check licence, audit set and export filter for these days',
    }
  })
