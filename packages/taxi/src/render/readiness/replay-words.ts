import type { Replay, ReplayCell, ReplayGroup } from '../../detection/replay-model.js'

/** Minutes in the unit a person would use. */
export function spanText(minutes: number): string {
  if (minutes < 120) return `${minutes} min`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`
}

export const storylineText = ({ storyline, variant }: ReplayCell): string =>
  variant === 'quiet' ? `${storyline} (quiet)` : storyline

/** How a storyline would have fared, in a few words. */
export function cellText(cell: ReplayCell, most = 3): string {
  const rules = `${cell.rules.slice(0, most).join(' ')}${cell.rules.length > most ? ' …' : ''}`
  const after = cell.minutes === null ? '' : ` after ${spanText(cell.minutes)}`
  if (cell.seen) return `seen${after} by ${rules}`
  return cell.findings > 0 ? `no incident, only ${rules}${after}` : 'INVISIBLE'
}

/** How long a group's records are kept, and what of the simulated log that leaves on the day somebody looks. */
export function keptText({ retentionDays, gone }: ReplayGroup): string {
  const kept =
    retentionDays === undefined
      ? ', kept for an unknown time (played as kept)'
      : `, kept for ${retentionDays} days`
  const lost = gone.map(({ source, days }) => `the first ${days} days of ${source}`)
  return lost.length === 0 ? kept : `${kept}; gone by then: ${lost.join(', ')}`
}

/** When somebody looks. */
export const investigatedText = ({ tenant }: Replay): string =>
  tenant.investigatedAfter === 0
    ? 'looked into on the last day of the log'
    : `looked into ${tenant.investigatedAfter} days after the end of the log`

/** The settings and sources with which a storyline that is unseen today would have been seen. */
export function helpText(group: ReplayGroup, i: number): string {
  const [today, ...others] = group.states
  if (today?.cells[i]?.seen) return ''
  const helps = others.filter((state) => state.cells[i]?.seen).map((state) => state.after)
  const alone = helps.filter((name) => name !== 'all of these')
  if (alone.length > 0) return `seen with: ${alone.join('; or ')}`
  return helps.length > 0 ? 'seen only with all of these together' : 'no setting or source helps'
}
