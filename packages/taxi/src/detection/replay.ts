import type { GroupMember, Readiness } from '@bigyellowtaxi/core'
import { type LoggingState, stateKey } from './logging-state.js'
import { groupsOf, type MailboxGroup } from './mailbox-groups.js'
import { type PlayOptions, playState } from './play-state.js'
import { fixesOf } from './replay-fixes.js'
import type { Replay, ReplayGroup, ReplayState } from './replay-model.js'

export interface ReplayOptions extends PlayOptions {
  /** The risk profile, where rows are to be its groups. */
  readonly members?: readonly GroupMember[]
  /** Days between the end of the simulated log and the day on which somebody looks into it. */
  readonly investigatedAfter?: number
  readonly onState?: (text: string) => void
}

/** The matrix: each group of mailboxes that are logged alike, today and after each fix, against each storyline. */
export async function replay(readiness: Readiness, options: ReplayOptions): Promise<Replay> {
  const played = new Map<string, Pick<ReplayState, 'cells' | 'notEvaluable'>>()
  const play = async (state: LoggingState, text: string) => {
    const known = played.get(stateKey(state))
    if (known) return known
    options.onState?.(text)
    const answer = await playState(state, options)
    played.set(stateKey(state), answer)
    return answer
  }
  const { mailboxes, days, seed, investigatedAfter = 0 } = options
  const horizon = { days, investigatedAfter }
  const groupOf = async (group: MailboxGroup): Promise<ReplayGroup> => {
    const { name, verdict, mailboxes, retentionDays, today } = group
    const states: ReplayState[] = [{ after: 'today', how: [], ...(await play(today, `${name}, today`)) }]
    for (const fix of fixesOf(readiness, group, days + investigatedAfter))
      states.push({
        after: fix.name,
        how: [...fix.how],
        ...(await play(fix.apply(today), `${name}, after: ${fix.name}`)),
      })
    return {
      group: name,
      verdict,
      mailboxes: [...mailboxes],
      ...(retentionDays === undefined ? {} : { retentionDays }),
      unlogged: [...today.lost].sort(),
      gone: [...today.gone].map(([source, days]) => ({ source, days })),
      states,
    }
  }
  const groups: ReplayGroup[] = []
  for (const group of groupsOf(readiness, options.members, horizon)) groups.push(await groupOf(group))
  return { version: 1, tenant: { mailboxes, days, seed, investigatedAfter }, groups }
}
