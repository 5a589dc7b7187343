import { fieldOffset, fieldSpan } from '../fields.js'
import type { Rule } from '../rule.js'

export const lastmodBeforeDate: Rule = {
  id: 'lastmod-before-date',
  summary: 'The page was last changed before it was published.',
  *check(document) {
    const date = fieldSpan(document, 'date')
    const changed = fieldSpan(document, 'lastmod')
    if (date && changed && changed.last < date.first)
      yield { at: fieldOffset(document, 'lastmod'), message: 'lastmod is before date' }
  },
}
