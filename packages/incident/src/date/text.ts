import { type Day, dayOf, lastDayOfMonth } from './calendar.js'
import type { Span } from './iso.js'

export type DateForm = 'month-day-ordinal' | 'month-day' | 'day-month' | 'iso' | 'slashes' | 'month' | 'year'

/** A date found in prose. `start` and `end` are offsets in the text searched. */
export interface TextDate {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly form: DateForm
  /** Undefined when the words name no real day (31 June). */
  readonly span: Span | undefined
  /** Whether the year follows a comma, as most of a page's dates do or do not. */
  readonly comma: boolean
  readonly suffix: string | undefined
  readonly day: number | undefined
  readonly month: number | undefined
  readonly year: number
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const month =
  '(?<month>Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)'
const gap = '[\\s\\u00a0]+'
const year = '(?<year>(?:19|20)\\d{2})(?!\\d)'
const day = '(?<day>\\d{1,2})(?<suffix>st|nd|rd|th)?'
const range = `(?:${gap}?(?:-|–|—|to|and|through)${gap}?(?:${month.replace('?<month>', '?:')}${gap})?\\d{1,2}(?:st|nd|rd|th)?)?`

const patterns: readonly { readonly form: DateForm; readonly regex: RegExp }[] = [
  {
    form: 'month-day',
    regex: new RegExp(`\\b${month}${gap}${day}${range}(?<comma>,)?${gap}${year}`, 'gi'),
  },
  {
    form: 'day-month',
    regex: new RegExp(`\\b${day}(?:${gap}of)?${gap}${month}(?<comma>,)?${gap}${year}`, 'gi'),
  },
  {
    form: 'iso',
    regex: /(?<![\d/-])(?<year>(?:19|20)\d{2})-(?<month>\d{2})-(?<day>\d{2})(?![\d-])/g,
  },
  {
    form: 'slashes',
    regex: /(?<![\d/])(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>(?:19|20)\d{2})(?![\d/])/g,
  },
  { form: 'month', regex: new RegExp(`\\b${month}(?<comma>,)?${gap}${year}`, 'gi') },
  { form: 'year', regex: /(?<![\w/.$#-])(?<year>(?:19|20)\d{2})(?![\w/%-]|\.\d)/g },
]

function monthNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const head = text.slice(0, 3).toLowerCase()
  return monthNames.findIndex((name) => name.startsWith(head)) + 1
}

function spanOf(y: number, m: number | undefined, d: number | undefined): Span | undefined {
  const first: Day | undefined = dayOf(y, m ?? 1, d ?? 1)
  const last = m === undefined ? dayOf(y, 12, 31) : dayOf(y, m, d ?? lastDayOfMonth(y, m))
  return first === undefined || last === undefined ? undefined : { first, last }
}

/** Every date in a piece of prose, in order, the most exact reading of each; overlapping weaker readings are dropped. */
export function findDates(text: string): TextDate[] {
  const found: TextDate[] = []
  for (const { form, regex } of patterns) {
    for (const match of text.matchAll(regex)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some((other) => start < other.end && end > other.start)) continue
      const groups = match.groups ?? {}
      const y = Number(groups.year)
      const m = groups.month === undefined ? undefined : monthNumber(groups.month)
      const d = groups.day === undefined ? undefined : Number(groups.day)
      const ordinal = form === 'month-day' && groups.suffix !== undefined
      found.push({
        start,
        end,
        text: match[0],
        form: ordinal ? 'month-day-ordinal' : form,
        span: spanOf(y, m, d),
        comma: groups.comma !== undefined,
        suffix: groups.suffix,
        day: d,
        month: m,
        year: y,
      })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The English suffix of a day of the month: 22nd, not 22th. */
export function ordinalSuffix(n: number): string {
  if (n % 100 >= 11 && n % 100 <= 13) return 'th'
  return ({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[n % 10] ?? 'th'
}
