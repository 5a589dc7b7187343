import type { LintDocument } from '../document.js'
import type { Report, Rule } from '../rule.js'

/** Words a sentence cannot end with: what they announce is missing. */
const dangling =
  /(?:^|\s)(?:and|or|but|the|a|an|which|whose|because|via|into|their|its|his|than|if|while|including|such as)$/i

/** Prepositions, unless a verb before them makes a clause of its own ("accounts they had access to"). */
const preposition = /(?:^|\s)(\S+)\s+(?:to|of|with|by|for|from|at|as)$/i
const takesPreposition =
  /^(?:access|belong\w*|connect\w*|subscrib\w*|refer\w*|respond\w*|attribut\w*|agree\w*|link\w*|tied|relat\w*|mov\w*|in|up|on|deal\w*|work\w*|interact\w*|ask\w*|look\w*|paid|account\w*|call\w*|came|originat\w*|stem\w*|log\w*|sign\w*|authenticat\w*|stolen|obtained|start\w*|begin\w*)$/i

/** Verbs that need an object: "disabled stolen keys and disables". Only told after a conjunction, where the break is plain. */
const transitive =
  /\b(?:and|then|but|or)\s+(?:\w+ly\s+)?(?:disables?|revokes?|blocks?|resets?|rotates?|removes?|deletes?|notif(?:y|ies)|informs?|publishes|discloses|issues|releases|invalidates?|replaces?|confirms|announces|describes|identif(?:y|ies)|detects|acquires|obtains|exfiltrates|compromises|uses|steals|forges|sends|tells|asks|begins to|starts to|continues to)$/i

const openEnd = /(?:[,;:([{–—-]|\s[“"'(])$/

/** Whether a piece of timeline text breaks off in the middle of a sentence. */
export function looksTruncated(text: string): boolean {
  const words = text.replace(/\s+/g, ' ').trim()
  if (words === '') return false
  return (
    dangling.test(words) ||
    endsInPreposition(words) ||
    transitive.test(words) ||
    openEnd.test(words) ||
    opensMore(words)
  )
}

const endsInPreposition = (text: string): boolean => {
  const before = preposition.exec(text)?.[1]
  return before !== undefined && !takesPreposition.test(before)
}

const opensMore = (text: string): boolean =>
  (text.match(/\(/g) ?? []).length > (text.match(/\)/g) ?? []).length ||
  (text.match(/“/g) ?? []).length > (text.match(/”/g) ?? []).length

export const tableRowTruncated: Rule = {
  id: 'table-row-truncated',
  summary: 'A timeline row breaks off in the middle of a sentence, or holds a date and nothing else.',
  *check(document) {
    yield* emptyRows(document)
    for (const row of document.timeline)
      if (looksTruncated(row.text))
        yield { at: row.start, message: `the row breaks off: "…${row.text.trim().slice(-40)}"` }
  },
}

function* emptyRows(document: LintDocument): Generator<Report> {
  for (const row of document.timeline)
    if (row.text.trim() === '' && row.date !== '' && !/!\[|<\w/.test(row.raw))
      yield { at: row.start, message: `the row of ${row.date} says nothing` }
}
