import { findDates } from '../../date/text.js'
import type { Rule } from '../rule.js'

const statedUnknown =
  /\b(unknown|undisclosed|not (?:public|disclosed|known|stated|published)|day not|exact (?:day|date))\b/i
const clockOnly = /^\s*(?:T?[+-]?\d{1,2}:\d{2}|[+-]?\d+ ?(?:min|h|hours?|days?)\b|day \d+)/i
const fullForms = new Set(['month-day', 'month-day-ordinal', 'day-month', 'iso', 'slashes'])

export const timelineDatePrecision: Rule = {
  id: 'timeline-date-precision',
  summary: 'A timeline row has no full date and does not say that the day is not known.',
  *check(document) {
    if (!document.isIncident) return
    for (const row of document.timeline) {
      if (statedUnknown.test(row.date) || clockOnly.test(row.date) || row.raw.includes('<td')) continue
      if (statedUnknown.test(/\(([^)]*)\)/.exec(row.text)?.[1] ?? '')) continue
      const [date] = findDates(row.date)
      if (date && fullForms.has(date.form)) continue
      yield {
        at: row.start,
        message: date
          ? `"${row.date}" is no full date: give the day, or say that it is not known`
          : `the row has no date with a year${row.date ? ` ("${row.date}")` : ''}`,
      }
    }
  },
}
