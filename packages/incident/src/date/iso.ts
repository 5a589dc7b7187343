import { type Day, dayOf, lastDayOfMonth } from './calendar.js'

/** First and last day a written date can mean; a day is one day, a month all of it. */
export interface Span {
  readonly first: Day
  readonly last: Day
}

export type IsoReading =
  | { readonly kind: 'date'; readonly span: Span }
  | { readonly kind: 'no-such-date' }
  | { readonly kind: 'not-iso' }

const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?)?)?$/

/** Reads ISO 8601 as front matter uses it: a year, a month, a day, or an instant (Jekyll writes a space for the T). */
export function readIso(text: string): IsoReading {
  const match = form.exec(text.trim())
  if (!match) return { kind: 'not-iso' }
  const year = Number(match[1])
  const month = match[2] === undefined ? undefined : Number(match[2])
  const day = match[3] === undefined ? undefined : Number(match[3])
  const first = dayOf(year, month ?? 1, day ?? 1)
  const last = dayOf(year, month ?? 12, day ?? lastDayOfMonth(year, month ?? 12))
  return first === undefined || last === undefined
    ? { kind: 'no-such-date' }
    : { kind: 'date', span: { first, last } }
}
