import { fieldOffset, fieldSpan } from '../fields.js'
import type { Rule } from '../rule.js'

export const draftLeftOn: Rule = {
  id: 'draft-left-on',
  summary: 'The page is a draft although its publication date is past.',
  *check(document) {
    const published = fieldSpan(document, 'date') ?? fieldSpan(document, 'publishDate')
    if (document.page.front.fields.draft === true && published && published.last < document.today)
      yield { at: fieldOffset(document, 'draft'), message: 'draft is true and the date of the page is past' }
  },
}
