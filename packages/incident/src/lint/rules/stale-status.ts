import { readIso } from '../../date/iso.js'
import { fieldOffset, fieldText } from '../fields.js'
import type { Rule } from '../rule.js'

const open =
  /\b(ongoing|on-going|under (?:active )?investigation|investigating|pending|in progress|developing|unresolved|not yet|still open|continuing)\b/i
const reviewFields = ['review_date', 'next_review', 'status_review_date', 'review_by', 'final_status_review']

export const staleStatus: Rule = {
  id: 'stale-status',
  summary: 'The status is open and nothing says when it will be looked at again.',
  *check(document) {
    const status = fieldText(document, 'final_status')
    if (!status || !open.test(status) || /\bno longer\b/i.test(status)) return
    const review = reviewFields.map((name) => fieldText(document, name)).find((text) => text)
    const reading = review ? readIso(review) : undefined
    if (reading?.kind === 'date' && reading.span.last >= document.today) return
    yield {
      at: fieldOffset(document, 'final_status'),
      message: review
        ? `the status is open ("${status}") and its review date ${review} is past`
        : `the status is open ("${status}") without a review_date`,
    }
  },
}
