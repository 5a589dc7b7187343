import { SimulationError } from '../errors.js'
import type { Plot } from '../story.js'
import type { Mailbox } from '../world/person.js'
import { throttledFrom } from '../world/throttling.js'

/** People employed all through the window: executives first where the intruder knows what they want. */
export function chooseVictims(
  plot: Plot,
  count: number,
  prefer: 'executives' | 'anyone' = 'anyone',
  atLeast = 1,
): Mailbox[] {
  const { tenant } = plot
  const stream = plot.streamOf('victims')
  const able = tenant.people.filter(
    (who) =>
      who.joins < 0 &&
      who.leaves > tenant.days &&
      !who.administrator &&
      throttledFrom(tenant, who) === undefined,
  )
  const wanted = prefer === 'executives' ? able.filter((who) => who.executive) : able
  const first = stream.sample(wanted, prefer === 'executives' ? Math.ceil(count / 2) : count)
  const rest = stream.sample(
    able.filter((who) => !first.includes(who)),
    count - first.length,
  )
  const chosen = [...first, ...rest]
  if (chosen.length < atLeast)
    throw new SimulationError(
      'RNG007',
      'the tenant is too small for this storyline',
      'simulate at least 5 mailboxes',
    )
  return chosen
}
