import { findDates } from '../../date/text.js'
import type { Rule } from '../rule.js'

const rangeMark = /\d(?:st|nd|rd|th)?\s*(?:-|–|—|to|through)\s*\S/

export const timelineOrder: Rule = {
  id: 'timeline-order',
  summary:
    'A timeline row is earlier than the row above it: a typing error in a date, or a row in the wrong place.',
  *check(document) {
    const spans = document.timeline.map((row) => ({ row, dates: findDates(row.date) }))
    const groups = new Set(spans.map(({ row }) => row.group))
    for (const group of groups) {
      const rows = spans.filter((entry) => entry.row.group === group)
      // A list that runs backwards on purpose is newest first.
      const steps = rows
        .slice(1)
        .map((entry, i) =>
          Math.sign((entry.dates[0]?.span?.first ?? 0) - (rows[i]?.dates[0]?.span?.first ?? 0)),
        )
      if (steps.filter((step) => step < 0).length > steps.filter((step) => step > 0).length) continue
      let above: { readonly first: number; readonly text: string } | undefined
      for (const { row, dates } of rows) {
        const [date] = dates
        const isRange = dates.length > 1 || rangeMark.test(row.date.replace(/\d{4}-\d{2}-\d{2}/g, ''))
        if (!date?.span || date.span.first !== date.span.last || isRange) continue
        if (above && date.span.first < above.first)
          yield { at: row.start, message: `${row.date} stands below ${above.text}` }
        above = { first: date.span.first, text: row.date }
      }
    }
  },
}
