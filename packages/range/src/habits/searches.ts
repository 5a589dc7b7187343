import { delegateCaller, openDelegate } from '../delegate-session.js'
import { guid } from '../guid.js'
import { type Habit, often, perMailbox } from '../life.js'
import { emitSearchQuery } from '../records/search-query.js'
import { workMoments } from '../world/moments.js'

const terms = [
  'invoice march',
  'budget 2026',
  'flight confirmation',
  'contract renewal',
  'vpn instructions',
  'password policy',
  'from:legal',
  'minutes',
  'visit schedule',
] as const

/** People search their own mail, and some of what they look for sounds bad. */
export const searches: Habit = {
  name: 'searches',
  about: 'Searches of one’s own mailbox, where search auditing was switched on',
  mistakenFor: 'hunting for credentials in mail',
  start(life) {
    const { tenant } = life
    const sessionOf = perMailbox((who) => openDelegate(life, who))
    return (dayIndex) => {
      for (const who of tenant.people) {
        if (!who.clients.owa || !who.searchAudited) continue
        const stream = life.stream.at('day', who.index, dayIndex)
        for (const at of workMoments(tenant, who, dayIndex, stream, often(tenant, stream, 0, 1))) {
          const caller = { ...delegateCaller(life, who, sessionOf(who), dayIndex, at), logonType: 0 as const }
          emitSearchQuery(
            { tenant, owner: who, caller, time: at, id: guid(stream) },
            stream.pick(terms),
            life.emit,
          )
        }
      }
    }
  },
}
