import { findDates } from '../../date/text.js'
import { fieldOffset, fieldSpan } from '../fields.js'
import type { Rule } from '../rule.js'
import { looksTruncated } from './table-row-truncated.js'

const detection =
  /\b(notic(?:es?|ed)|detect(?:s|ed)?|discover(?:s|ed)?|spot(?:s|ted)?|is alerted|is notified|observes?d? (?:abnormal|suspicious))\b/i
const ending =
  /\b(contain\w*|disabl\w*|revok\w*|evict\w*|block\w*|expel\w*|remov\w*|shut ?down|shuts? down|stop(?:s|ped)?|clos(?:es|ed)|rotat\w*|reset\w*|patch\w*|remediat\w*|secured?|last (?:seen|access|activity))\b/i

export const endDateIsDetection: Rule = {
  id: 'end-date-is-detection',
  summary:
    'The incident "ends" on the day it was noticed: that is a detection, the end of access comes later.',
  *check(document) {
    const end = fieldSpan(document, 'incident_end_date')
    const start = fieldSpan(document, 'incident_start_date')
    if (!end || end.first !== end.last || document.isStructured) return
    // An incident of one day may well be found on that day.
    if (start && start.first === end.first) return
    const sameDay = document.timeline.filter((row) => findDates(row.date)[0]?.span?.first === end.first)
    const detected = sameDay.find((row) => detection.test(row.text))
    // A row that breaks off proves nothing about what ended.
    if (detected && !sameDay.some((row) => ending.test(row.text) && !looksTruncated(row.text)))
      yield {
        at: fieldOffset(document, 'incident_end_date'),
        message: `incident_end_date is the day of detection ("${detected.text.slice(0, 50)}"), not of the end of access`,
      }
  },
}
