import type { Dated, DatedValue } from '../model.js'
import type { Day } from './calendar.js'
import { readIso, type Span } from './iso.js'

/** What a date with precision can mean. An open side is undefined: "before 2021-08" has no first day. */
export interface Reach {
  readonly first: Day | undefined
  readonly last: Day | undefined
  /** The span of the value as written, for sorting and drawing. */
  readonly written: Span
  readonly isExact: boolean
}

/** How far "approximately" reaches to each side, in days, by the precision the value is written with. */
const approxDays = { day: 7, month: 31, year: 366 } as const

const writtenPrecision = (text: string): 'day' | 'month' | 'year' =>
  text.length <= 4 ? 'year' : text.length <= 7 ? 'month' : 'day'

/** Reads a date of a page; undefined when the text is no date. */
export function readDated(dated: Dated | undefined): Reach | undefined {
  const { value, precision } = parts(dated)
  const reading = typeof value === 'string' ? readIso(value) : undefined
  if (reading?.kind !== 'date') return undefined
  const span = reading.span
  const margin = precision === 'approx' ? approxDays[writtenPrecision(value)] : 0
  return {
    first: precision === 'before' ? undefined : span.first - margin,
    last: precision === 'after' ? undefined : span.last + margin,
    written: span,
    isExact: span.first === span.last && (precision === 'day' || precision === undefined),
  }
}

function parts(dated: Dated | undefined): { value: string; precision?: DatedValue['precision'] } {
  return typeof dated === 'object' && dated !== null ? dated : { value: dated ?? '' }
}

const words = { before: 'before ', after: 'after ', approx: 'about ', day: '', month: '', year: '' } as const

/** The date as the site prints it: never more exact than it is. */
export function showDated(dated: Dated): string {
  const { value, precision } = parts(dated)
  return `${precision ? words[precision] : ''}${value.slice(0, 10)}`
}
