import type { Rule } from '../rule.js'

/** A link, a footnote, or words that name the source. */
const hasSource =
  /\]\(|\]\[|https?:\/\/|\[\^[^\]]+\]|<a\s|\{\{[<%]?\s*(?:ref|relref|cite|footnote|link)|\(source\b|\bsource:|\baccording to\b|\bper (?:the|an?) \w+/i
const clockOnly = /^\s*(?:T?[+-]?\d{1,2}:\d{2}|day \d+)/i

export const unsourcedEvent: Rule = {
  id: 'unsourced-event',
  summary: 'A timeline row states a fact and names no source for it.',
  *check(document) {
    if (!document.isIncident) return
    for (const row of document.timeline)
      if (row.text !== '' && !hasSource.test(row.raw) && !clockOnly.test(row.date))
        yield {
          at: row.start,
          message: `no source: ${row.date ? `${row.date}: ` : ''}${row.text.slice(0, 60)}`,
        }
  },
}
