import { hour } from '../clock.js'
import { send } from '../correspondence.js'
import { delegateCaller, openDelegate } from '../delegate-session.js'
import { hexText } from '../guid.js'
import { type Habit, perMailbox } from '../life.js'
import { externalDomains } from '../world/names.js'
import { localMidnight } from '../world/place.js'
import { membersOf } from './shared-mailboxes.js'

/** The newsletter goes out every second week, to hundreds outside, in one morning. */
export const newsletters: Habit = {
  name: 'newsletters',
  about: 'A newsletter sent in batches to hundreds of outside recipients',
  mistakenFor: 'a spike of sent mail to new recipients',
  start(life) {
    const { tenant } = life
    const sessionOf = perMailbox((who) => openDelegate(life, who))
    const mailboxes = tenant.shared.filter(
      ({ upn }) => upn.startsWith('newsletter') || upn.startsWith('press'),
    )
    return (dayIndex) => {
      if (dayIndex % 14 !== 9) return
      for (const owner of mailboxes) {
        const editor = membersOf(tenant, owner)[0]
        if (!editor) continue
        const stream = life.stream.at('issue', owner.index, dayIndex)
        for (let batch = 0; batch < 12; batch++) {
          const at = localMidnight(tenant, editor, dayIndex) + 10 * hour + batch * 90_000
          const caller = delegateCaller(life, editor, sessionOf(editor), dayIndex, at)
          const recipients = Array.from({ length: 40 }, () => ({
            address: `${hexText(stream, 6).toLowerCase()}@${stream.pick(externalDomains)}`,
          }))
          const act = { tenant, owner, caller, stream, emit: life.emit }
          send(act, at, { subject: 'Harbor notes, our newsletter', recipients }, 'SendAs')
        }
      }
    }
  },
}
