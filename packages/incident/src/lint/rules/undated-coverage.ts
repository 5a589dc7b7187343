import type { CoverageEntry } from '../../markdown/coverage.js'
import { isPlaceholderDate } from '../placeholder-date.js'
import type { Rule } from '../rule.js'

const statedUndated = /\b(?:undated|no date|n\.d\.|date unknown|unknown date)\b/i

export const undatedCoverage: Rule = {
  id: 'undated-coverage',
  summary: 'A publication is listed without the date it appeared.',
  *check(document) {
    const { coverage } = document
    for (const entry of coverage) {
      if (entry.dates.length > 0 || statedUndated.test(entry.raw) || isPlaceholderDate(entry.raw)) continue
      if (!entry.promisesDates && !mostAreDated(coverage, entry)) continue
      if (entry.links.length > 0) yield { at: entry.start, message: `no date: ${titleOf(entry)}` }
    }
  },
}

/** A plain list of references promises no dates, unless it keeps to giving them. */
function mostAreDated(coverage: readonly CoverageEntry[], entry: CoverageEntry): boolean {
  const group = coverage.filter((other) => other.group === entry.group)
  return group.filter((other) => other.dates.length > 0).length * 2 > group.length
}

const titleOf = (entry: CoverageEntry): string =>
  entry.links[0]?.text.trim().slice(0, 70) || (entry.links[0]?.url ?? entry.raw).slice(0, 70)
