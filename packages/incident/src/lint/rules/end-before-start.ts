import { fieldOffset, fieldSpan, fieldText } from '../fields.js'
import type { Rule } from '../rule.js'

export const endBeforeStart: Rule = {
  id: 'end-before-start',
  summary: 'The incident ends before it starts.',
  *check(document) {
    const start = fieldSpan(document, 'incident_start_date')
    const end = fieldSpan(document, 'incident_end_date')
    if (start && end && end.last < start.first)
      yield {
        at: fieldOffset(document, 'incident_end_date'),
        message: `incident_end_date ${fieldText(document, 'incident_end_date')} is before incident_start_date ${fieldText(document, 'incident_start_date')}`,
      }
  },
}
