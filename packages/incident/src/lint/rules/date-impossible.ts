import { readIso } from '../../date/iso.js'
import { findDates } from '../../date/text.js'
import { fieldOffset, fieldText, incidentDateFields, pageDateFields } from '../fields.js'
import { allWords } from '../prose.js'
import type { Rule } from '../rule.js'

export const dateImpossible: Rule = {
  id: 'date-impossible',
  summary: 'A date names a day that is in no calendar.',
  *check(document) {
    for (const name of [...pageDateFields, ...incidentDateFields]) {
      const text = fieldText(document, name)
      if (text && readIso(text).kind === 'no-such-date')
        yield { at: fieldOffset(document, name), message: `${name}: there is no ${text}` }
    }
    // Slashes may be day first, and a range's second day is not read: only plain wrong days are told.
    for (const { text, start } of allWords(document))
      for (const date of findDates(text))
        if (!date.span && date.form !== 'slashes')
          yield { at: start + date.start, message: `there is no ${date.text}` }
  },
}
