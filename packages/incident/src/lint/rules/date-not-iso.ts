import { readIso } from '../../date/iso.js'
import { fieldOffset, fieldText, incidentDateFields, pageDateFields } from '../fields.js'
import type { Rule } from '../rule.js'

export const dateNotIso: Rule = {
  id: 'date-not-iso',
  summary: 'A date field is not an ISO 8601 date, so nothing can be sorted or computed from it.',
  *check(document) {
    for (const name of [...pageDateFields, ...incidentDateFields]) {
      const text = fieldText(document, name)
      if (text && readIso(text).kind === 'not-iso')
        yield {
          at: fieldOffset(document, name),
          message: `${name} is not an ISO date: "${text}" (write 2023-05-15, 2023-05 or 2023; leave it out when unknown)`,
        }
    }
  },
}
