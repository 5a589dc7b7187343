import { fieldOffset, fieldSpan, fieldText } from '../fields.js'
import type { Rule } from '../rule.js'

export const disclosureBeforeStart: Rule = {
  id: 'disclosure-before-start',
  summary: 'The incident is disclosed before it starts.',
  *check(document) {
    const start = fieldSpan(document, 'incident_start_date')
    const disclosed = fieldSpan(document, 'disclosure_date')
    if (start && disclosed && disclosed.last < start.first)
      yield {
        at: fieldOffset(document, 'disclosure_date'),
        message: `disclosure_date ${fieldText(document, 'disclosure_date')} is before incident_start_date ${fieldText(document, 'incident_start_date')}`,
      }
  },
}
