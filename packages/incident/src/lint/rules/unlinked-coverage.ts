import type { Rule } from '../rule.js'

export const unlinkedCoverage: Rule = {
  id: 'unlinked-coverage',
  summary: 'A publication is listed without a link to it.',
  *check(document) {
    for (const entry of document.coverage)
      if (entry.promisesDates && entry.links.length === 0 && !/<a\s|\{\{|\]\(|\]\[/.test(entry.raw))
        yield { at: entry.start, message: `no link: ${entry.raw.replace(/^[-*+\s]+/, '').slice(0, 60)}` }
  },
}
