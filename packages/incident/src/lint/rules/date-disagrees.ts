import { type Day, isoDay } from '../../date/calendar.js'
import { findDates } from '../../date/text.js'
import type { LintDocument } from '../document.js'
import { fieldOffset, fieldSpan } from '../fields.js'
import type { Rule } from '../rule.js'

const words: Readonly<Record<string, RegExp>> = {
  incident_start_date:
    /\b(began|begins?|start(?:s|ed)?|access(?:es|ed)?|first|compromis\w+|attack\w*|gained)\b/i,
  incident_end_date:
    /\b(ends?|ended|contain\w*|clos(?:es|ed)|evict\w*|revok\w*|disabl\w*|secur\w*|remov\w*)\b/i,
  disclosure_date: /\b(disclos\w*|announc\w*|statement|notif\w*|publish\w*|releases?d?|public)\b/i,
}

/** Field and timeline tell the same event of two days that differ only in the year or only in the month: a typing error. */
export const dateDisagrees: Rule = {
  id: 'date-disagrees',
  summary:
    'A date in front matter differs from the timeline row of the same event by its year or its month alone.',
  *check(document) {
    const rows = rowDays(document)
    for (const [name, kind] of Object.entries(words)) {
      const span = fieldSpan(document, name)
      if (!span || span.first !== span.last || rows.some((row) => row.day === span.first)) continue
      const [year, month, day] = isoDay(span.first).split('-')
      const twin = rows.find((row) => {
        const [rowYear, rowMonth, rowDay] = isoDay(row.day).split('-')
        if (rowDay !== day) return false
        return rowMonth === month ? rowYear !== year : rowYear === year && kind.test(row.text)
      })
      if (twin)
        yield {
          at: fieldOffset(document, name),
          message: `${name} is ${isoDay(span.first)}, the timeline says ${isoDay(twin.day)} (${twin.text.slice(0, 50)})`,
        }
    }
  },
}

function rowDays(document: LintDocument): { day: Day; text: string }[] {
  return document.timeline.flatMap((row) => {
    const [date] = findDates(row.date)
    return date?.span && date.span.first === date.span.last ? [{ day: date.span.first, text: row.text }] : []
  })
}
