import { fieldOffset, fieldSpan } from '../fields.js'
import type { Rule } from '../rule.js'

/** An intrusion can outlive its disclosure by weeks; by a season it is a court date, a settlement, a typing error. */
const toleranceDays = 60

export const endAfterDisclosure: Rule = {
  id: 'end-after-disclosure',
  summary:
    'The incident ends long after it was disclosed: usually the end of the lawsuit, not of the incident.',
  *check(document) {
    const end = fieldSpan(document, 'incident_end_date')
    const start = fieldSpan(document, 'incident_start_date')
    const disclosed = fieldSpan(document, 'disclosure_date')
    if (!end || !disclosed || document.isStructured) return
    // Then the disclosure is what is wrong, and another rule says so.
    if (start && disclosed.last < start.first) return
    const days = end.first - disclosed.last
    if (days > toleranceDays)
      yield {
        at: fieldOffset(document, 'incident_end_date'),
        message: `incident_end_date is ${days} days after the disclosure: say what ended then (access, containment, a court case)`,
      }
  },
}
