import { fieldOffset, fieldSpan, fieldText, incidentDateFields } from '../fields.js'
import type { Rule } from '../rule.js'

export const dateInFuture: Rule = {
  id: 'date-in-future',
  summary: 'The incident starts, ends or is disclosed on a day that has not come yet.',
  *check(document) {
    for (const name of incidentDateFields) {
      const span = fieldSpan(document, name)
      if (span && span.first > document.today + 1)
        yield {
          at: fieldOffset(document, name),
          message: `${name} ${fieldText(document, name)} is in the future`,
        }
    }
  },
}
