import type { Interval } from './coverage.js'
import type { HitRow } from './entities.js'
import type { Gap } from './finding.js'
import { fill } from './hits.js'
import type { Rule } from './rule.js'

/** The rule's question whether it may judge at all: its own `let`s, and another last statement. */
export function silenceQuery(rule: Rule, query: string): string | undefined {
  const when = rule.taxi?.silent?.when
  return when === undefined ? undefined : `${query.slice(0, query.lastIndexOf(';\n') + 2)}${when}`
}

/** The window as one that the rule did not judge, and what was lacking. */
export const silentGap = (rule: Rule, row: HitRow, window: Interval): Gap => ({
  ...window,
  source: 'sign-ins',
  about: fill(rule.taxi?.silent?.about ?? '', row),
  fix: rule.taxi?.silent?.fix ?? '',
})
