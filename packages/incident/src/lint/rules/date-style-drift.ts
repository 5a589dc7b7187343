import { findDates, ordinalSuffix, type TextDate } from '../../date/text.js'
import type { LintDocument } from '../document.js'
import type { Report, Rule } from '../rule.js'

interface Placed {
  readonly date: TextDate
  readonly start: number
  readonly group: number
}

const comparable = new Set(['month-day', 'month-day-ordinal', 'day-month', 'iso', 'slashes'])
const styleOf = (date: TextDate): string =>
  date.form.startsWith('month-day') && !date.comma ? `${date.form} without comma` : date.form

export const dateStyleDrift: Rule = {
  id: 'date-style-drift',
  summary: 'The dates of one list or table are written in different ways.',
  *check(document) {
    yield* drift(coverageDates(document))
    yield* drift(timelineDates(document))
  },
}

function coverageDates(document: LintDocument): Placed[] {
  return document.coverage.flatMap((entry) => {
    const date = entry.dates.find((found) => comparable.has(found.form))
    const written =
      date && document.text.slice(entry.start + date.start, entry.start + date.end) === date.text
    return date && written ? [{ date, start: entry.start + date.start, group: 0 }] : []
  })
}

function timelineDates(document: LintDocument): Placed[] {
  return document.timeline.flatMap((row) => {
    const written = document.text.slice(row.dateStart, row.end)
    const date = findDates(written)[0]
    return date && comparable.has(date.form) && findDates(row.date)[0]?.text === date.text
      ? [{ date, start: row.dateStart + date.start, group: row.group }]
      : []
  })
}

/** One report per list, at the first date that departs from the style of most; a fix for each such date. */
function* drift(dates: readonly Placed[]): Generator<Report> {
  const counts = new Map<string, number>()
  for (const { date } of dates) counts.set(styleOf(date), (counts.get(styleOf(date)) ?? 0) + 1)
  if (counts.size < 2) return
  const most = Math.max(...counts.values())
  const main = [...counts].find(([, count]) => count === most)?.[0]
  const odd = dates.filter(({ date }) => styleOf(date) !== main)
  const [first] = odd
  const model = dates.find(({ date }) => styleOf(date) === main)?.date
  if (!first || !model) return
  const fixed = restyled(first.date, model)
  const message = `"${first.date.text}" is written unlike "${model.text}" (${odd.length} of ${dates.length} dates differ)`
  yield fixed
    ? {
        at: first.start,
        message,
        fix: { start: first.start, end: first.start + first.date.text.length, text: fixed },
      }
    : { at: first.start, message }
}

/** The date in the model's style; only between the month-first styles, which are the same words rearranged. */
function restyled(date: TextDate, model: TextDate): string | undefined {
  const parts = /^([A-Za-z.]+)([\s\u00a0]+)(\d{1,2})(?:st|nd|rd|th)?,?([\s\u00a0]+)(\d{4})$/.exec(date.text)
  if (!parts || !model.form.startsWith('month-day') || date.day === undefined) return undefined
  const suffix = model.form === 'month-day-ordinal' ? ordinalSuffix(date.day) : ''
  return `${parts[1]}${parts[2]}${date.day}${suffix}${model.comma ? ',' : ''}${parts[4]}${parts[5]}`
}
