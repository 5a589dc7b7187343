import type { ClientClass } from '../access/client.js'
import { type LinkKeyName, linkKeys } from './key.js'
import type { LinkGroup, LinkReport } from './link.js'

/** How many reads of one class of client have a sign-in behind them, by the key that matched. */
export interface LinkSummary {
  readonly clientClass: ClientClass
  readonly records: number
  readonly linked: number
  readonly byKey: Readonly<Record<LinkKeyName, number>>
  readonly none: number
  readonly notEvaluable: number
}

const classes: readonly ClientClass[] = ['interactive', 'service-rest', 'system', 'unknown']

const sum = (groups: readonly LinkGroup[]): number =>
  groups.reduce((total, group) => total + group.records, 0)

/** One row a class, so that service REST never dilutes what interactive clients show. */
export const summariseLinks = ({ groups }: LinkReport): readonly LinkSummary[] =>
  classes.map((clientClass) => {
    const own = groups.filter((group) => group.clientClass === clientClass)
    return {
      clientClass,
      records: sum(own),
      linked: sum(own.filter((group) => group.state === 'linked')),
      byKey: Object.fromEntries(
        linkKeys.map((key) => [key, sum(own.filter((group) => group.key === key))]),
      ) as Record<LinkKeyName, number>,
      none: sum(own.filter((group) => group.state === 'none')),
      notEvaluable: sum(own.filter((group) => group.state === 'not-evaluable')),
    }
  })

/** Why reads could not be judged: what of the sign-ins is missing. */
export function whyNotEvaluable({ sources }: LinkReport): string {
  if (sources.length === 0) return 'no sign-ins at hand: export sign-in logs or UserLoggedIn audit records'
  const kinds = [...new Set(sources.map((source) => source.kind))].sort()
  if (!kinds.includes('nonInteractive') && !kinds.includes('audit'))
    return `only ${kinds.join(', ')} sign-ins at hand: tokens are renewed non-interactively, export AADNonInteractiveUserSignInLogs too`
  return 'the sign-ins at hand do not cover the 28 hours before these reads'
}
