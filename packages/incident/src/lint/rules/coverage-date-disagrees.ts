import { dayOf, isoDay } from '../../date/calendar.js'
import type { Rule } from '../rule.js'

/** Day (or first of the month) that a publisher puts in its addresses. */
const inUrl = /\/(20\d{2})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$)/
const toleranceDays = 45

export const coverageDateDisagrees: Rule = {
  id: 'coverage-date-disagrees',
  summary: 'The date given for a publication is far from the date in its own address.',
  *check(document) {
    for (const entry of document.coverage) {
      const [date] = entry.dates
      const url = entry.links[0]?.url ?? ''
      const match = /archive\.(?:org|ph|is|today)/.test(url) ? null : inUrl.exec(url)
      if (!match || !date?.span || date.form === 'year') continue
      const published = dayOf(Number(match[1]), Number(match[2]), Number(match[3] ?? 15))
      if (published === undefined) continue
      const away = Math.min(Math.abs(published - date.span.first), Math.abs(published - date.span.last))
      if (away > toleranceDays)
        yield {
          at: entry.start + date.start,
          message: `"${date.text}", but the address says ${isoDay(published).slice(0, match[3] ? 10 : 7)}`,
        }
    }
  },
}
