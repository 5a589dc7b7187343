import { minute } from '../clock.js'
import { type Habit, perMailbox } from '../life.js'
import { emitInboxRule } from '../records/rules.js'
import { Session } from '../session.js'
import { browserOf } from '../world/agents.js'
import { apps } from '../world/apps.js'
import { workMoments } from '../world/moments.js'
import type { Mailbox } from '../world/person.js'
import { laptopAddress } from '../world/place.js'

const rules: readonly { readonly name: string; readonly parameters: Readonly<Record<string, string>> }[] = [
  {
    name: 'Newsletters',
    parameters: {
      SubjectContainsWords: 'newsletter;digest',
      MoveToFolder: 'Newsletters',
      StopProcessingRules: 'True',
    },
  },
  { name: 'Board', parameters: { From: 'board@meridian-harbor.example', MoveToFolder: 'Board' } },
  {
    name: 'vendors',
    parameters: {
      SubjectContainsWords: 'invoice;purchase order',
      MoveToFolder: 'Vendors',
      StopProcessingRules: 'True',
    },
  },
  {
    name: 'x',
    parameters: { From: 'noreply@paperclip-store.example', MarkAsRead: 'True', MoveToFolder: 'Archive' },
  },
  { name: 'Build mails', parameters: { SubjectContainsWords: 'build failed', DeleteMessage: 'True' } },
]

/** People tidy their mail with rules; some of those look just like an intruder's. */
export const benignRules: Habit = {
  name: 'benign-rules',
  about: 'Inbox rules people make for themselves: short names, mails deleted or filed unread',
  mistakenFor: 'an inbox rule that hides mail',
  start(life) {
    const { tenant } = life
    const sessionOf = perMailbox(
      (who) =>
        new Session(
          {
            tenant,
            user: who,
            app: apps.owa,
            resource: apps.exchange,
            userAgent: browserOf(who, 0).agent,
            device: browserOf(who, 0).device,
            continuousAccess: false,
            clientAppUsed: 'Browser',
          },
          life.stream.at('session', who.index),
        ),
    )
    return (dayIndex) => {
      for (const who of tenant.people) {
        const stream = life.stream.at('day', who.index, dayIndex)
        if (!stream.chance(7)) continue
        const at = workMoments(tenant, who, dayIndex, stream, 1)[0]
        if (at !== undefined) makeRule(life, who, dayIndex, at, sessionOf(who))
      }
    }
  },
}

function makeRule(
  life: Parameters<Habit['start']>[0],
  who: Mailbox,
  dayIndex: number,
  at: number,
  session: Session,
): void {
  const { tenant, emit } = life
  const stream = life.stream.at('rule', who.index, dayIndex)
  const address = laptopAddress(tenant, who, dayIndex)
  session.tokenAt(at - minute, address, emit)
  const rule = stream.pick(rules)
  emitInboxRule({ tenant, by: who, ip: address.ip, time: at, stream, ...rule, sessionId: session.id }, emit)
  life.note({ subject: who.upn, what: `inbox rule '${rule.name}'`, from: at })
}
